"""On which days each measure can be told: month ends that its returns cover, ten years at most."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from suffice.engine.calendar import months_after, year_end, year_start, years_after
from suffice.engine.measures import Indicator, Scene, Span
from suffice.engine.measures.by_template import table
from suffice.engine.measures.need.census import brought
from suffice.engine.returns.templates.layouts import Template
from suffice.engine.returns.workforce.layouts import census_day

YEARS = 10
"""How far back figures go."""
_NOT_DATED = frozenset({"places", "authority", "cin_year_before"})


def month_end(day: date) -> date:
    """Return the last day of the month."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def month_ends(first: date, last: date) -> tuple[date, ...]:
    """Return the last days of the months that end from `first` to `last`."""
    found, day = [], month_end(first)
    while day <= last:
        found.append(day)
        day = month_end(months_after(day.replace(day=1), 1))
    return tuple(found)


@dataclass(frozen=True)
class Days:
    """The days that a scene's returns can tell, by the return that tells them."""

    seen: Scene

    @cached_property
    def every(self) -> tuple[date, ...]:
        """All days on which something can be told, in order, of the last ten years."""
        kinds = ("ssda903", "cin", "annex_a", "csww", "audit", "survey", *self._brought_measures)
        found = sorted({day for kind in kinds for day in self._of(kind)})
        return tuple(day for day in found if day > years_after(found[-1], -YEARS)) if found else ()

    def of(self, indicator: Indicator) -> frozenset[date]:
        """Return the days on which a measure can be told, as far as the dates of its returns go."""
        told = frozenset(self.every)
        for source in indicator.source:
            kind = source if source.startswith("figures:") else source.partition(":")[0]
            told = told if kind in _NOT_DATED else told & self._of(kind)
        if indicator.span is Span.COLLECTION_YEAR:
            return frozenset(day for day in told if (day.month, day.day) == (3, 31))
        return told

    @cached_property
    def _known(self) -> dict[str, frozenset[date]]:
        return {}

    def _of(self, kind: str) -> frozenset[date]:
        if kind not in self._known:
            self._known[kind] = frozenset(self._worked_out(kind))
        return self._known[kind]

    def _worked_out(self, kind: str) -> Iterable[date]:
        first, last = self.seen.history.first_day, self.seen.history.last_day
        if kind == "ssda903":
            return (*month_ends(first, last), last) if first and last else ()
        if kind == "cin":
            return [day for year in brought(self.seen) for day in month_ends(year_start(year), year_end(year))]
        if kind == "annex_a":
            return [one.as_at for one in self.seen.returns if one.kind == kind and one.as_at is not None]
        if kind == "csww":
            return [census_day(one.year) for one in self.seen.returns if one.kind == kind and one.year is not None]
        return self._by_template(kind)

    def _by_template(self, kind: str) -> Iterable[date]:
        name, _, measure = kind.partition(":")
        rows = table(self.seen, Template(name))
        if rows is None or rows.is_empty():
            return ()
        if measure:
            return [month_end(day) for day in rows.filter(measure=measure)["month"].drop_nulls().unique()]
        dated = rows["date"].drop_nulls()
        return () if dated.is_empty() else month_ends(dated.min(), month_end(dated.max()))  # type: ignore[arg-type]

    @cached_property
    def _brought_measures(self) -> tuple[str, ...]:
        rows = table(self.seen, Template.FIGURES)
        return () if rows is None else tuple(f"figures:{one}" for one in rows["measure"].drop_nulls().unique().sort())
