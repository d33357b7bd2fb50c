"""What every measure of one day looks at, worked out once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any, Protocol

import polars as pl

from suffice.engine.calendar import collection_year, first_of_years
from suffice.engine.episodes import Flows, History, Stock, flows, stays, stock_on
from suffice.engine.measures.care import Care
from suffice.engine.measures.model import Option
from suffice.engine.returns.model import Return
from suffice.engine.returns.population import Population, PopulationFigure, find
from suffice.engine.returns.population.authorities import spelling


class NoSuchAuthority(ValueError):
    """The returns hold other authorities than the one that was asked for; the message names them."""


class Places(Protocol):
    """What tells how far a placement is from home, and in whose area it lies."""

    def miles(self, home: pl.Series, placement: pl.Series) -> pl.Series:
        """Return the straight-line miles between postcodes; null where either is not known."""

    def authority_of(self, postcodes: pl.Series) -> pl.Series:
        """Return the code of the authority that each postcode lies in, as `places.Directory` has it; null for none."""

    def locality_of(self, postcodes: pl.Series) -> pl.Series:
        """Return the council's own locality of each postcode; null where it is not known."""

    def decile_of(self, postcodes: pl.Series) -> pl.Series:
        """Return the deprivation decile of each postcode, 1 the most deprived; null where it is not known."""


class Groups(Protocol):
    """What tells how many children of each group live here."""

    @property
    def year(self) -> int:
        """The year that it is of."""

    def numbers(self, of: int | None) -> Mapping[str, float]:
        """Return the children of each group, out of all who live here where it tells shares."""

    @property
    def sentence(self) -> str:
        """Where that comes from."""


@dataclass(frozen=True)
class Scene:
    """One authority's children on one day and over the twelve months that end with it.

    Attributes:
        history: of that authority alone.
        on: the day.
        authority: the name or code under which its population is looked up.
        population: what rates divide by; None when nobody gave one.
        options: chosen where the official definition is not settled, by the name of the option.
        returns: every return that can be used, for the tables that a history does not hold.
        cin: the children in need censuses as one history; None when none was brought.
        annex_a: the lists of the latest Annex A workbook by name; None when none was brought.
        workforce: the tables of the workforce census by name; None when none was brought.
        places: tells distances and areas from postcodes; None when no postcodes were brought.
        authorities: whose rows are looked at; None for all.
        living: children who live here by grouping, which rates of groups divide by.
        since: the first day looked at, where a measure of a year is asked of a shorter time, such as one month.
    """

    history: History
    on: date
    authority: str = ""
    population: Population | None = None
    options: Mapping[str, str] = field(default_factory=dict)
    returns: Sequence[Return] = ()
    cin: Any = None
    annex_a: Mapping[str, pl.DataFrame] | None = None
    workforce: Mapping[str, pl.DataFrame] | None = None
    places: Places | None = None
    authorities: frozenset[str] | None = None
    living: Mapping[str, Groups] = field(default_factory=dict)
    since: date | None = None

    @property
    def first(self) -> date:
        """The first of the twelve months' days, or of the shorter time that is asked for."""
        return self.since or first_of_years(self.on)

    @property
    def year(self) -> int:
        """The collection year that holds the day."""
        return collection_year(self.on)

    @cached_property
    def care(self) -> Care:
        """The tables of the 903 return other than episodes, over all years."""
        usable = [one for one in self.returns if one.kind == "ssda903" and one.refusal is None]
        return Care(usable, self.authorities)

    @cached_property
    def worked(self) -> dict[str, Any]:
        """What several indicators need and one has worked out, by name."""
        return {}

    @cached_property
    def always(self) -> dict[str, Any]:
        """What has been worked out and is the same on every day, by name."""
        return {}

    @cached_property
    def stock(self) -> Stock:
        """The children in care at the end of the day."""
        return stock_on(self.history, self.on)

    @cached_property
    def flows(self) -> Flows:
        """Who started and ceased in the twelve months."""
        return flows(self.history, self.first, self.on, known=self.stays)

    @property
    def stays(self) -> pl.DataFrame:
        """Every stay in care, as `episodes.stays` tells them."""
        if "stays" not in self.always:
            self.always["stays"] = stays(self.history)
        found: pl.DataFrame = self.always["stays"]
        return found

    @cached_property
    def per(self) -> PopulationFigure | None:
        """The population that rates of the day divide by."""
        return self.population.figure_for(self.authority, self.on) if self.population else None

    @property
    def covers_day(self) -> bool:
        """Whether the returns cover the day."""
        return _within(self.history, self.on, self.on)

    def covers(self, years: int) -> bool:
        """Return whether the returns cover so many years up to the day."""
        return self.covers_day and _within(self.history, first_of_years(self.on, years), self.on)


def chosen(scene: Scene, option: Option) -> str:
    """Return what was chosen for an option, or its default."""
    return scene.options.get(option.name, option.default)


def _within(history: History, first: date, last: date) -> bool:
    if history.first_day is None or history.last_day is None:
        return False
    return history.first_day <= first and last <= history.last_day


def own_names(history: History, authority: str | None) -> frozenset[str] | None:
    """Return the names under which the returns hold `authority`'s rows; None for everyone's."""
    if authority is None:
        return None
    named = history.episodes.get_column("authority").unique().to_list()
    return frozenset({"", *(one for one in named if _same(one, authority))})


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
    """Say whether two names or codes are of one authority."""
    known = find(one)
    return known == find(other) if known else spelling(one) == spelling(other)
