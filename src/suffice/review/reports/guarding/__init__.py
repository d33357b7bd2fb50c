"""The second gate: what may not be told because of what has been told already, of the same children."""

from suffice.review.reports.guarding.counts import Told, figures, of_book, of_point
from suffice.review.reports.guarding.guard import Withheld, withheld

__all__ = ["Told", "Withheld", "figures", "of_book", "of_point", "withheld"]
