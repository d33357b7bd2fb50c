from suffice.review.performance.models.keeping import Commentary, Rebase, SavedView, Target
from suffice.review.performance.models.results import DayFigures, MeasureFigures, MeasuresResult

__all__ = ["Commentary", "DayFigures", "MeasureFigures", "MeasuresResult", "Rebase", "SavedView", "Target"]
