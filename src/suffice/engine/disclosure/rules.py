"""The rules for small numbers, of which each publication chooses one."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Rule:
    """What becomes of a count of children before anybody outside reads it.

    Attributes:
        least: counts from 1 to one less than this are not shown; 0 is.
        nearest: other counts are rounded to the nearest multiple of this, halves up.
    """

    least: int
    nearest: int

    def small(self, count: int) -> bool:
        """Whether a count is of so few that it may not be shown."""
        return 0 < count < self.least

    def shown(self, count: int) -> int | None:
        """Return the count as it may be shown; None where it is too small."""
        if self.small(count):
            return None
        return (2 * count + self.nearest) // (2 * self.nearest) * self.nearest

    def could_be(self, shown: int) -> tuple[int, int]:
        """Return the least and the most that a count may be which is shown as this number."""
        low = shown - self.nearest // 2
        high = low + self.nearest - 1
        if shown == 0 and high < self.least:
            return 0, 0
        return max(low, self.least if shown else 0), high

    @property
    def protects(self) -> bool:
        """Whether the rule changes anything."""
        return self.least > 1 or self.nearest > 1

    @property
    def sentence(self) -> str:
        """The rule, as a document tells it."""
        if not self.protects:
            return "Numbers are shown in full, for the council's own use only."
        if self.nearest == 1:
            return (
                f"Groups of 1 to {self.least - 1} children are not shown, nor is any number from which one could be "
                "worked out, nor a share or a rate that rests on one. Every other number is in full."
            )
        return (
            f"Groups of 1 to {self.least - 1} children are shown as fewer than {self.least}, and every other number of "
            f"children is rounded to the nearest {self.nearest}, so parts may not add up to their total; shares are "
            "worked out from the rounded numbers."
        )


PUBLICATION = Rule(least=5, nearest=5)
"""What is published: groups of one to four are not shown, the rest is rounded to the nearest five."""

SUPPRESSED = Rule(least=5, nearest=1)
"""What partners read: groups of one to four are not shown, the rest is in full."""

COUNCIL = Rule(least=1, nearest=1)
"""What the council reads itself: every number in full."""


class Protection(StrEnum):
    """How the small numbers of a publication are protected; the publication keeps which."""

    FULL = "full"
    SUPPRESS = "suppress"
    ROUND = "round"

    @property
    def rule(self) -> Rule:
        """What becomes of each count."""
        return {"full": COUNCIL, "suppress": SUPPRESSED, "round": PUBLICATION}[self.value]

    @property
    def label(self) -> str:
        """The words a page uses."""
        return {
            "full": "In full, for the council's own use",
            "suppress": "Groups under five not shown",
            "round": "Groups under five not shown, the rest rounded to five",
        }[self.value]
