from suffice.analyse.comparison.models.results import Compared, ComparisonResult
from suffice.analyse.comparison.models.sources import ChosenNeighbours, WrittenComparators

__all__ = ["ChosenNeighbours", "Compared", "ComparisonResult", "WrittenComparators"]
