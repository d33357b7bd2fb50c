"""The figures of the workforce: what is kept of each census, and of what a council brings by hand every month."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from suffice.engine.disclosure import SUPPRESSED, line

SMALL = 5
"""A group of workers below it is told to nobody but those who may see single workers."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One measure on the day of a census; the parts of its quotient, and 95% of where its luck may have put it."""

    code: str
    value: float | None
    above: float | None
    below: float | None
    low: float | None = None
    high: float | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Load:
    """The cases of a group of workers.

    Attributes:
        split: what they are grouped by: ``all``, ``role``, ``team`` or ``locality``.
        label: of the group.
        workers: in post with at least one case.
        posts: their full-time equivalents.
        cases: what those with a full-time equivalent hold.
        lower, middle, upper: a quarter, half and three quarters hold at most so many cases each.
        low, high: the 95% interval of the middle; None under six workers.
    """

    split: str
    label: str
    workers: int
    posts: float
    cases: int
    lower: float | None
    middle: float | None
    upper: float | None
    low: float | None = None
    high: float | None = None

    @property
    def mean(self) -> float | None:
        """Cases for each full-time worker; None where nobody holds any."""
        return self.cases / self.posts if self.posts else None


@dataclass(frozen=True, slots=True)
class Posts:
    """The posts of the council on the day, in full-time equivalents; None where the census does not say."""

    filled: float
    vacant: float | None
    covered: float | None
    agency: float

    @property
    def empty(self) -> float | None:
        """Vacant, and no agency worker covers it."""
        return None if self.vacant is None or self.covered is None else max(self.vacant - self.covered, 0.0)

    @property
    def beside(self) -> float | None:
        """Agency workers who cover no vacancy."""
        return None if self.covered is None else max(self.agency - self.covered, 0.0)


@dataclass(frozen=True, slots=True)
class Census:
    """What one census tells.

    Attributes:
        on: its day, 30 September.
        figures: every measure of the census.
        loads: cases of all, by role, team and locality.
        posts: filled, vacant, covered.
        bands: workers by band and label: ``cases``, ``service``, ``days``, ``origin``, ``destination``, ``reason``.
        without_post: workers in post whose full-time equivalent is missing or impossible.
    """

    on: date
    figures: tuple[Figure, ...]
    loads: tuple[Load, ...]
    posts: Posts
    bands: Mapping[str, Mapping[str, int]]
    without_post: int = 0

    def figure(self, code: str) -> Figure | None:
        """Return a measure that has a value; None where it has none."""
        return next((one for one in self.figures if one.code == code and one.value is not None), None)

    def load(self, split: str) -> tuple[Load, ...]:
        """Return the cases by one way of grouping workers."""
        return tuple(one for one in self.loads if one.split == split)

    @classmethod
    def of(cls, document: Mapping[str, Any]) -> Census:
        """Return the census that `document` was made from."""
        return cls(
            date.fromisoformat(document["on"]),
            tuple(Figure(**one) for one in document["figures"]),
            tuple(Load(**one) for one in document["loads"]),
            Posts(**document["posts"]),
            document["bands"],
            document["without_post"],
        )


@dataclass(frozen=True, slots=True)
class Brought:
    """A monthly figure that the council brings by hand; of the whole where `service` and `team` are empty."""

    code: str
    month: date
    service: str
    team: str
    above: float | None
    below: float | None

    @property
    def value(self) -> float | None:
        """A percentage where there is something to divide by, else the number."""
        if self.above is None or self.below is None:
            return self.above
        return 100 * self.above / self.below if self.below else None

    @classmethod
    def of(cls, document: Mapping[str, Any]) -> Brought:
        """Return the figure that `document` was made from."""
        return cls(**{**document, "month": date.fromisoformat(document["month"])})


@dataclass(frozen=True, slots=True)
class Said:
    """What staff answered to one question about their supervision in one survey.

    Attributes:
        on: the day of the survey.
        survey: what it is called.
        question: as it was put.
        good: answers on the good side of the scale.
        answered: answers on the scale; who does not know or would not say is not among them.
    """

    on: date
    survey: str
    question: str
    good: int
    answered: int

    @property
    def value(self) -> float | None:
        """The percentage on the good side."""
        return 100 * self.good / self.answered if self.answered else None

    @classmethod
    def of(cls, document: Mapping[str, Any]) -> Said:
        """Return the answers that `document` was made from."""
        return cls(**{**document, "on": date.fromisoformat(document["on"])})


@dataclass(frozen=True, slots=True)
class Workforce:
    """Every census, the latest last; every monthly figure, by month; what staff said of supervision, by day."""

    censuses: tuple[Census, ...]
    brought: tuple[Brought, ...] = field(default=())
    said: tuple[Said, ...] = field(default=())

    def at(self, on: date | None) -> Census | None:
        """Return the census of a day, or the latest."""
        last = self.censuses[-1] if self.censuses else None
        return next((one for one in self.censuses if one.on == on), last)

    def before(self, census: Census) -> Census | None:
        """Return the census of the year before."""
        return next((one for one in self.censuses if one.on.year == census.on.year - 1), None)

    @property
    def days(self) -> tuple[date, ...]:
        """The days that can be read, latest first."""
        return tuple(one.on for one in reversed(self.censuses))

    def document(self) -> dict[str, Any]:
        """Return the figures as plain values, ready for JSON."""
        return {
            "censuses": [{**asdict(one), "on": one.on.isoformat()} for one in self.censuses],
            "brought": [{**asdict(one), "month": one.month.isoformat()} for one in self.brought],
            "said": [{**asdict(one), "on": one.on.isoformat()} for one in self.said],
        }

    @classmethod
    def of(cls, document: Mapping[str, Any]) -> Workforce:
        """Return the workforce that `document` was made from."""
        return cls(
            tuple(Census.of(one) for one in document["censuses"]),
            tuple(Brought.of(one) for one in document["brought"]),
            tuple(Said.of(one) for one in document.get("said", ())),
        )


def hidden(counts: Mapping[str, int]) -> frozenset[str]:
    """Return the groups that are not told: small ones, and those from which they could be worked out."""
    cells = line(tuple(counts.values()), SUPPRESSED).cells
    return frozenset(label for label, cell in zip(counts, cells, strict=True) if cell is None)
