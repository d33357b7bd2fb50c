"""A result as pages, charts and downloads read it: the documents of the engine, typed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from suffice.engine.episodes import PlacementState
from suffice.engine.supply.model import Holding

Document = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Figure:
    """A number over the futures: mean, and what one, five and nine in ten of them are at or below."""

    mean: float
    p10: float
    p50: float
    p90: float


@dataclass(frozen=True, slots=True)
class Pounds:
    """An amount over the futures, in pounds."""

    mean: Decimal
    p10: Decimal
    p50: Decimal
    p90: Decimal

    @classmethod
    def of(cls, document: Document) -> Pounds:
        """Return the amounts that a document tells."""
        return cls(**{name: Decimal(str(document[name])) for name in ("mean", "p10", "p50", "p90")})


@dataclass(frozen=True, slots=True)
class Gap:
    """Need against places of one type on one day, for all ages or one band; see the engine's `Gap`."""

    on: date
    placement: PlacementState
    age: str | None
    places: float | None
    usable: float | None
    need: Figure
    gap: Figure | None
    short: Figure
    unmet: Figure
    chance: float | None

    @classmethod
    def of(cls, document: Document) -> Gap:
        """Return the gap that a document tells."""
        return cls(
            on=date.fromisoformat(document["date"]),
            placement=PlacementState(document["placement"]),
            age=document["age"],
            places=document["places"],
            usable=document["usable"],
            need=Figure(**document["need"]),
            gap=Figure(**document["gap"]) if document["gap"] else None,
            short=Figure(**document["short"]),
            unmet=Figure(**document["unmet"]),
            chance=document["chance"],
        )


@dataclass(frozen=True, slots=True)
class Occupancy:
    """Places of one type and holding on one day, and how full they will be."""

    on: date
    placement: PlacementState
    holding: Holding
    places: float
    usable: float
    children: Figure
    occupancy: float | None

    @classmethod
    def of(cls, document: Document) -> Occupancy:
        """Return the figures that a document tells."""
        return cls(
            on=date.fromisoformat(document["date"]),
            placement=PlacementState(document["placement"]),
            holding=Holding(document["holding"]),
            places=document["places"],
            usable=document["usable"],
            children=Figure(**document["children"]),
            occupancy=document["occupancy"],
        )


@dataclass(frozen=True, slots=True)
class Opening:
    """When one gap opens, and what would close it; see the engine's `Opening`."""

    placement: PlacementState
    age: str | None
    even: date | None
    likely: date | None
    chance: float
    worst: date
    places80: int
    places90: int

    @classmethod
    def of(cls, document: Document) -> Opening:
        """Return the opening that a document tells."""
        even, likely = document["opens_even"], document["opens_likely"]
        return cls(
            placement=PlacementState(document["placement"]),
            age=document["age"],
            even=date.fromisoformat(even) if even else None,
            likely=date.fromisoformat(likely) if likely else None,
            chance=document["chance_ever"],
            worst=date.fromisoformat(document["worst"]),
            places80=document["places_80"],
            places90=document["places_90"],
        )


@dataclass(frozen=True, slots=True)
class Unmet:
    """Children without any place on one day."""

    on: date
    children: Figure
    chance: float


@dataclass(frozen=True, slots=True)
class Places:
    """Need against places.

    Attributes:
        dates: the origin and the month ends after it.
        by_type: by type and day.
        by_holding: by type, holding and day.
        openings: of each recorded type, and of its ages.
        unmet: by day.
        findings: what was supposed, as sentences.
    """

    dates: tuple[date, ...]
    by_type: tuple[Gap, ...]
    by_holding: tuple[Occupancy, ...]
    openings: tuple[Opening, ...]
    unmet: tuple[Unmet, ...]
    findings: tuple[str, ...]

    @classmethod
    def of(cls, document: Document) -> Places:
        """Return what a document tells."""
        unmet = tuple(
            Unmet(date.fromisoformat(one["date"]), Figure(**one["children"]), one["chance"])
            for one in document["unmet"]
        )
        return cls(
            dates=tuple(one.on for one in unmet),
            by_type=tuple(Gap.of(one) for one in document["by_type"]),
            by_holding=tuple(Occupancy.of(one) for one in document["by_holding"]),
            openings=tuple(Opening.of(one) for one in document["openings"]),
            unmet=unmet,
            findings=sentences(document["findings"]),
        )

    @property
    def last(self) -> date:
        """The furthest day ahead."""
        return self.dates[-1]

    @property
    def recorded(self) -> tuple[PlacementState, ...]:
        """The types of which places are recorded."""
        return tuple(dict.fromkeys(one.placement for one in self.by_type if one.places is not None))

    def of_type(self, placement: PlacementState) -> Sequence[Gap]:
        """Return one type from day to day."""
        return [one for one in self.by_type if one.placement is placement]

    def on(self, day: date) -> Sequence[Gap]:
        """Return every type on one day."""
        return [one for one in self.by_type if one.on == day]

    def opening(self, placement: PlacementState) -> Opening | None:
        """Return when the gap of a type opens, all ages together; None where no place is recorded."""
        return next((one for one in self.openings if one.placement is placement and one.age is None), None)


@dataclass(frozen=True, slots=True)
class Period:
    """A financial year or a quarter of one."""

    label: str
    year: int
    quarter: int | None
    first: date
    last: date
    whole: bool

    @classmethod
    def of(cls, document: Document) -> Period:
        """Return the period that a document tells."""
        days = {name: date.fromisoformat(document[name]) for name in ("first", "last")}
        return cls(**{**document, **days})


@dataclass(frozen=True, slots=True)
class Line:
    """What one thing costs in one period; see the engine's `Line`."""

    period: str
    placement: PlacementState | None
    holding: Holding | None
    provider: str | None
    found: bool
    weeks: float
    cost: Pounds

    @classmethod
    def of(cls, document: Document) -> Line:
        """Return the line that a document tells."""
        return cls(
            period=document["period"],
            placement=PlacementState(document["placement"]) if document["placement"] else None,
            holding=Holding(document["holding"]) if document["holding"] else None,
            provider=document["provider"],
            found=document["found"],
            weeks=document["weeks"],
            cost=Pounds.of(document["cost"]),
        )

    @property
    def kind(self) -> str:
        """What it is for, in words."""
        if not self.found:
            return "No place found"
        return self.placement.label if self.placement else "All placements"


@dataclass(frozen=True, slots=True)
class Split:
    """What the range of a year's cost comes from, as shares."""

    period: str
    numbers: float
    prices: float
    both: float


@dataclass(frozen=True, slots=True)
class Money:
    """What a future costs; see the engine's `Cost`."""

    years: tuple[Period, ...]
    quarters: tuple[Period, ...]
    by_year: tuple[Line, ...]
    by_quarter: tuple[Line, ...]
    by_type: tuple[Line, ...]
    by_type_quarter: tuple[Line, ...]
    by_provider: tuple[Line, ...]
    nowhere: tuple[Line, ...]
    unpriced: tuple[Document, ...]
    split: tuple[Split, ...]
    findings: tuple[str, ...]

    @classmethod
    def of(cls, document: Document) -> Money:
        """Return what a document tells."""
        names = ("by_year", "by_quarter", "by_type", "by_type_quarter", "by_provider", "nowhere")
        return cls(
            years=tuple(Period.of(one) for one in document["years"]),
            quarters=tuple(Period.of(one) for one in document["quarters"]),
            unpriced=tuple(document["unpriced"]),
            split=tuple(Split(**one) for one in document["split"]),
            findings=sentences(document["findings"]),
            **{name: tuple(Line.of(one) for one in document[name]) for name in names},
        )

    @property
    def year(self) -> Period:
        """The first whole financial year, or the first where none is whole."""
        return next((one for one in self.years if one.whole), self.years[0])

    def total(self, period: Period) -> Line | None:
        """Return all that is priced in one year; None where nothing is."""
        return next((one for one in self.by_year if one.period == period.label), None)


@dataclass(frozen=True, slots=True)
class Point:
    """What so many block places cost a week, and how full they are."""

    places: int
    weekly: Pounds
    occupancy: float | None
    spot: float


@dataclass(frozen=True, slots=True)
class Block:
    """Block against spot for one type; see the engine's `BlockCase` and `BreakEven`."""

    placement: PlacementState
    year: int
    demand: Figure
    own: float
    now: float
    block: Decimal
    spot: Decimal
    ratio: float
    occupancy: float
    best: int
    target: float
    at_target: int
    saving: Decimal
    curve: tuple[Point, ...]

    @classmethod
    def of(cls, document: Document) -> Block:
        """Return the case that a document tells."""
        pounds = {name: Decimal(str(document[name])) for name in ("block", "spot", "saving")}
        plain = {name: document[name] for name in ("year", "own", "now", "ratio", "best", "target", "at_target")}
        made: dict[str, Any] = {
            **pounds,
            **plain,
            "placement": PlacementState(document["placement"]),
            "demand": Figure(**document["demand"]),
            "occupancy": document["break_even_occupancy"],
            "curve": tuple(
                Point(one["places"], Pounds.of(one["weekly"]), one["occupancy"], one["spot"])
                for one in document["curve"]
            ),
        }
        return cls(**made)

    @property
    def label(self) -> str:
        """The financial year: 2026-27."""
        return f"{self.year - 1}-{self.year % 100:02d}"


@dataclass(frozen=True, slots=True)
class ScenarioCost:
    """What one version of a saved scenario costs by year against the base, and how many it leaves without a place."""

    scenario: int
    name: str
    version: int
    by_year: tuple[Line, ...]
    difference: tuple[Line, ...]
    unmet: Figure
    base_unmet: Figure
    gaps: tuple[Gap, ...]
    findings: tuple[str, ...]
    trouble: str

    @classmethod
    def of(cls, document: Document) -> ScenarioCost:
        """Return what a document tells."""
        nobody = {"mean": 0.0, "p10": 0.0, "p50": 0.0, "p90": 0.0}
        return cls(
            scenario=document["scenario"],
            name=document["name"],
            version=document["version"],
            by_year=tuple(Line.of(one) for one in document.get("by_year", ())),
            difference=tuple(Line.of(one) for one in document.get("difference", ())),
            unmet=Figure(**document.get("unmet", nobody)),
            base_unmet=Figure(**document.get("base_unmet", nobody)),
            gaps=tuple(Gap.of(one) for one in document.get("gaps", ())),
            findings=sentences(document.get("findings", ())),
            trouble=document.get("trouble", ""),
        )


def sentences(findings: Sequence[Document]) -> tuple[str, ...]:
    """Return every sentence of the findings of a document."""
    return tuple(one["sentence"] for finding in findings for one in finding["examples"])
