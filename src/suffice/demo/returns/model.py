"""What the demonstration imagines before it is written as returns: children, periods of care, stays, episodes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from suffice.engine import calendar
from suffice.engine.episodes.model import PlacementState

FIRST_DAY, LAST_DAY = date(2016, 4, 1), date(2022, 3, 31)
YEARS = range(2017, 2023)

Row = dict[str, str]


class Leaving(StrEnum):
    """How a period of care ends, before the code of its year is chosen."""

    HOME = "home"
    FAMILY = "family"
    CHILD_ARRANGEMENTS = "child arrangements order"
    GUARDIAN = "special guardianship"
    ADOPTED = "adopted"
    EIGHTEEN = "eighteenth birthday"
    INDEPENDENT = "independent living before eighteen"
    REMAND_ENDED = "remand ended"
    CUSTODY = "sentenced"
    TRANSFERRED = "care taken over by another authority"
    DIED = "died"
    ASSESSED_ADULT = "age assessed as eighteen or over"
    ABROAD = "moved abroad"
    OTHER = "other"


class Career(StrEnum):
    """The course that a period of care takes."""

    BRIEF = "brief"
    PROCEEDINGS = "care proceedings"
    ADOPTION = "adoption"
    LONG_TERM = "long term"
    REMAND = "remand"
    SEEKING_ASYLUM = "unaccompanied and seeking asylum"
    SHORT_BREAKS = "short breaks"


@dataclass(frozen=True, slots=True)
class Home:
    """An address with its provider: a carer, a children's home, a flat, the parents."""

    provider: str
    post: str
    urn: str


@dataclass(frozen=True, slots=True)
class AdoptionPlan:
    """The decisions on the way to adoption; `ceased` when the plan was given up."""

    decided: date
    ordered: date | None
    matched: date | None = None
    placed: date | None = None
    ceased: date | None = None
    by_carer: bool = False


@dataclass(slots=True)
class Stay:
    """Some time in one home; `end` is the first day after it."""

    start: date
    end: date
    state: PlacementState
    codes: list[tuple[date, str]] = field(default_factory=list)
    home: Home | None = None
    away: list[tuple[date, date, str, Home]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Episode:
    """One row of the Episodes table; `dec` is the first day after it."""

    decom: date
    dec: date
    rne: str
    legal: str
    place: str
    home: Home
    rec: str
    reason: str


@dataclass(slots=True)
class Period:
    """One period of care of one child; `end` is the first day after it and may lie beyond the last return."""

    start: date
    end: date
    career: Career
    leaving: Leaving
    need: str
    plan: AdoptionPlan | None = None
    legal: list[tuple[date, str]] = field(default_factory=list)
    stays: list[Stay] = field(default_factory=list)
    episodes: list[Episode] = field(default_factory=list)

    @property
    def counted(self) -> bool:
        """Whether the period is care that totals count: short breaks are not."""
        return self.career is not Career.SHORT_BREAKS

    def holds(self, day: date) -> bool:
        """Return whether the child is in care at the end of `day`."""
        return self.start <= day < self.end

    def legal_on(self, day: date) -> str:
        """Return the legal status on `day`, the first one before the period starts."""
        return next((status for since, status in reversed(self.legal) if since <= day), self.legal[0][1])

    def stay_on(self, day: date) -> Stay | None:
        """Return the stay that holds the end of `day`."""
        return next((stay for stay in self.stays if stay.start <= day < stay.end), None)

    def within(self, first: date, last: date) -> bool:
        """Return whether any day from `first` to `last` is in the period."""
        return self.start <= last and first < self.end


@dataclass(slots=True)
class Child:
    """An imaginary child."""

    number: str
    sex: str
    dob: date
    ethnic: str
    upn: str
    family: int
    home_post: str
    uasc: bool = False
    disabled: bool = False
    baby_born: date | None = None
    periods: list[Period] = field(default_factory=list)

    @property
    def eighteenth(self) -> date:
        """The 18th birthday."""
        return calendar.birthday(self.dob, 18)

    def age_on(self, day: date) -> int:
        """Return the age in whole years on `day`."""
        return calendar.age_on(self.dob, day)


@dataclass(frozen=True, slots=True)
class DemoReturns:
    """The returns of the demonstration authority, as they would be written.

    Attributes:
        authority: the authority's three-figure code.
        seed: the seed that made them.
        tables: collection year, then published table name, to rows in text: every published column, dates dd/mm/yyyy,
            nothing as "".
        children: who the returns tell of, and everybody else who was in care a few years before.
    """

    authority: str
    seed: int
    tables: Mapping[int, Mapping[str, list[Row]]]
    children: Sequence[Child] = field(default=(), repr=False, compare=False)
