from suffice.review.timeliness.operations.lengths import set_length
from suffice.review.timeliness.operations.making import ask, make
from suffice.review.timeliness.operations.quality import make_quality
from suffice.review.timeliness.operations.reasons import give_reason, withdraw_reason

__all__ = ["ask", "give_reason", "make", "make_quality", "set_length", "withdraw_reason"]
