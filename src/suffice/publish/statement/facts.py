"""What the returns say on the day of a statement: who is in care, where they come from, and how it came to this."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import polars as pl

from suffice.analyse.needs.trends import BREAKDOWNS, Breakdown, Point, counts, work_out
from suffice.engine.calendar import first_of_years, months_after, years_after
from suffice.engine.episodes import TURNED_18, Flows, History, Stock, flows, stock_on
from suffice.engine.returns.ssda903.codes import codes_for

_UNKNOWN = "unknown"
_YEARS_BACK, _MONTHS_BACK = 5, 60
_KEY = ("authority", "child")
_ETHNIC_BY_LETTER = {"W": "white", "M": "mixed", "A": "asian", "C": "asian", "B": "black", "O": "other"}
_NO_ETHNICITY = ("REFU", "NOBT")


def _breakdown(code: str, title: str, heading: str, groups: Mapping[str, str], group_of: pl.Expr) -> Breakdown:
    among = {group: label.lower() for group, label in groups.items()}
    return Breakdown(code=code, title=title, heading=heading, groups=groups, among=among, group_of=group_of)


def _ethnic_group() -> pl.Expr:
    code = pl.col("ethnic")
    by_letter = code.str.slice(0, 1).replace_strict(_ETHNIC_BY_LETTER, default=_UNKNOWN, return_dtype=pl.String)
    return pl.when(code.is_null() | code.is_in(_NO_ETHNICITY)).then(pl.lit(_UNKNOWN)).otherwise(by_letter)


_NEEDS = codes_for("CIN", None)
OWN_BREAKDOWNS: Mapping[str, Breakdown] = {
    one.code: one
    for one in (
        *BREAKDOWNS.values(),
        _breakdown(
            "sex",
            "By sex",
            "Sex",
            {"F": "Girls", "M": "Boys", _UNKNOWN: "Not known"},
            pl.when(pl.col("sex").is_in(["F", "M"])).then(pl.col("sex")).otherwise(pl.lit(_UNKNOWN)),
        ),
        _breakdown(
            "ethnicity",
            "By ethnicity",
            "Ethnic group",
            {
                "white": "White",
                "mixed": "Mixed or multiple",
                "asian": "Asian or Asian British",
                "black": "Black, African, Caribbean or Black British",
                "other": "Other ethnic group",
                _UNKNOWN: "Not known or not said",
            },
            _ethnic_group(),
        ),
        _breakdown(
            "need",
            "By need when first assessed",
            "Main need",
            {**_NEEDS, _UNKNOWN: "Not known"},
            pl.when(pl.col("cin").is_in(list(_NEEDS))).then(pl.col("cin")).otherwise(pl.lit(_UNKNOWN)),
        ),
    )
}


@dataclass(frozen=True, slots=True)
class Near:
    """How many children live near home, as far as two postcodes tell.

    Attributes:
        same: the home and the placement lie in one postcode area, the letters that a postcode begins with.
        known: children with both postcodes.
    """

    same: int
    known: int


@dataclass(frozen=True, slots=True)
class Year:
    """Who came and went in the twelve months to the day."""

    started: int
    came_back: int
    left: int
    turned_18: int


@dataclass(frozen=True, slots=True)
class Facts:
    """What the returns say on one day and before it.

    Attributes:
        on: the day.
        total: children in care on it.
        left_out: children who would count but have no header or no date of birth.
        covered: the first and the last day of the returns.
        groups: children by breakdown and group, of every breakdown of `OWN_BREAKDOWNS`.
        unaccompanied: children ever recorded as unaccompanied, of those in care.
        near: how many live near home.
        year: who came and went; None where the returns do not cover the twelve months.
        series: the same day of this and earlier years.
        months: children in care at the end of each of the months before, the day last.
    """

    on: date
    total: int
    left_out: int
    covered: tuple[date, date]
    groups: Mapping[str, Mapping[str, int]]
    unaccompanied: int
    near: Near
    year: Year | None
    series: tuple[Point, ...]
    months: tuple[tuple[date, int], ...]


def facts(history: History, on: date) -> Facts:
    """Return what the returns say on the day `on`, which they must cover.

    Raises:
        ValueError: the history holds no returns.
    """
    if history.first_day is None or history.last_day is None:
        raise ValueError("There are no returns to say anything from.")
    first, last = history.first_day, history.last_day
    stock = stock_on(history, on)
    return Facts(
        on=on,
        total=stock.total,
        left_out=stock.left_out,
        covered=(first, last),
        groups={code: counts(stock.children, one) for code, one in OWN_BREAKDOWNS.items()},
        unaccompanied=int(stock.children.get_column("uasc").fill_null(False).sum()),
        near=_near(history, stock),
        year=_year(history, on, first),
        series=work_out(history, also=[years_after(on, -back) for back in range(_YEARS_BACK + 1)]).series(on),
        months=tuple((day, stock_on(history, day).total) for day in _month_ends(on, first)),
    )


def _near(history: History, stock: Stock) -> Near:
    home, placed = (pl.col(name).str.extract(r"^\s*([A-Za-z]{1,2})\d").str.to_uppercase() for name in _POSTCODES)
    places = history.episodes.select(*_KEY, "decom", home.alias("home"), placed.alias("placed"))
    known = stock.children.join(places.unique((*_KEY, "decom")), on=(*_KEY, "decom"), how="left").filter(
        pl.col("home").is_not_null() & pl.col("placed").is_not_null()
    )
    return Near(same=known.filter(pl.col("home") == pl.col("placed")).height, known=known.height)


_POSTCODES = ("home_post", "pl_post")


def _year(history: History, on: date, first: date) -> Year | None:
    begins = first_of_years(on)
    return _told(flows(history, begins, on)) if begins >= first else None


def _told(moved: Flows) -> Year:
    begun = moved.starts.filter(~pl.col("continuing"))
    ended = moved.ceases.filter(~pl.col("continuing"))
    return Year(
        started=moved.started,
        came_back=begun.filter(pl.col("reentry")).select(_KEY).n_unique(),
        left=moved.ceased,
        turned_18=ended.filter(pl.col("reason") == TURNED_18).select(_KEY).n_unique(),
    )


def _month_ends(on: date, first: date) -> list[date]:
    """Return the ends of the months before the day that the returns cover, and the day."""
    begins = [months_after(on.replace(day=1), -back) for back in range(_MONTHS_BACK, -1, -1)]
    return [day for begin in begins if first <= (day := begin - timedelta(days=1))] + [on]
