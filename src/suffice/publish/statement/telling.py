"""How figures are told in a statement: protected first, then written as every page writes them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from suffice.core.pages.words import counted, day, number, per_cent
from suffice.engine.disclosure import Rule

NOTHING = "\N{EN DASH}"


class Width(Protocol):
    """A range of a number over all simulated futures."""

    @property
    def p10(self) -> float: ...

    @property
    def p50(self) -> float: ...

    @property
    def p90(self) -> float: ...


@dataclass(frozen=True, slots=True)
class Telling:
    """Words for figures about children, after the rule for small numbers."""

    rule: Rule

    def shown(self, count: float) -> int | None:
        """Return a number as it may be shown; None where it is too small."""
        return self.rule.shown(round(count))

    def count(self, count: float) -> str:
        """585; or fewer than 5."""
        kept = self.shown(count)
        return f"fewer than {self.rule.least}" if kept is None else number(kept)

    def cell(self, count: float | None) -> str:
        """The same for a table, where a small number is a mark: 585, <5, or a dash where there is none."""
        if count is None:
            return NOTHING
        kept = self.shown(count)
        return f"<{self.rule.least}" if kept is None else number(kept)

    def children(self, count: float) -> str:
        """585 children; fewer than 5 children."""
        kept = self.shown(count)
        return f"fewer than {self.rule.least} children" if kept is None else counted(kept, "child", "children")

    def share(self, part: float, whole: float) -> str:
        """24%, of the numbers as they are shown; a dash where either is too small to show."""
        shown, of = self.shown(part), self.shown(whole)
        return NOTHING if shown is None or not of else per_cent(min(1.0, shown / of))

    def between(self, width: Width) -> str:
        """Between 540 and 630; or the one number that both ends are."""
        low, high = self.count(width.p10), self.count(width.p90)
        return f"about {low}" if low == high and self.rule.protects else low if low == high else _joined(low, high)

    def to(self, width: Width) -> str:
        """540 to 630, for a table."""
        low, high = self.cell(width.p10), self.cell(width.p90)
        return low if low == high else f"{low} to {high}"

    def change(self, now: float, before: float) -> str:
        """26 fewer; 10 more; the same number; or nothing where either is too small to show."""
        new, old = self.shown(now), self.shown(before)
        if new is None or old is None:
            return ""
        step = new - old
        if not step:
            return "about the same number" if self.rule.protects else "the same number"
        return f"{number(abs(step))} {'more' if step > 0 else 'fewer'}"

    def groups(self, groups: Mapping[str, float]) -> Mapping[str, float]:
        """Return numbers for a picture: as they may be shown, the too small as nought."""
        return {group: self.shown(count) or 0 for group, count in groups.items()}


def period(first: date, last: date) -> str:
    """1 April 2017 to 31 March 2022."""
    return f"{day(first)} to {day(last)}"


def _joined(low: str, high: str) -> str:
    return f"between {low} and {high}" if low[0].isdigit() else f"{low} to {high}"
