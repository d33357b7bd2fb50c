"""The kinds of return that are taken in: what each is called, what tells two of one kind apart, what is counted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

import polars as pl

from suffice.core.pages.words import counted, day, listed
from suffice.engine.calendar import collection_year
from suffice.engine.returns import model
from suffice.engine.returns.cin import layouts as cin
from suffice.engine.returns.model import Return
from suffice.engine.returns.published import kind as published
from suffice.engine.returns.published import small_areas
from suffice.engine.returns.published.layouts import tables
from suffice.engine.returns.published.lookups import shapes
from suffice.engine.returns.templates.layouts import Template
from suffice.engine.returns.workforce import layouts as workforce

SSDA903 = model.SSDA903
CIN, ANNEX_A, WORKFORCE, PUBLISHED = cin.KIND, "annex_a", workforce.KIND, published.KIND
_LONGEST = 200  # letters that the name of a part may have
_TO = "/"


@dataclass(frozen=True, slots=True)
class Noun:
    """What is counted in a return: rows of tables, or different values of one of their columns.

    Attributes:
        one: a single one, in words.
        many: several.
        tables: where it is counted; every table when there are none.
        column: whose different values count; "" for rows.
    """

    one: str
    many: str
    tables: tuple[str, ...] = ()
    column: str = ""

    def count(self, ret: Return) -> int:
        """Return how many there are in a return."""
        frames = [frame for name, frame in ret.tables.items() if not self.tables or name in self.tables]
        return len(values_of(frames, self.column)) if self.column else sum(frame.height for frame in frames)


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of return.

    Attributes:
        code: as `Return.kind` has it.
        one: what one is called, without a year: "children in need census".
        many: what several are called.
        nouns: what is counted in it, the first being what it is foremost about.
        child: the column in which a child's reference stands; "" where no child is named.
    """

    code: str
    one: str
    many: str
    nouns: tuple[Noun, ...]
    child: str = ""

    def called(self, year: int | None, part: str) -> str:
        """Return what one is called, to begin a sentence: "The children in need census of 2021"."""
        return f"The {self.one} of {year}"


class _Workbook(Kind):
    def called(self, year: int | None, part: str) -> str:
        return f"The {self.one} as at {day(date.fromisoformat(part))}"


class _Spanning(Kind):
    def called(self, year: int | None, part: str) -> str:
        return f"The {self.many} of {_span(part)}"


class _Survey(Kind):
    def called(self, year: int | None, part: str) -> str:
        return f"The {self.many} in {part}, {year}"


class _Published(Kind):
    def called(self, year: int | None, part: str) -> str:
        key = part.partition(published.OF_MEASURES)[0]
        title = _titles().get(key, key)
        return f"The published table “{title}”" + (f", to {year}" if year else "")


KINDS: Mapping[str, Kind] = {
    one.code: one
    for one in (
        Kind(
            SSDA903,
            "return",
            "returns",
            (Noun("episode", "episodes", ("Episodes",)), Noun("child", "children", ("Episodes",), "child")),
            child="child",
        ),
        Kind(
            CIN,
            "children in need census",
            "children in need censuses",
            (
                Noun("child", "children", ("Children",), "lachildid"),
                Noun("referral", "referrals", ("CINdetails",)),
                Noun("child protection plan", "child protection plans", ("ChildProtectionPlans",)),
            ),
            child="lachildid",
        ),
        _Workbook(
            ANNEX_A,
            "Annex A workbook",
            "Annex A workbooks",
            (Noun("child", "children", (), "child_unique_id"), Noun("row", "rows")),
            child="child_unique_id",
        ),
        Kind(
            WORKFORCE,
            "workforce census",
            "workforce censuses",
            (Noun("social worker", "social workers", ("CSWWWorker",)),),
        ),
        _Spanning(Template.AUDIT, "file of audits", "audits", (Noun("judgement", "judgements"),), child="child"),
        _Survey(Template.SURVEY, "file of survey answers", "survey answers", (Noun("row", "rows"),)),
        _Spanning(Template.FIGURES, "file of monthly figures", "monthly figures", (Noun("figure", "figures"),)),
        _Published(PUBLISHED, "published table", "published tables", (Noun("row", "rows"),)),
    )
}
"""Every kind, by code, in the order in which pages list them."""
OF_CHILDREN = tuple(code for code, kind in KINDS.items() if kind.child)
"""The kinds with rows about single children."""
LOOKUPS_OF_PLACES = ("postcodes", "within", "localities", "small_areas")
"""The parts of published files that say where a place lies."""
SMALL_AREA_PEOPLE = small_areas.KEY
"""The part of published files that says how many children live in each small area."""
PROJECTED_PEOPLE = "projected_people"
"""The part of published files that says how many people of each age are projected to live in an area."""


@dataclass(frozen=True, slots=True)
class Which:
    """What makes two returns of one kind different."""

    year: int | None
    part: str


def which(ret: Return) -> Which:
    """Return the year of a return and what tells it from another of its kind and year."""
    if ret.kind == ANNEX_A:
        return Which(ret.year, ret.as_at.isoformat() if ret.as_at else "")
    if ret.kind not in set(Template):
        return Which(ret.year, ret.part)
    rows = ret.tables.get(Template(ret.kind).table, pl.DataFrame())
    if rows.is_empty():
        return Which(None, "")
    days = rows["month" if ret.kind == Template.FIGURES else "date"].drop_nulls().sort().to_list()
    year = collection_year(days[-1]) if days else None
    if ret.kind == Template.SURVEY:
        return Which(year, listed(rows["survey"].unique(maintain_order=True).to_list())[:_LONGEST])
    return Which(year, f"{days[0]}{_TO}{days[-1]}" if days else "")


def called(kind: str, year: int | None, part: str, name: str) -> str:
    """Return what a return is called, to begin a sentence; `name` is where an undated one was found."""
    known = KINDS.get(kind)
    if known is None or (year is None and kind != PUBLISHED):
        return f"The undated {known.one if known else 'return'} in {name}"
    return known.called(year, part)


def within(words: str) -> str:
    """Return what a return is called, in the middle of a sentence."""
    return f"{words[:1].lower()}{words[1:]}"


def counts(ret: Return) -> dict[str, int]:
    """Return what is counted in a return, by the noun for several."""
    return {noun.many: noun.count(ret) for noun in KINDS[ret.kind].nouns}


def in_words(kind: str, told: Mapping[str, int]) -> str:
    """Return counts as one reads them: "5,050 episodes of 1,500 children"."""
    said = [counted(told[noun.many], noun.one, noun.many) for noun in KINDS[kind].nouns if noun.many in told]
    return " of ".join(said) if kind == SSDA903 else listed(said)


def children_of(returns: Iterable[Return]) -> frozenset[str]:
    """Return the references of the children that returns have rows about."""
    known = [(KINDS[one.kind].child, one) for one in returns]
    return frozenset().union(*(values_of(one.tables.values(), child) for child, one in known if child))


def values_of(frames: Iterable[pl.DataFrame], column: str) -> frozenset[str]:
    """Return the different values of a column, in whichever frames have it."""
    there = [frame[column].drop_nulls().unique().to_list() for frame in frames if column in frame.columns]
    return frozenset(one for values in there for one in values)


def _span(part: str) -> str:
    """Return "14 April 2026 to 6 May 2026"."""
    ends = [day(date.fromisoformat(one)) for one in part.split(_TO)]
    return ends[0] if ends[0] == ends[-1] else " to ".join(ends)


@cache
def _titles() -> dict[str, str]:
    """The titles of published tables and lookups, by key."""
    return {one.key: one.title.partition(",")[0] for one in shapes()} | {one.key: one.title for one in tables()}
