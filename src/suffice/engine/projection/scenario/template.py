"""An example file with one lever of each kind, each explained, for people to write their own from."""

from __future__ import annotations

import json
from datetime import date, timedelta

from suffice.engine.calendar import months_after
from suffice.engine.episodes import PlacementState
from suffice.engine.projection.scenario.model import (
    AgencyToInHouse,
    FosterHomes,
    Lever,
    Places,
    Point,
    Prevention,
    Reunification,
    Scenario,
    Shock,
    Starters,
    StepDown,
    Who,
)
from suffice.engine.supply.model import Holding


def example(begins: date) -> Scenario:
    """Return a scenario with one lever of each kind.

    Args:
        begins: the first day of the first lever.
    """
    return Scenario(
        name="Example: one lever of each kind",
        why="To be changed: keep the levers that you mean, and give each your own number, days and source.",
        levers=(*_who_comes_and_goes(begins), *_where_they_live(begins)),
    )


def template(begins: date) -> str:
    """Return the example as the text of a file."""
    return json.dumps(example(begins).document(), indent=2, ensure_ascii=False) + "\n"


def _who_comes_and_goes(begins: date) -> tuple[Lever, ...]:
    return (
        Starters(
            id="starters",
            begins=begins,
            children_a_month=12.0,
            who=Who.OTHERS,
            low=10.0,
            high=14.0,
            note="So many children, unaccompanied children aside, start care a month, for the first time or again. The "
            "number of the base is left aside. One in ten below 10, one in ten above 14.",
        ),
        Prevention(
            id="edge-of-care",
            begins=months_after(begins, 3),
            build_up_months=6,
            entries_a_year=8.0,
            low=2.0,
            high=14.0,
            ages=("10-15", "16-17"),
            note="A service at the edge of care after which 8 fewer children aged 10 to 17 enter a year, once it has "
            "built up over six months. Write compared: true only if the 8 come from a comparison.",
        ),
        Reunification(
            id="home-again",
            begins=months_after(begins, 6),
            percent=10.0,
            note="Children go home a tenth more often. Write children_a_month in its place for so many more a month.",
        ),
        Shock(
            id="shock",
            begins=months_after(begins, 12),
            points=(Point(0.0), Point(2.0, -30.0, -50.0), Point(9.0, 10.0, -10.0), Point(12.0)),
            note="Entries fall by 30% and leaving by half within two months, and both are back after a year. Write "
            "shape: covid-19 in place of points for the published reading of COVID-19.",
        ),
    )


def _where_they_live(begins: date) -> tuple[Lever, ...]:
    return (
        StepDown(
            id="step-down",
            begins=begins,
            until=months_after(begins, 24) - timedelta(days=1),
            children_a_quarter=2.0,
            to=PlacementState.IN_HOUSE_FOSTER,
            note="Two more children a quarter move from children's homes to in-house foster care, for two years.",
        ),
        AgencyToInHouse(
            id="agency-shift",
            begins=begins,
            children_a_month=1.0,
            carers_come_too=True,
            note="One more child a month moves from agency to in-house foster care, because the carers change over.",
        ),
        FosterHomes(
            id="foster-homes",
            begins=begins,
            homes_a_month=0.5,
            children_a_home=1.6,
            note="Six more in-house foster homes a year than close. It changes places, not where children live.",
        ),
        Places(
            id="childrens-home",
            begins=months_after(begins, 9),
            places=4,
            placement=PlacementState.CHILDRENS_HOME,
            holding=Holding.OWN,
            note="A children's home of the council's own with four places opens. Below zero where places close.",
        ),
    )
