"""What every measure of one day looks at, worked out once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property

import polars as pl

from suffice.engine.calendar import years_after
from suffice.engine.episodes import Flows, History, Stock, flows, stock_on
from suffice.engine.returns.population import Population, PopulationFigure, find
from suffice.engine.returns.population.authorities import spelling


class NoSuchAuthority(ValueError):
    """The returns hold other authorities than the one that was asked for; the message names them."""


@dataclass(frozen=True)
class Scene:
    """One authority's children on one day and over the twelve months that end with it.

    Attributes:
        history: of that authority alone.
        on: the day.
        authority: the name or code under which its population is looked up.
        population: what rates divide by; None when nobody gave one.
        same_carer_changes_count: an option of the count of placements, see `measures.stability`.
    """

    history: History
    on: date
    authority: str = ""
    population: Population | None = None
    same_carer_changes_count: bool = False

    @property
    def first(self) -> date:
        """The first of the twelve months' days."""
        return years_after(self.on, -1) + timedelta(days=1)

    @cached_property
    def stock(self) -> Stock:
        """The children in care at the end of the day."""
        return stock_on(self.history, self.on)

    @cached_property
    def flows(self) -> Flows:
        """Who started and ceased in the twelve months."""
        return flows(self.history, self.first, self.on)

    @cached_property
    def per(self) -> PopulationFigure | None:
        """The population that rates of the day divide by."""
        return self.population.figure_for(self.authority, self.on) if self.population else None

    @property
    def covers_day(self) -> bool:
        """Whether the returns cover the day."""
        return _within(self.history, self.on, self.on)

    @property
    def covers_year(self) -> bool:
        """Whether the returns cover the twelve months."""
        return self.covers_day and _within(self.history, self.first, self.on)


def _within(history: History, first: date, last: date) -> bool:
    if history.first_day is None or history.last_day is None:
        return False
    return history.first_day <= first and last <= history.last_day


def of_authority(history: History, authority: str | None) -> tuple[History, str]:
    """Return the part of `history` that is `authority`'s, and the name to look its population up by.

    Rows that name no authority belong to whoever is asked for. Without an `authority`, the whole is taken, and its
    population is found when the returns name one authority.

    Raises:
        NoSuchAuthority: the returns name authorities, and this is none of them.
    """
    named = history.episodes.get_column("authority").unique().sort().to_list()
    if authority is None:
        return history, named[0] if len(named) == 1 else ""
    own = [one for one in named if not one or _same(one, authority)]
    if named and not own:
        raise NoSuchAuthority(
            f"The returns are of {', '.join(named)}; none of their rows is of {authority}. "
            "Give an authority that they hold."
        )
    kept = pl.col("authority").is_in(own)
    part = replace(
        history,
        children=history.children.filter(kept),
        episodes=history.episodes.filter(kept),
        set_aside=history.set_aside if history.set_aside.is_empty() else history.set_aside.filter(kept),
    )
    return part, authority


def _same(one: str, other: str) -> bool:
    known = find(one)
    return known == find(other) if known else spelling(one) == spelling(other)
