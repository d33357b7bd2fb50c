"""The needs assessment is made when returns change, once for the same returns, and its counts are those by hand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from suffice.analyse.needs import operations as needs
from suffice.analyse.needs.assessment import operations
from suffice.analyse.needs.assessment.figures import Assessment
from suffice.analyse.needs.assessment.queries import results
from suffice.analyse.needs.models import AssessmentResult
from suffice.analyse.returns import operations as returns
from suffice.analyse.returns.models import ReturnRecord, ReturnState
from suffice.core import work
from suffice.core.models import Authority, Chart, Event, Person
from suffice.engine.needs import Tier, Whose
from tests.rooms.needs.assessed import BEFORE, DAY, LATER


def test_the_children_of_a_day_are_counted_as_by_hand(assessed: AssessmentResult) -> None:
    now = assessed.assessment.at(DAY)
    assert now is not None
    assert {one.tier: (one.itself, one.highest) for one in now.levels} == {
        Tier.EARLY_HELP: (1, 1),
        Tier.IN_NEED: (3, 1),
        Tier.PROTECTION: (2, 1),
        Tier.IN_CARE: (1, 1),
    }
    assert now.known == 4


def test_a_first_workbook_makes_no_moves(assessed: AssessmentResult) -> None:
    now = assessed.assessment.at(DAY)
    assert now is not None
    assert now.moves is not None
    assert dict(now.moves.children) == {
        ("not_here", "in_need"): 1,
        ("not_here", "protection"): 1,
        ("protection", "in_care"): 1,
    }
    assert (now.moves.first, now.moves.first_told, now.moves.told_on) == (BEFORE, 1, DAY)


def test_referrals_troubles_and_the_front_door_are_of_the_year(assessed: AssessmentResult) -> None:
    now = assessed.assessment.at(DAY)
    assert now is not None
    assert now.conversion is not None
    assert {one.code: one.referrals for one in now.conversion.steps} == {
        "referred": 5, "taken_on": 4, "assessed": 4, "enquiry": 2, "conference": 1, "plan": 2, "in_care": 0,
    }  # fmt: skip
    # A1 has 3B and 4B, C3 has 1B, B2 and D4 none of the three: all of a parent.
    parents = now.profiles[Whose.PARENT]
    assert (parents.assessed, parents.any_of_them, parents.two_or_more, parents.all_three) == (4, 2, 1, 0)
    assert now.profiles[Whose.CHILD].any_of_them == 0
    # B2 was referred in May, September and January: the last two within twelve months of another.
    assert now.shares == {"referral_nfa": (1, 5), "rereferral": (2, 5), "assessment_45": (4, 4)}
    assert now.factors["factor_domestic_abuse"] == (1, 4)
    assert now.front is not None
    assert (now.front.contacts, now.front.answered, now.front.in_time) == (2, 1, 1)  # Friday to Monday


def test_localities_are_those_of_the_teams(assessed: AssessmentResult) -> None:
    now = assessed.assessment.at(DAY)
    assert now is not None
    assert now.localities is not None
    assert {
        name: (counts.get("in_need"), counts.get("in_care"), counts["known"])
        for name, counts in now.localities.counts.items()
    } == {"Locality 1": (1, 0, 1), "Locality 2": (1, 1, 1), None: (1, 0, 2)}


def test_a_day_says_which_return_is_missing(assessed: AssessmentResult) -> None:
    before = assessed.assessment.at(BEFORE)
    assert before is not None
    assert before.level(Tier.EARLY_HELP).itself is None
    assert before.level(Tier.IN_CARE).itself == 0
    assert set(before.missing) == {"front", "localities", "moves"}
    assert "bring an Annex A workbook of 31 March 2025" in before.missing["front"]


def test_the_days_to_read_are_the_year_ends_and_the_latest(assessed: AssessmentResult) -> None:
    assert [one.on for one in assessed.assessment.days] == [BEFORE, DAY]
    assert (assessed.first_day, assessed.last_day) == (BEFORE, DAY)


def test_figures_are_kept_as_they_were_worked_out_and_no_rate_is(assessed: AssessmentResult) -> None:
    assert Assessment.of(assessed.figures).document() == assessed.figures
    assert "10,000" not in str(assessed.figures)


def test_a_result_says_what_it_is_made_of(assessed: AssessmentResult) -> None:
    used = ReturnRecord.objects.filter(state=ReturnState.ACCEPTED)
    assert {one["id"] for one in assessed.inputs["returns"]} == {one.pk for one in used}
    assert {one["kind"] for one in assessed.inputs["returns"]} == {"ssda903", "cin", "annex_a"}
    assert results.holds(assessed)
    event = Event.objects.get(kind="needs.assessed")
    assert (event.by, event.words) == (None, "Worked out the needs assessment up to 31 March 2026.")


def test_each_day_has_its_charts_for_both_widths(assessed: AssessmentResult) -> None:
    drawn = assessed.charts[DAY.isoformat()]
    assert set(drawn) == {"tiers", "steps", "vulnerability", "door", "yearly", "places"}
    for digest in drawn.values():
        chart = Chart.objects.get(digest=digest)
        assert chart.path("wide").exists()
        assert chart.path("narrow").exists()


def test_the_same_returns_are_not_worked_out_twice(assessed: AssessmentResult, analyst: Person) -> None:
    operations.ask(authority=assessed.authority, by=analyst, at=LATER)
    assert [one.state for one in work.run_waiting(results.KIND)] == ["done"]
    assert AssessmentResult.objects.count() == 1


def test_made_again_the_figures_are_the_same_to_the_bit(assessed: AssessmentResult) -> None:
    kept = (assessed.figures, assessed.charts, assessed.inputs_digest)
    AssessmentResult.objects.all().delete()
    again = operations.make(authority=assessed.authority, by=None, at=LATER, progress=lambda *_: None)
    assert (again.figures, again.charts, again.inputs_digest) == kept


def test_it_is_made_again_when_population_changes(
    assessed: AssessmentResult, analyst: Person, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        returns.give_population(
            authority=assessed.authority, mid_year=2025, number=1000, source="A count", by=analyst, at=LATER
        )
    assert not results.holds(assessed)
    work.run_waiting(results.KIND)
    again = results.latest(assessed.authority)
    assert again is not None
    assert results.holds(again)
    assert again.figures == assessed.figures
    title = Chart.objects.get(digest=again.charts[DAY.isoformat()]["tiers"]).title
    assert title == "Children with early help, in need, on plans and in care: 40 in every 10,000 on 31 March 2026."


def test_tiers_are_worked_out_for_the_days_of_published_figures(assessed: AssessmentResult, analyst: Person) -> None:
    needs.record(
        authority=assessed.authority, measure="tier.protection", on=date(2025, 6, 30), whole_month=False,
        number=Decimal(2), source="The board's report", by=analyst, at=LATER,
    )  # fmt: skip
    work.run_waiting(results.KIND)
    again = results.latest(assessed.authority)
    assert again is not None
    beside = again.assessment.at(date(2025, 6, 30))
    assert beside is not None
    assert beside.level(Tier.PROTECTION).itself == 2  # A1 and D4
    assert [one.on for one in again.assessment.days] == [BEFORE, DAY]


def test_results_belong_to_one_authority(assessed: AssessmentResult, elsewhere: Authority) -> None:
    assert results.latest(elsewhere) is None
    assert work.latest(results.KIND, elsewhere) is None
