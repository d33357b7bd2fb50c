"""Every chart of the needs assessment can be drawn, wide and narrow, also of figures at their edges."""

from __future__ import annotations

from datetime import date

import pytest
import vl_convert

from suffice.analyse.needs.assessment import charts
from suffice.analyse.needs.assessment.drawing import drawings
from suffice.analyse.needs.assessment.figures import Assessment, Day, Level
from suffice.analyse.needs.assessment.queries.places import parts
from suffice.analyse.needs.assessment.queries.reading import Read
from suffice.core.models import Authority
from suffice.core.models.chart import WIDTHS
from suffice.engine.needs import ByLocality, Conversion, FrontDoor, Group, Profile, Step, Tier, Whose
from suffice.engine.returns.population import Population

COUNTS = {Tier.EARLY_HELP: 277, Tier.IN_NEED: 1912, Tier.PROTECTION: 266, Tier.IN_CARE: 512}
WHERE = ByLocality(
    ("Heath Town", "North"),
    {
        "Heath Town": {"protection": 12, "in_care": 3, "known": 90},
        "North": {"protection": 30, "in_care": 0, "known": 80},
        None: {"protection": 1, "in_care": 40, "known": 60},
    },
    {"team": 170},
)


def a_day(year: int, *, many: int = 1, early: bool = True) -> Day:
    on = date(year, 3, 31)
    told = {tier: None if tier is Tier.EARLY_HELP and not early else count * many for tier, count in COUNTS.items()}
    steps = (Step("referred", "Referred", 100 * many), Step("plan", "Child protection plan", 7 * many))
    cells = {frozenset[Group](): 5 * many, frozenset([Group.ABUSE]): 3 * many, frozenset(Group): many}
    return Day(
        on,
        tuple(Level(tier, count, count, "x") for tier, count in told.items()),
        conversion=Conversion(on, steps),
        front=FrontDoor(on, 4, (("Police", 3), ("Schools", 1)), None, 0, 2, 1, 1, 1, 1),
        profiles={Whose.ANYONE: Profile(on, Whose.ANYONE, 9 * many, 0, cells)},
        shares={"rereferral": (20, 100), "referral_nfa": (0, 100), "assessment_45": (88, 100)} if many else {},
        localities=WHERE,
    )


def read(*days: Day, people: int | None = 60_000) -> Read:
    population = Population.by_hand(people, source="x") if people else Population("x")
    return Read(Authority(code="336", name="Wolverhampton"), Assessment(days), days[-1].on, population)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(
    ("one", "named"),
    [
        (read(a_day(2021, early=False), a_day(2022)), {"tiers", "steps", "vulnerability", "door", "yearly", "places"}),
        (read(a_day(2022), people=None), {"tiers", "steps", "vulnerability", "door", "places"}),
        (read(a_day(2022, many=0)), {"tiers", "door", "places"}),
    ],
    ids=["two years", "no population", "nobody"],
)
def test_every_chart_is_drawn(one: Read, named: set[str], width: str) -> None:
    drawn = {name: (title, make) for name, title, make in drawings(one)}
    assert set(drawn) == named
    for name, (title, make) in drawn.items():
        assert title.endswith("."), name
        assert "<svg" in vl_convert.vegalite_to_svg(make(width).to_dict()), name


def test_a_tier_that_nothing_tells_has_no_part_of_the_column() -> None:
    one = read(a_day(2021, early=False), a_day(2022))
    from suffice.analyse.needs.assessment.drawing import heights

    values = heights(one)
    assert (0, Tier.EARLY_HELP) not in values
    assert values[1, Tier.EARLY_HELP] == pytest.approx(277 / 60_000 * 10_000)
    spec = charts.tiers(one.compared, values, "wide").to_dict()
    rows = [row for rows in spec["datasets"].values() for row in rows if "tier" in row]
    assert {(row["day"], row["tier"]) for row in rows if row["tier"] == "Early help"} == {("2022", "Early help")}


def test_days_without_a_population_stand_beside_no_rate() -> None:
    some = Population("x", {"336": {2021: 60_000}}, {"336": "336"})
    days = (a_day(2021), a_day(2022))
    one = Read(Authority(code="336", name="Wolverhampton"), Assessment(days), days[-1].on, some)
    assert [day.on.year for day in one.compared] == [2022]


def test_ratings_are_drawn_before_sources() -> None:
    front = FrontDoor(date(2022, 3, 31), 4, (("Police", 4),), (("Red", 1), ("Amber", 3)), 0, None, 0, 0, 0, 0)
    assert "Amber" in str(charts.door(front, "wide").to_dict())
    assert "Police" not in str(charts.door(front, "wide").to_dict())


def test_a_locality_whose_range_leaves_out_the_whole_is_told_apart() -> None:
    protection, in_care = parts(WHERE)
    assert protection.everywhere == pytest.approx(42 / 170 * 100)
    assert (list(protection.above), list(protection.below)) == (["North"], ["Heath Town"])
    assert [one.count for one in in_care.rows] == [3, 0]
    assert (list(in_care.above), list(in_care.below)) == ([], [])
