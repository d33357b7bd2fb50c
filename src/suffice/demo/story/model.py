"""Children known to children's services beside and before care: referrals and what came of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from suffice.demo.returns.model import Child
from suffice.engine import calendar


class Fate(StrEnum):
    """What comes of a referral."""

    NO_ACTION = "no further action"
    NOT_IN_NEED = "assessed, and not in need"
    IN_NEED = "in need"


@dataclass(slots=True)
class Assessment:
    """An assessment; without an end it goes on."""

    start: date
    end: date | None = None
    factors: tuple[str, ...] = ()


@dataclass(slots=True)
class Enquiry:
    """An enquiry under section 47; without a conference none was needed, or none was held yet."""

    start: date
    conference: date | None = None


@dataclass(slots=True)
class Plan:
    """A child protection plan; `end` is None while it goes on, `likely` when it would end by itself."""

    start: date
    likely: date
    initial: str
    latest: str
    before: int
    end: date | None = None
    reviews: list[date] = field(default_factory=list)

    def open_on(self, day: date) -> bool:
        """Return whether the plan stands at the end of `day`."""
        return self.start <= day and (self.end is None or self.end > day)


@dataclass(slots=True)
class Help:
    """A child in need plan; `end` is None while it goes on."""

    start: date
    end: date | None

    def open_on(self, day: date) -> bool:
        """Return whether the plan stands at the end of `day`."""
        return self.start <= day and (self.end is None or self.end > day)


@dataclass(slots=True, eq=False)
class Referral:
    """One referral of one child, and all that follows until it is closed.

    Attributes:
        likely: when it would be closed by itself; totals may have it sooner or later.
        again: whether the child was referred in the year before.
    """

    person: Person
    day: date
    source: str
    need: str
    fate: Fate
    likely: date
    closed: date | None = None
    reason: str = ""
    again: bool = False
    assessments: list[Assessment] = field(default_factory=list)
    enquiries: list[Enquiry] = field(default_factory=list)
    plans: list[Plan] = field(default_factory=list)
    help: list[Help] = field(default_factory=list)

    @property
    def ended(self) -> date | None:
        """When nothing more was done about it."""
        return self.day if self.fate is Fate.NO_ACTION else self.closed

    def open_on(self, day: date) -> bool:
        """Return whether the child is in need at the end of `day`."""
        return self.fate is not Fate.NO_ACTION and self.day <= day and (self.closed is None or self.closed > day)

    def within(self, first: date, last: date) -> bool:
        """Return whether a census from `first` to `last` tells of it."""
        ended = self.ended
        return self.day <= last and (ended is None or ended >= first)


@dataclass(slots=True, eq=False)
class Person:
    """A child known to children's services; `care` is the same child in the returns of children in care."""

    number: str
    sex: str
    dob: date
    ethnic: str
    upn: str
    family: int
    home_post: str
    expected: date | None = None
    died: date | None = None
    disabilities: tuple[str, ...] = ()
    care: Child | None = None
    referrals: list[Referral] = field(default_factory=list)

    @property
    def eighteenth(self) -> date:
        """The 18th birthday."""
        return calendar.birthday(self.dob, 18)

    def age_on(self, day: date) -> int:
        """Return the age in whole years on `day`, below nought before birth."""
        return calendar.age_on(self.dob, day)

    def in_care_on(self, day: date) -> bool:
        """Return whether the child is in care at the end of `day`; short breaks are not."""
        return self.care is not None and any(one.counted and one.holds(day) for one in self.care.periods)
