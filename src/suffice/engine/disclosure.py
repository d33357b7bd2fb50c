"""Small numbers, at one gate: what leaves the council shows no group of a few children, and no exact count."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rule:
    """What becomes of a count of children before anybody outside reads it.

    Everything is rounded, totals too, so that a group that is not shown cannot be worked out from the rest.

    Attributes:
        least: counts from 1 to one less than this are not shown; 0 is.
        nearest: other counts are rounded to the nearest multiple of this, halves up.
    """

    least: int
    nearest: int

    def shown(self, count: int) -> int | None:
        """Return the count as it may be shown; None where it is too small."""
        if 0 < count < self.least:
            return None
        return (2 * count + self.nearest) // (2 * self.nearest) * self.nearest

    @property
    def protects(self) -> bool:
        """Whether the rule changes anything."""
        return self.least > 1 or self.nearest > 1

    @property
    def sentence(self) -> str:
        """The rule, as a document tells it."""
        if not self.protects:
            return "Numbers are shown in full, for the council's own use only."
        return (
            f"Groups of 1 to {self.least - 1} children are shown as fewer than {self.least}, and every other number of "
            f"children is rounded to the nearest {self.nearest}, so parts may not add up to their total; shares are "
            "worked out from the rounded numbers."
        )


PUBLICATION = Rule(least=5, nearest=5)
"""What is published: groups of one to four are not shown, the rest is rounded to the nearest five."""

COUNCIL = Rule(least=1, nearest=1)
"""What the council reads itself: every number in full."""
