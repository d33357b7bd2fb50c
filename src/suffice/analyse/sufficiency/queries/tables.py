"""The tables of need against places."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from suffice.analyse.needs.trends import BREAKDOWNS
from suffice.analyse.sufficiency.models import SufficiencyResult
from suffice.analyse.sufficiency.outcome import Gap, Occupancy, Opening, Places
from suffice.analyse.sufficiency.sentences import to
from suffice.core.pages.addresses import here
from suffice.core.pages.register import Column, Filter, Register
from suffice.core.pages.words import day, number, per_cent
from suffice.engine.episodes import PlacementState

NOT_RECORDED = "not recorded"
_ALL = "All ages"


@dataclass(frozen=True, slots=True)
class Kind:
    """One type on the last day, with when its gap opens."""

    gap: Gap
    opening: Opening | None
    address: str


@dataclass(frozen=True, slots=True)
class Holding:
    """The places of one type that are held alike, by day."""

    days: Mapping[date, Occupancy]

    @property
    def first(self) -> Occupancy:
        """The places on the first day."""
        return next(iter(self.days.values()))

    @property
    def last(self) -> Occupancy:
        """The places on the last day."""
        return list(self.days.values())[-1]


def kinds(result: SufficiencyResult, held: Places) -> Sequence[Kind]:
    """Return every type on the last day."""
    return [
        Kind(
            gap,
            held.opening(gap.placement),
            here(result.authority, "sufficiency:kind", placement=gap.placement.replace("_", "-")),
        )
        for gap in held.on(held.last)
    ]


def ages(result: SufficiencyResult, placement: PlacementState) -> Sequence[Gap]:
    """Return every age and month of one type."""
    return [Gap.of(one) for one in result.ages.get(str(placement), ())]


def age_label(age: str | None) -> str:
    """Under 1; 10 to 15; all ages."""
    return _ALL if age is None else BREAKDOWNS["age"].groups[age]


def kinds_register() -> Register:
    """Return the register of types on the last day."""
    return Register(
        name="types",
        caption="Need against places",
        noun=("type", "types"),
        alone=False,
        columns=(
            Column(
                key="type",
                heading="Placement",
                value=lambda one: one.gap.placement.label,
                sort="",
                link=lambda one: one.address,
            ),
            Column(
                key="need",
                heading="Need, middle",
                value=lambda one: one.gap.need.p50,
                shown=lambda one: number(one.gap.need.p50),
                sort="",
                numeric=True,
            ),
            Column(key="need_range", heading="Need, four times in five", value=lambda one: to(one.gap.need)),
            Column(
                key="usable",
                heading="Places that can be used",
                value=lambda one: one.gap.usable,
                shown=lambda one: NOT_RECORDED if one.gap.usable is None else _number(one.gap.usable),
                sort="",
                numeric=True,
            ),
            *_of_gap(),
        ),
    )


def _of_gap() -> tuple[Column, ...]:
    """Return how great the gap of a type is, how sure, from when, and what would close it."""
    return (
        Column(
            key="short",
            heading="Short, four times in five",
            value=lambda one: "" if one.gap.chance is None else to(one.gap.short),
            shown=lambda one: "not known" if one.gap.chance is None else to(one.gap.short),
        ),
        Column(
            key="chance",
            heading="Chance of a gap",
            value=lambda one: one.gap.chance,
            shown=lambda one: per_cent(one.gap.chance),
            sort="",
            numeric=True,
        ),
        Column(
            key="opens",
            heading="As likely as not from",
            value=lambda one: one.opening.even if one.opening else None,
            shown=lambda one: _when(one.opening),
            sort="",
        ),
        Column(
            key="more",
            heading="More places for four times in five",
            value=lambda one: one.opening.places80 if one.opening else None,
            shown=lambda one: number(one.opening.places80) if one.opening else "not known",
            sort="",
            numeric=True,
        ),
    )


def months_register(placement: PlacementState) -> Register:
    """Return the register of one type, month by month."""
    return Register(
        name="months",
        caption=f"{placement.label}: need against places month by month",
        noun=("month", "months"),
        order="on",
        per_page=12,
        alone=False,
        columns=(Column(key="on", heading="On", value=lambda one: one.on, sort=""), *_figures()),
    )


def ages_register(placement: PlacementState, found: Sequence[Gap]) -> Register:
    """Return the register of one type by age and month."""
    present = list(dict.fromkeys(one.age for one in found))
    return Register(
        name="ages",
        caption=f"{placement.label}: need against places by age",
        noun=("row", "rows"),
        order="-on",
        per_page=max(1, len(present)) * 4,
        alone=False,
        columns=(
            Column(key="on", heading="On", value=lambda one: one.on, sort=""),
            Column(key="age", heading="Age", value=lambda one: age_label(one.age), sort=""),
            *_figures(),
        ),
        filters=(
            Filter(
                key="age",
                label="Age",
                apply=lambda rows, age: [one for one in rows if age_label(one.age) == age],
                choices=[(age_label(one), age_label(one)) for one in present],
            ),
            Filter(
                key="on",
                label="Month end",
                apply=lambda rows, on: [one for one in rows if one.on.isoformat() == on],
                choices=[(one.isoformat(), day(one)) for one in dict.fromkeys(gap.on for gap in found)],
            ),
        ),
    )


def holdings(held: Places) -> Sequence[Holding]:
    """Return the places of each type and holding, at the origin and on the same day of each year after it."""
    days = set(held.dates[::12])
    kinds = dict.fromkeys((one.placement, one.holding) for one in held.by_holding)
    return [
        Holding(
            {
                one.on: one
                for one in held.by_holding
                if one.on in days and (one.placement, one.holding) == (placement, holding)
            }
        )
        for placement, holding in kinds
    ]


def holdings_register(days: Sequence[date]) -> Register:
    """Return the register of places by holding, with how full they will be on each day."""
    return Register(
        name="holdings",
        caption="Places by how they are held, and how full they will be",
        noun=("row", "rows"),
        per_page=20,
        alone=False,
        empty="No places are recorded yet.",
        columns=(
            Column(key="type", heading="Placement", value=lambda one: one.first.placement.label, sort=""),
            Column(key="holding", heading="Held", value=lambda one: one.first.holding.label, sort=""),
            Column(
                key="usable",
                heading=f"Can be used on {day(days[-1])}",
                value=lambda one: one.last.usable,
                shown=lambda one: f"{_number(one.last.usable)} of {_number(one.last.places)}",
                sort="",
                numeric=True,
            ),
            *(_full_on(on) for on in days),
        ),
    )


def _full_on(on: date) -> Column:
    return Column(
        key=f"full_{on.isoformat()}",
        heading=f"Full on {day(on)}",
        value=lambda one: one.days[on].occupancy,
        shown=lambda one: _full(one.days[on]),
        sort="",
        numeric=True,
    )


def _full(one: Occupancy) -> str:
    return "no places" if one.occupancy is None else f"{per_cent(one.occupancy)} ({to(one.children)} children)"


def occupancy_register(placement: PlacementState, found: Sequence[Occupancy]) -> Register:
    """Return the register of the places of one type, month by month."""
    return Register(
        name="holdings",
        caption=f"{placement.label}: places by how they are held, and how full they will be",
        noun=("row", "rows"),
        order="-on",
        per_page=12,
        alone=False,
        columns=(
            Column(key="on", heading="On", value=lambda one: one.on, sort=""),
            Column(key="holding", heading="Held", value=lambda one: one.holding.label, sort=""),
            Column(
                key="places",
                heading="Places",
                value=lambda one: one.places,
                shown=lambda one: _number(one.places),
                sort="",
                numeric=True,
            ),
            Column(
                key="usable",
                heading="That can be used",
                value=lambda one: one.usable,
                shown=lambda one: _number(one.usable),
                sort="",
                numeric=True,
            ),
            Column(key="children", heading="Children in them, four times in five", value=lambda one: to(one.children)),
            Column(
                key="occupancy",
                heading="Occupancy to expect",
                value=lambda one: one.occupancy,
                shown=lambda one: "no places" if one.occupancy is None else per_cent(one.occupancy),
                sort="",
                numeric=True,
            ),
        ),
        filters=(
            Filter(
                key="holding",
                label="Held",
                apply=lambda rows, holding: [one for one in rows if one.holding == holding],
                choices=[(str(one), one.label) for one in dict.fromkeys(row.holding for row in found)],
            ),
            Filter(
                key="on",
                label="Month end",
                apply=lambda rows, on: [one for one in rows if one.on.isoformat() == on],
                choices=[(one.isoformat(), day(one)) for one in dict.fromkeys(row.on for row in found)],
            ),
        ),
    )


def _figures() -> tuple[Column, ...]:
    return (
        _range("need_low", "Need: one in ten below", "need", "p10"),
        _range("need", "Need: middle", "need", "p50"),
        _range("need_high", "Need: one in ten above", "need", "p90"),
        Column(
            key="usable",
            heading="Places that can be used",
            value=lambda one: one.usable,
            shown=lambda one: NOT_RECORDED if one.usable is None else _number(one.usable),
            sort="",
            numeric=True,
        ),
        _range("short", "Short: middle", "short", "p50"),
        _range("short_high", "Short: one in ten above", "short", "p90"),
        Column(
            key="chance",
            heading="Chance of a gap",
            value=lambda one: one.chance,
            shown=lambda one: per_cent(one.chance),
            sort="",
            numeric=True,
        ),
    )


def _range(key: str, heading: str, figure: str, part: str) -> Column:
    def value(one: Gap) -> float:
        found: float = getattr(getattr(one, figure), part)
        return round(found, 1)

    return Column(key=key, heading=heading, value=value, shown=lambda one: number(value(one)), sort="", numeric=True)


def _number(value: float) -> str:
    return number(value, 0 if abs(value - round(value)) < 0.05 else 1)


def _when(opening: Opening | None) -> str:
    if opening is None:
        return "not known"
    return day(opening.even) if opening.even else "not in these years"
