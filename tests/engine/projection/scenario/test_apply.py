"""A lever does the number that it says, when it says it, and is cut to what is possible, which is said."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest

from suffice.engine.calendar import months_after
from suffice.engine.episodes import PlacementState
from suffice.engine.projection.basis import ensemble
from suffice.engine.projection.kernels import LEFT, RETURNED, STARTED
from suffice.engine.projection.scenario.apply import Applied, joined, parts
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
from suffice.engine.projection.simulate import Ensemble
from suffice.engine.supply.model import Holding
from tests.engine.projection.scenario.worlds import AGENCY, HOMES, IN_HOUSE, ORIGIN, base, busy, still

FIRST = ORIGIN + timedelta(days=1)
IN = PlacementState.IN_HOUSE_FOSTER


def applied(*levers: Lever, world: str = "still") -> Applied:
    return parts(Scenario("s", "", levers), {"still": still, "busy": busy}[world](), base(world))


def under(*levers: Lever, world: str = "still") -> Ensemble:
    basis = {"still": still, "busy": busy}[world]()
    return ensemble(basis, replicates=400, seed=3, parts=applied(*levers, world=world).parts)


def home_at(made: Ensemble, month: int, state: int | None = None) -> float:
    """How many live in a placement state, or anywhere, at the end of a month, on average."""
    by_state = made.counts[:, month - 1].sum(axis=(1, 3)).mean(axis=0)
    return float(by_state.sum() if state is None else by_state[state])


def step(a_quarter: float, **other: Any) -> StepDown:
    return StepDown(**{"id": "d", "begins": FIRST, "children_a_quarter": a_quarter, "to": IN} | other)


def home(**other: Any) -> Reunification:
    return Reunification(**{"id": "h", "begins": FIRST} | other)


def shift(a_month: float, **other: Any) -> AgencyToInHouse:
    return AgencyToInHouse(**{"id": "a", "begins": FIRST, "children_a_month": a_month} | other)


SPEC = """
lever                                   | month | homes | agency | in-house | total
nothing                                 |    12 |   100 |    100 |        0 |   200
6 a quarter from the start              |     3 |    94 |    100 |        6 |   200
6 a quarter from the start              |    12 |    76 |    100 |       24 |   200
6 a quarter from the start              |    24 |    52 |    100 |       48 |   200
6 a quarter from month 7                |     6 |   100 |    100 |        0 |   200
6 a quarter from month 7                |    12 |    88 |    100 |       12 |   200
6 a quarter until month 6               |     6 |    88 |    100 |       12 |   200
6 a quarter until month 6               |    24 |    88 |    100 |       12 |   200
6 a quarter from the middle of month 1  |    12 |    77 |    100 |       23 |   200
6 a quarter, 6 months to build up       |     6 |    94 |    100 |        6 |   200
6 a quarter, 6 months to build up       |    12 |    82 |    100 |       18 |   200
3 a quarter twice                       |    12 |    76 |    100 |       24 |   200
6 a quarter of the aged 10 to 15        |    12 |   100 |    100 |        0 |   200
6 a quarter, likely 4 to 8              |    12 |    76 |    100 |       24 |   200
30 a quarter                            |     6 |    40 |    100 |       60 |   200
4 a month from agency                   |    12 |   100 |     52 |       48 |   200
3 a month home                          |    12 |    82 |     82 |        0 |   164
"""
LEVERS: dict[str, tuple[Lever, ...]] = {
    "nothing": (),
    "6 a quarter from the start": (step(6),),
    "6 a quarter from month 7": (step(6, begins=months_after(FIRST, 6)),),
    "6 a quarter until month 6": (step(6, until=months_after(FIRST, 6) - timedelta(days=1)),),
    "6 a quarter from the middle of month 1": (step(6, begins=FIRST + timedelta(days=15)),),
    "6 a quarter, 6 months to build up": (step(6, build_up_months=6),),
    "3 a quarter twice": (step(3), step(3, id="e")),
    "6 a quarter of the aged 10 to 15": (step(6, ages=("10-15",)),),
    "6 a quarter, likely 4 to 8": (step(6, low=4, high=8),),
    "30 a quarter": (step(30),),
    "4 a month from agency": (shift(4),),
    "3 a month home": (home(children_a_month=3),),
}


@pytest.mark.parametrize("row", SPEC.strip().splitlines()[1:])
def test_levers_move_the_number_asked_when_asked(row: str) -> None:
    name, month, *expected = (cell.strip() for cell in row.split("|"))
    made = under(*LEVERS[name])
    got = [home_at(made, int(month), state) for state in (HOMES, AGENCY, IN_HOUSE, None)]
    assert got == pytest.approx([float(number) for number in expected], abs=1.5)


def test_levers_that_meet_the_same_children_each_do_what_they_say() -> None:
    made = under(home(children_a_month=3), step(6))
    assert home_at(made, 12) == pytest.approx(164, abs=1.5)
    moved = home_at(made, 12, IN_HOUSE)
    assert 18 < moved < 24  # 24 moved, and some of them have gone home since


def test_a_lever_that_takes_more_than_there_are_takes_all_and_says_how_many_and_when() -> None:
    made = applied(step(90))
    (finding,) = [one for one in made.findings if one.code == "lever-cut-to-what-is-possible"]
    sentence = finding.examples[0].sentence
    assert sentence.startswith("Lever 1 (d): it asks for 720 children to step down from children's homes by 31 March")
    possible = int(sentence.split(" are possible")[0].rsplit(" ", 1)[1])
    assert possible == pytest.approx(100, abs=3)
    assert "there are too few of them there" in sentence
    assert home_at(under(step(90)), 12, HOMES) < 1
    assert not any(one.code.startswith("lever-cut") for one in applied(step(6)).findings)


def starts(made: Ensemble, year: int) -> tuple[float, float]:
    each = made.flows[:, year, STARTED] + made.flows[:, year, RETURNED]
    return float(each.mean()), float(each.std() / np.sqrt(each.size))


@pytest.mark.parametrize("a_month", [5.0, 8.0, 12.0])
@pytest.mark.parametrize("spread", [{}, {"low": 0.8, "high": 1.2}])
def test_starters_change_the_mean_of_starts_to_what_they_say(a_month: float, spread: dict[str, float]) -> None:
    around = {key: times * a_month for key, times in spread.items()}
    made = under(Starters(id="s", begins=FIRST, children_a_month=a_month, **around), world="busy")
    for year in (0, 1):
        mean, error = starts(made, year)
        assert mean == pytest.approx(12 * a_month, abs=4 * error)


def test_starters_from_month_13_leave_the_first_year_as_it_was() -> None:
    made = under(Starters(id="s", begins=months_after(FIRST, 12), children_a_month=12), world="busy")
    assert (made.flows[:, 0] == base("busy").flows[:, 0]).all()
    mean, error = starts(made, 1)
    assert mean == pytest.approx(144, abs=4 * error)


def test_how_uncertain_starters_are_is_what_they_say() -> None:
    sure = under(Starters(id="s", begins=FIRST, children_a_month=10), world="busy")
    unsure = under(Starters(id="s", begins=FIRST, children_a_month=10, low=6, high=14), world="busy")
    more = np.var(unsure.flows[:, 0, STARTED].astype(float)) - np.var(sure.flows[:, 0, STARTED].astype(float))
    asked = 12 * 8 / (2 * 1.2816)
    assert np.sqrt(more) == pytest.approx(asked, rel=0.25)


def test_starters_of_a_stream_that_never_comes_cannot_be_had_and_it_is_said() -> None:
    made = applied(Starters(id="s", begins=FIRST, children_a_month=3, who=Who.UNACCOMPANIED), world="busy")
    assert any("that many cannot start" in one.examples[0].sentence for one in made.findings)
    assert made.parts == ()


def test_fewer_starters_than_come_back_are_said_to_be_impossible() -> None:
    made = applied(Starters(id="s", begins=FIRST, children_a_month=0), world="busy")
    (finding,) = [one for one in made.findings if one.code == "lever-cut-to-what-is-possible"]
    assert "it asks for 0 children to start care" in finding.examples[0].sentence
    assert "Nobody enters for the first time" in finding.examples[0].sentence


def test_prevention_takes_away_the_entries_that_it_says() -> None:
    made = under(Prevention(id="p", begins=FIRST, entries_a_year=24, compared=True), world="busy")
    fewer = base("busy").flows[:, :, STARTED].mean(axis=0) - made.flows[:, :, STARTED].mean(axis=0)
    assert fewer == pytest.approx([24, 24], abs=2.5)


def test_two_preventions_add_up() -> None:
    twice = [Prevention(id=name, begins=FIRST, entries_a_year=24, compared=True) for name in ("p", "q")]
    fewer = base("busy").flows[:, 0, STARTED].mean() - under(*twice, world="busy").flows[:, 0, STARTED].mean()
    assert fewer == pytest.approx(48, abs=3)


def test_prevention_of_more_entries_than_there_are_is_cut() -> None:
    made = applied(Prevention(id="p", begins=FIRST, entries_a_year=5000, compared=True), world="busy")
    (finding,) = made.findings
    assert finding.code == "lever-cut-to-what-is-possible"
    assert "no more children of those ages would enter" in finding.examples[0].sentence
    lever = Prevention(id="p", begins=FIRST, entries_a_year=5000, compared=True)
    assert under(lever, world="busy").flows[:, :, STARTED].sum() == 0


def test_prevention_counts_from_what_the_other_levers_leave() -> None:
    levers = (
        Prevention(id="p", begins=FIRST, entries_a_year=24, compared=True),
        Starters(id="s", begins=FIRST, children_a_month=12),
    )
    mean, error = starts(under(*levers, world="busy"), 0)
    assert mean == pytest.approx(144 - 24, abs=4 * error + 1)


def test_going_home_more_often_is_a_share_of_going_home() -> None:
    made = under(home(percent=50), world="busy")
    more = made.flows[:, 0, LEFT].mean() / base("busy").flows[:, 0, LEFT].mean()
    assert 1.15 < more < 1.5  # nearly all leave for home there; those who left cannot leave again


def test_a_shock_bends_entries_and_leaving_and_passes() -> None:
    shape = (Point(0, -100, -100), Point(12, -100, -100))
    made = under(Shock(id="x", begins=FIRST, points=shape), world="busy")
    assert made.flows[:, 0, [STARTED, LEFT]].sum(axis=1).mean() < 0.5  # a day or two of the year lie outside the shape
    after = made.flows[:, 1, STARTED].mean()
    assert after == pytest.approx(base("busy").flows[:, 1, STARTED].mean(), rel=0.02)


def test_a_shock_beyond_all_there_is_is_cut() -> None:
    shape = (Point(0, -80, 0), Point(12, -80, 0))
    made = applied(Shock(id="x", begins=FIRST, points=shape, strength_percent=200), world="busy")
    assert "it would take away more than there is" in made.findings[0].examples[0].sentence


def test_levers_that_change_nothing_leave_every_bit_as_it_was() -> None:
    for levers in (
        (),
        (Places(id="p", begins=FIRST, places=5, placement=PlacementState.CHILDRENS_HOME),),
        (step(6, begins=date(2035, 1, 1)),),
    ):
        made = applied(*levers, world="busy")
        assert made.parts == ()
        again = ensemble(busy(), replicates=400, seed=3, parts=made.parts)
        assert (again.counts == base("busy").counts).all()


def places(made: Applied) -> list[tuple[str, str, int, str]]:
    return [(str(one.placement), str(one.holding), one.places, one.on.isoformat()) for one in made.capacity_changes]


def test_places_open_and_close_on_their_days() -> None:
    lever = Places(
        id="p", begins=date(2022, 10, 5), until=date(2023, 6, 30), places=4,
        placement=PlacementState.CHILDRENS_HOME, holding=Holding.BLOCK,
    )  # fmt: skip
    assert places(applied(lever)) == [
        ("childrens_home", "block", 4, "2022-10-05"),
        ("childrens_home", "block", -4, "2023-07-01"),
    ]


def test_places_that_build_up_open_one_by_one() -> None:
    lever = Places(id="p", begins=FIRST, build_up_months=4, places=2, placement=PlacementState.SECURE)
    assert places(applied(lever)) == [("secure", "own", 1, "2022-06-30"), ("secure", "own", 1, "2022-08-31")]


def test_foster_homes_become_whole_places_month_by_month() -> None:
    lever = FosterHomes(id="f", begins=FIRST, homes_a_month=0.5, children_a_home=1.5)
    changes = applied(lever).capacity_changes
    assert sum(change.places for change in changes) == 18
    assert {(change.placement, change.holding) for change in changes} == {(IN, Holding.OWN)}
    fewer = applied(FosterHomes(id="f", begins=FIRST, homes_a_month=-0.5, children_a_home=1.5)).capacity_changes
    assert sum(change.places for change in fewer) == -18


def test_carers_who_come_too_bring_their_places() -> None:
    assert applied(shift(2)).capacity_changes == ()
    changes = applied(shift(2, carers_come_too=True)).capacity_changes
    by_kind = {
        kind: sum(one.places for one in changes if one.placement is kind) for kind in {c.placement for c in changes}
    }
    assert by_kind == {IN: pytest.approx(48, abs=1), PlacementState.AGENCY_FOSTER: pytest.approx(-48, abs=1)}


def test_levers_that_are_certain_are_one_part_and_do_the_same() -> None:
    levers = (step(6), home(percent=20), Prevention(id="p", begins=FIRST, entries_a_year=12, low=6, high=18))
    made = applied(*levers, world="busy")
    assert [part.name for part in made.parts] == ["all that is certain", "p"]
    apart = [part for lever in levers for part in applied(lever, world="busy").parts]
    one, other = (ensemble(busy(), replicates=50, seed=3, parts=joined(parts)) for parts in (apart, made.parts))
    split = ensemble(busy(), replicates=50, seed=3, parts=apart)
    assert (one.counts == split.counts).mean() > 0.999  # a sum of rates taken in another order
    assert other.counts.sum() == pytest.approx(one.counts.sum(), rel=0.002)
