from suffice.review.reports.models.meetings import Meeting, MeetingNote
from suffice.review.reports.models.questions import Question
from suffice.review.reports.models.sets import Edition, ReportSet, Status

__all__ = ["Edition", "Meeting", "MeetingNote", "Question", "ReportSet", "Status"]
