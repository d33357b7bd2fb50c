"""Which figures a report has to keep back because of those that have left already, or of its own others."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Self

from suffice.core.pages.words import day
from suffice.engine.disclosure import Rule
from suffice.engine.disclosure.following import Known, Pair, follows, kept_back, revised
from suffice.review.reports.guarding import ledgers
from suffice.review.reports.guarding.counts import Name, Told
from suffice.review.reports.guarding.ledgers import Before, Ledger

_REVISED = (
    "It was told otherwise before, by fewer than {least}: the difference would tell of the children whose records were "
    "put right."
)
_PARTS = "With the other parts of the same whole, a part of fewer than {least} children would follow from it."
_TIME = "By subtraction it would tell of fewer than {least} counted from {first} to {last}."


@dataclass(frozen=True, slots=True)
class Withheld:
    """A figure that is kept back.

    Attributes:
        code: of its measure.
        on: its day.
        beside: the keys of the editions that it may not stand beside; none where it is others of the same report.
        why: what would follow from it, as a sentence.
    """

    code: str
    on: date
    beside: tuple[int, ...]
    why: str

    def document(self) -> dict[str, Any]:
        """Return it as plain values."""
        return {"code": self.code, "on": self.on.isoformat(), "beside": list(self.beside), "why": self.why}

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> Self:
        """Return what `document` wrote."""
        return cls(told["code"], date.fromisoformat(told["on"]), tuple(told["beside"]), told["why"])


def withheld(new: Sequence[Told], before: Before, rule: Rule) -> tuple[Withheld, ...]:
    """Return the figures that must be kept back, so that no small number of children follows from what is told.

    Args:
        new: what a report is about to tell, after the gate.
        before: what each earlier edition told that has left under a rule, the latest first.
        rule: of the report.
    """
    found = {one.name: one for one in _twice(new, before, rule)}
    for accounts in (ledgers.by_parts, ledgers.over_time):
        kept = [told for told in new if told.name not in found]
        for ledger in accounts(kept, before):
            found |= {one.name: one for one in _in_one(ledger, rule, found.keys())}
    return tuple(Withheld(*name, *found[name].because) for name in sorted(found, key=lambda one: (one[1], one[0])))


@dataclass(frozen=True, slots=True)
class _Found:
    name: Name
    because: tuple[tuple[int, ...], str]


def _twice(new: Sequence[Told], before: Before, rule: Rule) -> Iterator[_Found]:
    account = ledgers.each(new, before)
    for name in revised(account.new, _all(account), rule.least):
        told = {name: account.new[name]}
        beside = tuple(key for key, counts in account.before.items() if revised(told, counts, rule.least))
        yield _Found(name, (beside, _REVISED.format(least=rule.least)))


def _in_one(ledger: Ledger, rule: Rule, gone: Collection[Name]) -> Iterator[_Found]:
    """Give what must be kept back for the sake of one account, but for what is kept back already."""
    last = max((name[1] for name in ledger.new), default=date.min)
    order = sorted(
        (name for name in ledger.new if name not in gone),
        key=lambda name: (name[1] == last, min(one.high for one in ledger.new[name]), name),
    )
    figures = {name: ledger.new[name] for name in order}
    kept = kept_back(figures, _all(ledger), ledger.guarded, rule.least, always=ledger.always)
    if kept.figures:
        beside = _beside(ledger, figures, kept.follows, rule)
        for name in kept.figures:
            yield _Found(name, (beside, _why(kept.follows[0], rule)))


def _beside(
    ledger: Ledger, figures: Mapping[Name, Sequence[Known]], found: Sequence[Pair], rule: Rule
) -> tuple[int, ...]:
    """Return the editions each of which is enough for a small count to follow; all of them where none alone is."""
    told = [one for counts in figures.values() for one in counts] + ledger.always

    def enough(before: Sequence[Known]) -> bool:
        return bool(follows([*told, *before], found, rule.least))

    if enough(()):
        return ()
    return tuple(key for key, before in ledger.before.items() if enough(before)) or tuple(ledger.before)


def _why(pair: Pair, rule: Rule) -> str:
    first, last = pair
    if isinstance(first, tuple) and isinstance(last, tuple):
        after = first[1] + timedelta(days=1)
        return _TIME.format(least=rule.least, first=day(after), last=day(last[1]))
    return _PARTS.format(least=rule.least)


def _all(ledger: Ledger) -> list[Known]:
    return list(dict.fromkeys(one for counts in ledger.before.values() for one in counts))
