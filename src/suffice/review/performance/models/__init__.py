from suffice.review.performance.models.keeping import Choice, Commentary, Rebase, SavedView, Target
from suffice.review.performance.models.results import DayFigures, MeasureFigures, MeasuresResult

__all__ = ["Choice", "Commentary", "DayFigures", "MeasureFigures", "MeasuresResult", "Rebase", "SavedView", "Target"]
