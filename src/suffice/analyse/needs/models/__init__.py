from suffice.analyse.needs.models.assessment import AssessmentResult
from suffice.analyse.needs.models.equality import ChildrenByGroup, EqualityResult
from suffice.analyse.needs.models.published import IN_CARE, MEASURES, PublishedFigure
from suffice.analyse.needs.models.trends import TrendsResult

__all__ = [
    "IN_CARE",
    "MEASURES",
    "AssessmentResult",
    "ChildrenByGroup",
    "EqualityResult",
    "PublishedFigure",
    "TrendsResult",
]
