"""The demonstration's scenarios, saved and compared through the operations that people use."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from suffice.analyse.projections.queries import runs
from suffice.analyse.scenarios import operations, starts
from suffice.core.models import Authority, Person
from suffice.engine.projection.scenario.model import VERSION

_YEARS = 2
_SERVICE: dict[str, Any] = {
    "name": "Intensive family support at the edge of care",
    "why": "Would a service for families of teenagers at the edge of care change how many children come into care?",
    "levers": [
        {
            "id": "family-support",
            "kind": "prevention",
            "from": "2021-04-01",
            "build_up_months": 6,
            "entries_a_year": 14,
            "low": 4,
            "high": 24,
            "ages": ["10-15", "16-17"],
            "note": "Imagined for the demonstration: 90 families a year from April 2021, of which some would have had "
            "a child come into care.",
        }
    ],
}
_HOMES: dict[str, Any] = {
    "name": "Family homes before residential",
    "why": "What if more children leave children's homes for families, and more carers foster for the council itself?",
    "levers": [
        {
            "id": "step-down",
            "kind": "step_down",
            "from": "2020-10-01",
            "children_a_quarter": 2,
            "low": 1,
            "high": 3,
            "to": "in_house_foster",
            "note": "Imagined for the demonstration.",
        },
        {
            "id": "carers",
            "kind": "agency_to_in_house",
            "from": "2021-01-01",
            "children_a_month": 1.5,
            "carers_come_too": True,
            "note": "Imagined for the demonstration; from August 2019 to July 2020 agency foster care fell by 38 and "
            "the council's own rose by 38.",
        },
        {
            "id": "foster-homes",
            "kind": "foster_homes",
            "from": "2021-01-01",
            "homes_a_month": 1,
            "children_a_home": 1.6,
            "note": "Imagined for the demonstration.",
        },
    ],
}


def write_down(*, authority: Authority, analyst: Person, commissioner: Person, at: datetime) -> None:
    """Save the strategy's own cases and two plans of the council, and have them compared from the strategy's day."""
    cases = [one for one in starts.offered(authority) if one.code.startswith("strategy-")]
    saved = [
        operations.save(authority=authority, document=one.scenario.document(), by=analyst, at=at, words=one.change)
        for one in cases
    ]
    saved += [
        operations.save(authority=authority, document={"version": VERSION, **one}, by=commissioner, at=at)
        for one in (_SERVICE, _HOMES)
    ]
    operations.compare(scenarios=saved, origin=_day(authority), years=_YEARS, by=analyst, at=at)


def _day(authority: Authority) -> date:
    """Return the day on which the strategy was written."""
    arithmetic = runs.arithmetic(authority)
    if arithmetic is None:
        raise ValueError("The strategy's arithmetic is written down before the scenarios.")
    return arithmetic.begins
