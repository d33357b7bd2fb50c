from suffice.review.reports.operations.making import ask, make
from suffice.review.reports.operations.meetings import call, close, minute
from suffice.review.reports.operations.sending import send, send_elsewhere, sign
from suffice.review.reports.operations.sets import add, change, retire

__all__ = [
    "add",
    "ask",
    "call",
    "change",
    "close",
    "make",
    "minute",
    "retire",
    "send",
    "send_elsewhere",
    "sign",
]
