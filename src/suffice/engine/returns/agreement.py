"""Returns of different kinds that say different things of one child: both told side by side, neither taken."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

import polars as pl

from suffice.engine.calendar import months_after, year_end, year_start
from suffice.engine.returns import flags
from suffice.engine.returns.annex_a.codes import GROUPS, ethnic_group
from suffice.engine.returns.annex_a.layouts import lists
from suffice.engine.returns.model import SSDA903, Return
from suffice.engine.words import prose

CIN, ANNEX_A = "cin", "annex_a"
BIRTH, SEX, ETHNICITY, IN_CARE, ON_PLAN = (
    "date of birth",
    "sex",
    "ethnic group",
    "in care",
    "on a child protection plan",
)
YES, NO = "yes", "no"
_SHORT_BREAKS = ("V3", "V4")
_GOES_BACK = 6  # months that the lists of Annex A go back
_SAID = {"child": pl.String, "value": pl.String, "file": pl.String, "row": pl.Int32, "place": pl.String}
SCHEMA: Mapping[str, pl.DataType] = {
    "child": pl.String(),
    "what": pl.String(),
    "on": pl.Date(),
    **{
        f"{side}_{name}": kind
        for side in ("one", "other")
        for name, kind in {
            "return": pl.String(),
            "value": pl.String(),
            "file": pl.String(),
            "row": pl.Int32(),
            "place": pl.String(),
        }.items()
    },
}
"""What `differences` returns."""


@dataclass(frozen=True, slots=True)
class Held:
    """Two returns held against each other in one thing.

    Attributes:
        what: such as the date of birth.
        on: the day, for what depends on one.
        one: the first return, as a sentence calls it.
        other: the second.
        compared: of how many children both tell it; for what was so on a day, of whom either says yes.
        differences: as `differences` returns them.
    """

    what: str
    on: date | None
    one: str
    other: str
    compared: int
    differences: pl.DataFrame


def held_against(returns: Sequence[Return]) -> tuple[Held, ...]:
    """Return every pair of returns held against each other, those in which nothing differs too; see `differences`."""
    return tuple(one for pair in _pairs(returns) for one in _of_pair(*pair))


def differences(returns: Sequence[Return]) -> pl.DataFrame:
    """Return every child of whom two returns of different kinds say different things.

    Compared are the SSDA903 return, the children in need census and Annex A of one authority, those of one collection
    year with each other; where two kinds have no year in common, the latest of each. Date of birth, sex and ethnic
    group are compared where both give one; being in care (SSDA903 and Annex A) and on a child protection plan (census
    and Annex A) on the latest day that both tell of. A broad ethnic group agrees with every code in it.

    Returns:
        One row a difference, in order of child: `SCHEMA`. ``on`` is null for what does not depend on a day; ``value``
        is as the return has it, dates as 3 June 2020, or ``yes`` and ``no`` for what does; ``row`` is null where no
        row says so.
    """
    return each_once(held_against(returns))


def each_once(held: Sequence[Held]) -> pl.DataFrame:
    """Return the differences of several pairs, what two pairs differ in alike told once, in order of child."""
    every = pl.concat([pl.DataFrame(schema=SCHEMA), *(one.differences for one in held)])
    same = ["child", "what", "one_value", "other_value"]
    return every.unique(same, keep="last", maintain_order=True).sort("child", "what", maintain_order=True)


def told(found: pl.DataFrame) -> pl.DataFrame:
    """Return differences as flags (`Intake.flags`), each at the place of the first of the two."""
    day = pl.col("on").dt.strftime(" on %-d %B %Y").fill_null("")
    words = pl.format(
        "child {}: {}{} is {} in {} ({}) but {} in {} ({})",
        *("child", "what", day, "one_value", "one_return", "one_place", "other_value", "other_return", "other_place"),
    )
    places = found.select("one_file", row="one_row", value=words, what="what", short="one_value")
    return flags.joined(
        flags.at_rows("returns-disagree", rows, file=file, column=what).with_columns(value=rows["short"])
        for (file, what), rows in places.partition_by("one_file", "what", as_dict=True, maintain_order=True).items()
    )


def _pairs(returns: Sequence[Return]) -> Iterator[tuple[Return, Return]]:
    usable = [ret for ret in returns if ret.refusal is None and ret.year is not None and ret.kind in _PEOPLE]
    for first, second in combinations(_PEOPLE, 2):
        both = [
            (one, other)
            for one in usable
            for other in usable
            if (one.kind, other.kind) == (first, second) and _same_authority(one, other)
        ]
        same_year = [pair for pair in both if pair[0].year == pair[1].year]
        yield from sorted(same_year, key=_years) or sorted(both, key=_years)[-1:]


def _years(pair: tuple[Return, Return]) -> tuple[int, int, date]:
    one, other = pair
    return one.year or 0, other.year or 0, other.as_at or date.min


def _same_authority(one: Return, other: Return) -> bool:
    return one.authority == other.authority or one.authority is None or other.authority is None


def _of_pair(one: Return, other: Return) -> Iterator[Held]:
    for what in (BIRTH, SEX, ETHNICITY):
        left, right = (_PEOPLE[ret.kind](ret, what) for ret in (one, other))
        both = left.join(right, on="child", suffix="_other")
        differ = pl.col("value") != pl.col("value_other")
        if what == ETHNICITY:
            differ &= ~_within("value", "value_other")
        apart = _told_apart(both.filter(differ), what, None, one, other)
        yield Held(what, None, called(one), called(other), both.height, apart)
    for what, days in _ON_A_DAY.items():
        day = _day_of_both(one, other)
        if day is not None and one.kind in days and other.kind in days:
            left, right = (days[ret.kind](ret, day) for ret in (one, other))
            both = left.join(right, on="child", how="full", coalesce=True, suffix="_other")
            lone = both.filter(pl.col("value").is_null() | pl.col("value_other").is_null())
            apart = _told_apart(_filled(lone, one, other), what, day, one, other)
            yield Held(what, day, called(one), called(other), both.height, apart)


def _filled(lone: pl.DataFrame, one: Return, other: Return) -> pl.DataFrame:
    """Return children of whom only one return says yes, with no for the other."""
    sides = (("", one), ("_other", other))
    return lone.with_columns(
        *(pl.col(f"value{side}").fill_null(NO) for side, _ in sides),
        *(pl.col(f"file{side}").fill_null(ret.files[0].name if ret.files else ret.name) for side, ret in sides),
        *(pl.col(f"place{side}").fill_null("no row that says so") for side, _ in sides),
    )


def _told_apart(rows: pl.DataFrame, what: str, day: date | None, one: Return, other: Return) -> pl.DataFrame:
    return rows.select(
        "child",
        pl.lit(what).alias("what"),
        pl.lit(day, dtype=pl.Date).alias("on"),
        *_side("one", "", one),
        *_side("other", "_other", other),
    )


def _side(name: str, suffix: str, ret: Return) -> tuple[pl.Expr, ...]:
    return (
        pl.lit(called(ret)).alias(f"{name}_return"),
        *(pl.col(f"{column}{suffix}").alias(f"{name}_{column}") for column in ("value", "file", "row", "place")),
    )


def called(ret: Return) -> str:
    """Return what a sentence calls a return."""
    if ret.as_at is not None:
        return f"Annex A of {prose(ret.as_at)}"
    return f"the {'children in need census' if ret.kind == CIN else 'SSDA903 return'} of {ret.year}"


def _within(one: str, other: str) -> pl.Expr:
    """Return whether one is the broad group that the other, a code, belongs to."""
    groups = frozenset(GROUPS.values())

    def group(column: str) -> pl.Expr:
        return pl.col(column).map_elements(ethnic_group, return_dtype=pl.String)

    broad = pl.col(one).is_in(groups) | pl.col(other).is_in(groups)
    return (broad & (group(one) == group(other))).fill_null(False)


@dataclass(frozen=True, slots=True)
class _Where:
    """Where a kind of return says who its children are."""

    tables: tuple[str, ...]
    child: str
    columns: Mapping[str, str]

    def __call__(self, ret: Return, what: str) -> pl.DataFrame:
        """Return what is said of each child, once: ``child, value, file, row, place``."""
        column = self.columns[what]
        there = [ret.tables[name] for name in self.tables if name in ret.tables and column in ret.tables[name].columns]
        known = [_said(frame.filter(pl.col(column).is_not_null()), self.child, column) for frame in there]
        return pl.concat([pl.DataFrame(schema=_SAID), *known]).unique("child", keep="first", maintain_order=True)


def _said(frame: pl.DataFrame, child: str, column: str) -> pl.DataFrame:
    place = pl.format("row {} of {}", "row", "file")
    if "sheet" in frame.columns:
        place = pl.format("row {} of sheet {} of {}", "row", "sheet", "file")
    dated = frame.schema[column] == pl.Date
    value = pl.col(column).dt.strftime("%-d %B %Y") if dated else pl.col(column).cast(pl.String)
    return frame.select(pl.col(child).alias("child"), value.alias("value"), "file", "row", place.alias("place"))


_ANNEX_CHILDREN = tuple(
    name for name in ("List8", "List7", "List6", *lists()) if lists()[name].identity == "child_unique_id"
)
_PEOPLE: Mapping[str, _Where] = {
    SSDA903: _Where(("Header",), "child", {BIRTH: "dob", SEX: "sex", ETHNICITY: "ethnic"}),
    CIN: _Where(("Children",), "lachildid", {BIRTH: "personbirthdate", SEX: "sex", ETHNICITY: "ethnicity"}),
    ANNEX_A: _Where(
        tuple(dict.fromkeys(_ANNEX_CHILDREN)),
        "child_unique_id",
        {BIRTH: "date_of_birth", SEX: "gender", ETHNICITY: "ethnicity"},
    ),
}


def _covers(ret: Return) -> tuple[date, date]:
    """Return the first and the last day that a return tells of."""
    if ret.as_at is not None:
        return months_after(ret.as_at, -_GOES_BACK), ret.as_at
    year = ret.year or 0
    return year_start(year), year_end(year)


def _day_of_both(one: Return, other: Return) -> date | None:
    (first, last), (early, late) = _covers(one), _covers(other)
    day = min(last, late)
    return day if day >= max(first, early) else None


@dataclass(frozen=True, slots=True)
class _Spell:
    """Where a kind of return says from when to when something was so."""

    table: str
    child: str
    started: str
    ended: str
    unless: pl.Expr | None = None

    def __call__(self, ret: Return, day: date) -> pl.DataFrame:
        """Return the children of whom it was so on a day: ``child, value, file, row, place``."""
        if self.table not in ret.tables:
            return pl.DataFrame(schema=_SAID)
        started, ended = pl.col(self.started), pl.col(self.ended)
        under_way = (started <= day) & (ended.is_null() | (ended > day))
        if self.unless is not None:
            under_way &= ~self.unless.fill_null(False)
        rows = ret.tables[self.table].filter(under_way).sort(self.started, descending=True, maintain_order=True)
        said = _said(rows, self.child, self.started).unique("child", keep="first", maintain_order=True)
        return said.with_columns(value=pl.lit(YES))


_ON_A_DAY: Mapping[str, Mapping[str, Callable[[Return, date], pl.DataFrame]]] = {
    IN_CARE: {
        SSDA903: _Spell("Episodes", "child", "decom", "dec", pl.col("ls").is_in(_SHORT_BREAKS)),
        ANNEX_A: _Spell(
            "List8", "child_unique_id", "date_started_to_be_looked_after", "date_ceased_to_be_looked_after"
        ),
    },
    ON_PLAN: {
        CIN: _Spell("ChildProtectionPlans", "lachildid", "cppstartdate", "cppenddate"),
        ANNEX_A: _Spell(
            "List7", "child_unique_id", "child_protection_plan_start_date", "child_protection_plan_end_date"
        ),
    },
}
