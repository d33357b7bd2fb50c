"""A comparison made up by hand: the base and some scenarios, every figure the same each month."""

from __future__ import annotations

from datetime import date
from typing import Any

from suffice.analyse.needs.trends import BREAKDOWNS
from suffice.analyse.scenarios.outcome import Outcome
from tests.rooms.scenarios.conftest import HOME, PREVENTION, written

ORIGIN = date(2020, 6, 30)
ENDS = [date(2020, 7, 31), date(2020, 8, 31), date(2021, 3, 31)]


def figures(mean: float, low: float, middle: float, high: float, **more: float) -> dict[str, float]:
    return {"mean": mean, "p10": low, "p50": middle, "p90": high, **more}


def outcome(*differences: dict[str, float], levers: int = 2) -> Outcome:
    """585 children on 30 June 2020; each difference makes a scenario of one or two levers."""
    return Outcome(
        {
            "origin": ORIGIN.isoformat(),
            "in_care_at_origin": 585,
            "findings": [],
            "base": {"name": "Base", "months": [_month(on, figures(580.5, 540, 580, 630)) for on in ENDS]},
            "scenarios": [_scenario(place, one, levers) for place, one in enumerate(differences, start=1)],
        }
    )


def fewer(mean: float = -24, low: float = -41, middle: float = -24, high: float = -10) -> dict[str, float]:
    return figures(mean, low, middle, high, below=0.98, above=0.01)


def _scenario(place: int, change: dict[str, float], levers: int) -> dict[str, Any]:
    held = figures(*(580 + change[name] for name in ("mean", "p10", "p50", "p90")))
    document = written(f"Scenario {place}", *(PREVENTION, HOME)[:levers])
    parts = [figures(change["mean"] / levers, change["p10"], change["p50"], change["p90"], below=1, above=0)] * levers
    return {
        "name": document["name"],
        "scenario": document,
        "findings": [],
        "months": [{**_month(on, held), "difference": _all(change)} for on in ENDS],
        "years": [],
        "waterfall": {
            "steps": [
                {"lever": one["id"], "added": part, "alone": part}
                for one, part in zip(document["levers"], parts, strict=True)
            ],
            "interaction": "Together the levers do what they do apart.",
        },
    }


def _month(on: date, held: dict[str, float]) -> dict[str, Any]:
    return {"date": on.isoformat(), **_all(held)}


def _all(one: dict[str, float]) -> dict[str, Any]:
    groups = {code: dict.fromkeys(BREAKDOWNS[code].groups, one) for code in ("placement", "age")}
    return {"total": one, "by_placement": groups["placement"], "by_age": groups["age"]}
