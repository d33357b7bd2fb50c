"""The demonstration: loaded whole, through the same doors that people use, and never beside real children."""

from __future__ import annotations

import tomllib
from collections import Counter
from datetime import date, datetime
from decimal import Decimal
from importlib import resources
from typing import Any

import pytest

from suffice.analyse.comparison.queries import beside
from suffice.analyse.market.models import PlacesInUse
from suffice.analyse.market.queries import prices, provisions
from suffice.analyse.needs.assessment.queries import results as assessments
from suffice.analyse.needs.equality.queries import results as over_represented
from suffice.analyse.needs.models import PublishedFigure
from suffice.analyse.returns.models import ReturnRecord, ReturnState, Upload
from suffice.analyse.returns.queries import history, population, shelf
from suffice.analyse.scenarios.models import Comparison, Scenario
from suffice.core.models import Action, Authority, Event, Person, Work
from suffice.core.roles import ROLES, Analyst
from suffice.demo import people
from suffice.demo.comparators import comparators
from suffice.demo.load import HouseNotEmpty, load
from suffice.engine.episodes import stock_on
from suffice.engine.measures import INDICATORS
from suffice.engine.measures.model import Unit
from suffice.engine.needs import Tier, Whose
from suffice.engine.needs.equality import Cohort
from suffice.review.performance.models import Commentary, Target
from suffice.review.performance.queries import figures
from suffice.review.reports.models import Edition, Meeting, ReportSet
from suffice.review.workforce.queries import results as workforce
from tests.rooms.demo.conftest import Loaded

LAST = date(2022, 3, 31)
IN_CARE = {date(2018, 6, 30): 648, date(2019, 6, 30): 611, date(2020, 6, 30): 585}
AUGUST = date(2020, 8, 31)


@pytest.mark.django_db
class TestLoaded:
    """One load for all of these."""

    def test_nothing_is_left_to_do_and_nothing_went_wrong(self, loaded: Loaded) -> None:
        failed = [(one.kind, one.message) for one in Work.objects.exclude(state="done")]
        assert failed == [], "every result is made before the first page is opened"
        assert not Upload.objects.get().findings.filter(severity="error").exists()
        assert loaded.authority.demonstration

    def test_every_kind_of_return_is_accepted(self, loaded: Loaded) -> None:
        assert [one.year for one in history.accepted(loaded.authority)] == list(range(2017, 2023))
        kinds = Counter(one.kind for one in ReturnRecord.objects.filter(state=ReturnState.ACCEPTED))
        assert kinds == {
            "ssda903": 6,
            "cin": 6,
            "annex_a": 2,
            "csww": 5,
            "audit": 2,
            "survey": 3,
            "figures": 1,
            "published": 2,
        }
        assert shelf.latest_day(loaded.authority) == LAST
        accepted = Event.objects.filter(kind="returns.accepted", by=people.person(Analyst))
        assert accepted.count() == sum(kinds.values())

    def test_children_in_care_are_the_published_numbers(self, loaded: Loaded) -> None:
        known = history.accepted_history(loaded.authority)
        assert {day: stock_on(known, day).total for day in IN_CARE} == IN_CARE
        figure = population.population_for(loaded.authority, date(2021, 3, 31))
        assert figure is not None
        assert (figure.number, figure.source) == (
            61_524,
            "ONS mid-year population estimates, Open Government Licence v3.0",
        )

    def test_tiers_are_the_published_ones_of_august_2020(self, loaded: Loaded) -> None:
        result = assessments.latest(loaded.authority)
        assert result is not None
        known = result.assessment
        (august,) = (one for one in (*known.days, *known.beside) if one.on == AUGUST)
        assert august.level(Tier.PROTECTION).itself == 301
        told = {one.measure: int(one.number) for one in PublishedFigure.objects.filter(on=AUGUST, whole_month=True)}
        assert told["tier.protection"] == 301
        assert told["helped.in_need"] == august.helped == 733

    def test_vulnerability_overlaps_as_the_strategy_prints_it(self, loaded: Loaded) -> None:
        result = assessments.latest(loaded.authority)
        assert result is not None
        (last,) = (one for one in result.assessment.days if one.on == LAST)
        profile = last.profiles[Whose.ANYONE]
        assert profile.two_or_more / profile.any_of_them == pytest.approx(2_870 / 11_430, abs=0.02)
        assert profile.all_three / profile.any_of_them == pytest.approx(730 / 11_430, abs=0.01)
        estimates = {one.measure: one.number for one in PublishedFigure.objects.filter(measure__startswith="estimate.")}
        assert estimates["estimate.any"] == 11_430
        assert estimates["estimate.any.share"] == Decimal("18.66")
        assert estimates["estimate.all_three"] == 730

    def test_who_is_over_represented_is_told_of_the_published_shares(self, loaded: Loaded) -> None:
        result = over_represented.latest(loaded.authority)
        assert result is not None
        held = result.told.at(LAST).of(Cohort.IN_CARE)
        living, need = held.beside("ethnicity")
        assert {row.label: round(row.expected, 1) for row in living.rows} == {"White": 58.4, "Other than White": 41.6}
        assert need.among == "children in need"
        staff = workforce.latest(loaded.authority)
        assert staff is not None
        assert staff.told.days == tuple(date(year, 9, 30) for year in range(2021, 2016, -1))

    def test_performance_shows_the_published_figures(self, loaded: Loaded) -> None:
        result = figures.latest(loaded.authority)
        assert result is not None

        def of(code: str, on: date) -> tuple[float | None, float | None]:
            (point,) = (one for one in figures.series(result, code) if one.on == on)
            return point.numerator, point.denominator

        assert of("audits_good", date(2017, 3, 31)) == (56, 163)
        assert of("brought_stepped_up", date(2016, 12, 31)) == (11, 100)
        assert of("cla_rate", date(2020, 6, 30))[0] == 585
        assert Commentary.objects.filter(signed_at__isnull=False).count() == 2
        assert {one.value for one in Target.objects.filter(code="rereferral")} == {22.0, 20.0}

    def test_published_figures_of_others_stand_beside(self, loaded: Loaded) -> None:
        standing = beside.comparators(loaded.authority, "cla_rate")
        assert standing is not None
        assert standing.ours is not None
        assert (standing.year, round(standing.ours.value)) == (2025, 73)
        assert len(comparators().neighbours.of["336"]) == 10

    def test_homes_prices_and_scenarios_are_written_down(self, loaded: Loaded) -> None:
        homes = [one for one in provisions(loaded.authority) if one.placement == "childrens_home"]
        assert sum(one.places for one in homes if one.opens <= LAST and (one.closes is None or one.closes > LAST)) == 39
        assert {one.weekly for one in prices(loaded.authority) if one.provider is None} >= {Decimal(3830), Decimal(820)}
        assert sum(PlacesInUse.objects.filter(on=LAST).values_list("number", flat=True)) == 170
        assert Comparison.objects.get().places.count() == Scenario.objects.count() == 6

    def test_boards_have_their_reports_and_the_meeting_its_actions(self, loaded: Loaded) -> None:
        assert ReportSet.objects.filter(authority=loaded.authority).count() > 5
        pack, ours = Edition.objects.order_by("pk")
        assert pack.signed_at is not None
        assert pack.report_set.title == "Children's services performance, quarterly pack"
        assert (ours.report_set.title, ours.plain, ours.protection) == ("How we are doing", True, "round")
        assert ours.signed_at is not None
        meeting = Meeting.objects.get()
        assert meeting.closed_at is not None
        assert Action.objects.filter(authority=loaded.authority).count() == 2

    def test_it_is_loaded_once_and_every_role_can_sign_in(self, loaded: Loaded) -> None:
        with pytest.raises(HouseNotEmpty, match="The demonstration is here already"):
            load(seed=1)
        signed = people.sign_ins()
        assert [role for role, _, _ in signed] == [role.display_name for role in ROLES]
        assert all(Person.objects.get(email=email).check_password(password) for _, email, password in signed)


def test_targets_are_on_the_scale_of_their_measures() -> None:
    told = tomllib.loads(resources.files("suffice.demo").joinpath("reviewing.toml").read_text(encoding="utf-8"))
    shares = [one for one in told["targets"] if INDICATORS[one["code"]].unit is Unit.PERCENT]
    assert len(shares) > 5
    assert all(1 < one["value"] <= 100 for one in shares)


def test_real_children_and_imaginary_ones_do_not_mix(authority: Authority) -> None:
    with pytest.raises(HouseNotEmpty, match="must not mix with real ones"):
        load(seed=1)
    assert people.sign_ins() == []
    assert not Person.objects.exists()
    assert list(Authority.objects.all()) == [authority]


@pytest.mark.django_db
def test_a_demonstration_that_cannot_be_made_leaves_the_house_empty(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any) -> None:
        raise RuntimeError("no disk")

    monkeypatch.setattr("suffice.demo.load.tell", lambda **_: None)
    monkeypatch.setattr("suffice.demo.load._zipped", lambda *_: None)
    monkeypatch.setattr("suffice.demo.load._bring_returns", broken)
    with pytest.raises(RuntimeError, match="no disk"):
        load(seed=1)
    assert not Authority.objects.exists()
    assert not Person.objects.exists()
    assert not ReturnRecord.objects.filter(state=ReturnState.ACCEPTED).exists()


@pytest.mark.django_db
def test_a_load_that_was_cut_off_is_gone_on_with(monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    begun = people.settle(at=now)
    done: list[str] = []
    monkeypatch.setattr("suffice.demo.load._let_in", lambda *_: pytest.fail("it was let in already"))
    monkeypatch.setattr("suffice.demo.load.scenarios.write_down", lambda **_: done.append("scenarios"))
    monkeypatch.setattr("suffice.demo.load.reviewing.review", lambda hands: done.append(hands.authority.code))
    told: list[tuple[int, int, str]] = []
    assert load(seed=1, progress=lambda *said: told.append(said)) == begun
    assert done == ["scenarios", "336"]
    assert told[-1][0] == told[-1][1]
