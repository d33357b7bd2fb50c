from suffice.review.reports.operations.making import ask, make
from suffice.review.reports.operations.meetings import call, close, minute
from suffice.review.reports.operations.questions import answer, question
from suffice.review.reports.operations.sending import send, send_elsewhere, sign
from suffice.review.reports.operations.sets import add, change, retire

__all__ = [
    "add",
    "answer",
    "ask",
    "call",
    "change",
    "close",
    "make",
    "minute",
    "question",
    "retire",
    "send",
    "send_elsewhere",
    "sign",
]
