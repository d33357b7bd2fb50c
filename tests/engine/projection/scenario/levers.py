"""Levers as a file holds them, and random ones."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from suffice.engine.episodes import AGE_BANDS, PlacementState
from suffice.engine.projection.scenario.model import (
    AgencyToInHouse,
    FosterHomes,
    Lever,
    Places,
    Point,
    Prevention,
    Reunification,
    Scenario,
    Shape,
    Shock,
    Starters,
    StepDown,
    Who,
)
from suffice.engine.supply.model import Holding

STARTERS: dict[str, Any] = {"id": "s", "kind": "starters", "from": "2026-04-01", "children_a_month": 12}


def written(*levers: dict[str, Any], **other: Any) -> dict[str, Any]:
    """A scenario as a file holds it."""
    return {"version": 1, "name": "A name", "levers": list(levers), **other}


WRITABLE = st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff")
_AMOUNTS = st.floats(0.1, 500).map(lambda number: round(number, 2))
_DAYS = st.dates(date(2020, 1, 1), date(2040, 12, 31))
_AGES = st.lists(st.sampled_from([label for label, _, _ in AGE_BANDS]), unique=True).map(
    lambda chosen: tuple(label for label, _, _ in AGE_BANDS if label in chosen)
)
_OWN: tuple[tuple[type[Lever], dict[str, st.SearchStrategy[Any]]], ...] = (
    (Starters, {"children_a_month": _AMOUNTS, "who": st.sampled_from(Who)}),
    (Prevention, {"entries_a_year": _AMOUNTS, "compared": st.booleans(), "ages": _AGES, "who": st.sampled_from(Who)}),
    (FosterHomes, {"homes_a_month": _AMOUNTS.map(lambda one: -one), "children_a_home": st.just(1.5)}),
    (StepDown, {"children_a_quarter": _AMOUNTS, "to": st.just(PlacementState.SUPPORTED_ACCOMMODATION), "ages": _AGES}),
    (
        Places,
        {
            "places": st.integers(1, 50),
            "placement": st.sampled_from(PlacementState),
            "holding": st.sampled_from(Holding),
        },
    ),
    (Reunification, {"percent": _AMOUNTS, "ages": _AGES}),
    (Reunification, {"children_a_month": _AMOUNTS}),
    (AgencyToInHouse, {"children_a_month": _AMOUNTS, "carers_come_too": st.booleans()}),
    (Shock, {"shape": st.just(Shape.COVID_19), "strength_percent": _AMOUNTS}),
    (Shock, {"points": st.just((Point(0, -20, 5.5), Point(3, 0, -60)))}),
)


@st.composite
def levers(draw: st.DrawFn, number: int) -> Lever:
    """Any lever that can be meant."""
    made, own = draw(st.sampled_from(_OWN))
    begins, months = draw(_DAYS), draw(st.integers(0, 24))
    lever = made(
        id=f"lever-{number}",
        begins=begins,
        until=draw(st.none() | st.just(begins + timedelta(days=31 * months + 31))),
        build_up_months=months,
        note=draw(st.text(WRITABLE, max_size=20)),
        **{key: draw(value) for key, value in own.items()},
    )
    low, high = sorted((lever.amount * 0.5, lever.amount * 1.5))
    return replace(lever, low=low, high=high) if draw(st.booleans()) else lever


@st.composite
def scenarios(draw: st.DrawFn) -> Scenario:
    """Any scenario that can be meant: with one lever that sets the starters at the most."""
    kept: list[Lever] = []
    for number in range(draw(st.integers(0, 5))):
        lever = draw(levers(number))
        if not isinstance(lever, Starters) or not any(isinstance(one, Starters) for one in kept):
            kept.append(lever)
    return Scenario(draw(st.text("abc ", min_size=1).filter(str.strip)).strip(), "because", tuple(kept))
