"""A council's own lengths: a rule that no law sets may give another length from a day on, until it is put back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from suffice.engine.timeliness.rules import Length, Rule, told


@dataclass(frozen=True, slots=True)
class Own:
    """How long a council gives under one rule from a day on.

    Attributes:
        rule: the code of a rule that is local.
        since: the first day on which it holds.
        first: how long after the start; None where the rule has none, or where the usual length is put back.
        again: how long after the latest one; None likewise.
    """

    rule: str
    since: date
    first: Length | None = None
    again: Length | None = None

    @property
    def put_back(self) -> bool:
        """Whether the usual length holds again."""
        return self.first is None and self.again is None

    @property
    def words(self) -> str:
        """How long may be taken, in words."""
        return told(self.first, self.again) or "the usual length"

    def of(self, rule: Rule) -> Rule:
        """Return the rule with this length.

        Raises:
            ValueError: a law or national guidance sets the length of the rule.
        """
        if not rule.local:
            raise ValueError(f"{rule.title}: the length is set by {rule.source}. A council cannot set another.")
        return replace(rule, first=rule.first and self.first, again=rule.again and self.again)


def in_force(settings: Sequence[Own], on: date) -> Mapping[str, Own]:
    """Return the own length of each rule that has one on a day: of the latest `since`, and of those the last set.

    Args:
        settings: in the order in which they were set.
        on: the day.
    """
    found: dict[str, Own] = {}
    for one in sorted((one for one in settings if one.since <= on), key=lambda one: one.since):
        found[one.rule] = one
    return {code: one for code, one in found.items() if not one.put_back}
