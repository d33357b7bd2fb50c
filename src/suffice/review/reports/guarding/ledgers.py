"""The accounts in which counts are held against one another: what happened in a time, stocks, and parts of a whole."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations, pairwise

from suffice.engine.calendar import years_after
from suffice.engine.disclosure.following import Known, Mark, Pair, running
from suffice.review.reports.guarding import relations
from suffice.review.reports.guarding.counts import Name, Range, Told
from suffice.review.reports.guarding.relations import Family, Stock


@dataclass
class Ledger:
    """One account: what the new figures tell in it, what others told before, and what must not follow."""

    new: dict[Name, list[Known]] = field(default_factory=lambda: defaultdict(list))
    before: dict[int, list[Known]] = field(default_factory=lambda: defaultdict(list))
    guarded: set[Pair] = field(default_factory=set)
    always: list[Known] = field(default_factory=list)


Before = Mapping[int, Sequence[Told]]
"""What each earlier edition told, by its key, the latest first."""


def over_time(new: Sequence[Told], before: Before) -> Iterable[Ledger]:
    """Give an account for each thing that happens in a time, those of a stock with their stock."""
    ours = {name for told in new for name in told.counts}
    joined = {name: stock for stock in relations.stocks() for name in (stock.stock, stock.came, stock.left)}
    for stock in relations.stocks():
        if ours & {stock.stock, stock.came, stock.left}:
            yield _account(new, before, (stock.came, stock.left), stock)
    for name in sorted(ours & relations.events().keys() - joined.keys()):
        yield _account(new, before, (name,), None)


def by_parts(new: Sequence[Told], before: Before) -> Iterable[Ledger]:
    """Give an account for each whole on each day of which a new figure tells it or a part of it."""
    for family in relations.families():
        names = {*family.parts, family.whole} - {""}
        days = {told.on for told in new if names & told.counts.keys()}
        for on in sorted(days):
            made = _whole(new, before, family, on)
            if sum(len(counts) for counts in made.new.values()) + len(made.before) > 1:
                yield made


def each(new: Sequence[Told], before: Before) -> Ledger:
    """Return one account of every count by itself, for those that are told twice."""
    made = Ledger()
    for told in new:
        made.new[told.name] += [_alone(name, told.on, count) for name, count in told.counts.items()]
    for key, tellings in before.items():
        made.before[key] += [_alone(name, told.on, count) for told in tellings for name, count in told.counts.items()]
    return made


def _alone(name: str, on: date, count: Range) -> Known:
    return Known(name, (name, on), *count)


def _account(new: Sequence[Told], before: Before, names: tuple[str, ...], stock: Stock | None) -> Ledger:
    def known(told: Told) -> list[Known]:
        found = [
            Known((name, years_after(told.on, -relations.events()[name])), (name, told.on), *told.counts[name])
            for name in names
            if name in told.counts
        ]
        if stock is not None and stock.stock in told.counts:
            found.append(Known((stock.left, told.on), (stock.came, told.on), *told.counts[stock.stock]))
        return found

    made = _filled(new, before, known)
    told = [one for counts in (*made.new.values(), *made.before.values()) for one in counts]
    marks = {mark for one in told for mark in (one.first, one.last)}
    for name in names:
        ordered: list[Mark] = sorted(mark for mark in marks if mark[0] == name)  # type: ignore[index, type-var]
        made.always += running(ordered)
        made.guarded |= set(combinations(ordered, 2))
    return made


def _whole(new: Sequence[Told], before: Before, family: Family, on: date) -> Ledger:
    last = len(family.parts)

    def known(told: Told) -> list[Known]:
        if told.on != on:
            return []
        cells = [Known(at, at + 1, *told.counts[one]) for at, one in enumerate(family.parts) if one in told.counts]
        return cells + ([Known(0, last, *told.counts[family.whole])] if family.whole in told.counts else [])

    made = _filled(new, before, known)
    made.always = running(range(last + 1))
    made.guarded = set(pairwise(range(last + 1)))
    return made


def _filled(new: Sequence[Told], before: Before, known: Callable[[Told], list[Known]]) -> Ledger:
    made = Ledger()
    for told in new:
        if found := known(told):
            made.new[told.name] += found
    for key, tellings in before.items():
        if found := list(dict.fromkeys(one for told in tellings for one in known(told))):
            made.before[key] = found
    return made
