from suffice.analyse.comparison.operations.choosing import choose_neighbours, leave_choice
from suffice.analyse.comparison.operations.making import STANDINGS, ask, make
from suffice.analyse.comparison.operations.writing import write_down_comparators

__all__ = ["STANDINGS", "ask", "choose_neighbours", "leave_choice", "make", "write_down_comparators"]
