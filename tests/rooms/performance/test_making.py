"""Every measure is made when returns change, on every month end that they tell, and kept a row a measure."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from suffice.analyse.needs.equality.recording import record
from suffice.analyse.returns import operations as returns
from suffice.analyse.returns.models import Upload
from suffice.core import work
from suffice.core.models import Authority, Event, Person, Work
from suffice.engine.measures.living import Living
from suffice.review.performance import operations
from suffice.review.performance.figures import Told
from suffice.review.performance.models import MeasureFigures, MeasuresResult
from suffice.review.performance.queries import figures, results
from tests.rooms.performance.conftest import FEW

IN_CARE = {date(2020, 6, 30): 3, date(2021, 3, 31): 4, date(2021, 6, 30): 4, date(2022, 3, 31): 4}


def test_a_stock_is_told_on_every_month_end_of_the_returns(made: MeasuresResult) -> None:
    told = {point.on: point for point in figures.series(made, "cla_rate")}
    assert min(told) == date(2020, 6, 30)  # the first day that a population divides
    assert max(told) == date(2022, 3, 31)
    assert len(told) == 22
    assert {on: told[on].numerator for on in IN_CARE} == IN_CARE


def test_a_rate_has_its_interval_and_a_share_has_wilsons(made: MeasuresResult) -> None:
    rate, share = figures.now(made, "cla_rate"), figures.now(made, "mix_foster")
    assert rate is not None
    assert share is not None
    assert (rate.value, rate.denominator) == (0.8, 50_000)
    assert rate.low == pytest.approx(0.218, abs=0.001)  # chi-square, of 4
    assert rate.high == pytest.approx(2.048, abs=0.001)
    assert (share.value, share.numerator, share.denominator) == (75, 3, 4)
    assert share.low == pytest.approx(30.1, abs=0.05)  # Wilson, 3 of 4
    assert share.high == pytest.approx(95.4, abs=0.05)


def test_what_looks_back_a_year_is_told_from_a_year_after_the_returns_begin(made: MeasuresResult) -> None:
    assert next(point.on for point in figures.series(made, "placements_3plus")) == date(2021, 3, 31)


def test_each_month_alone_is_kept_beside_the_year(made: MeasuresResult) -> None:
    months = {point.on: point.numerator for point in figures.told(made, "cla_start_rate").months}
    assert {on: count for on, count in months.items() if count} == {date(2021, 6, 30): 1, date(2022, 3, 31): 1}


def test_a_measure_without_its_return_says_why(made: MeasuresResult) -> None:
    why = figures.missing(made)
    assert why["sw_agency"] == "No children's social work workforce census was brought, so nothing is counted."
    assert why["audits_number"] == "No file of audits was brought, so nothing is counted."
    assert "cla_rate" not in why


def test_a_rate_of_a_group_divides_by_the_children_of_that_group_who_live_here(
    made: MeasuresResult, analyst: Person, now: datetime, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    authority = made.authority
    assert all(group.denominator is None for group in figures.parts(made, "cla_rate", "sex"))
    with django_capture_on_commit_callbacks(execute=True):
        living = Living("sex", {"F": 24_000, "M": 26_000}, False, 2021, "a census")
        record(authority=authority, living=living, by=analyst, at=now)
    work.run_waiting(results.MAKE)
    (boys,) = figures.parts(MeasuresResult.objects.latest("pk"), "cla_rate", "sex")
    assert (boys.key, boys.numerator, boys.denominator) == ("M", 4, 26_000)


AUDITS = (
    b"audit,date,exercise,service,team,tool,standard,grade,themes,auditor,child\n"
    b"A-1,2022-02-14,case_audit,Children in care,Team 1,Case file audit,,good,,Team manager,\n"
)


def test_once_the_903_alone_is_cleared_another_return_is_told_and_no_figure_is_lost(
    made: MeasuresResult, analyst: Person, now: datetime, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    authority = made.authority
    before = figures.told(made, "cla_rate")
    Upload.objects.update(cleared_at=now)
    assert results.holds(made), "nothing could be made again"
    with django_capture_on_commit_callbacks(execute=True):
        audits = [SimpleUploadedFile("audits.csv", AUDITS)]
        upload = returns.bring(authority=authority, files=audits, by=analyst, at=now)
        work.run_waiting("returns.read")
        upload.refresh_from_db()
        returns.accept_all(upload=upload, by=analyst, at=now)
    assert not results.holds(made)
    work.run_waiting(results.MAKE)
    again = MeasuresResult.objects.filter(authority=authority).latest("pk")
    audited = figures.now(again, "audits_number")
    assert audited is not None
    assert audited.value == 1
    assert figures.told(again, "cla_rate") == before
    assert results.holds(again)


def test_groups_are_those_of_the_latest_day(made: MeasuresResult) -> None:
    ages = {group.key: group.numerator for group in figures.parts(made, "mix_foster", "age")}
    assert ages == {"5-9": 2, "10-15": 1}
    assert figures.parts(made, "mix_foster", "team") == ()


def test_a_document_tells_what_it_was_made_from(made: MeasuresResult) -> None:
    told = figures.told(made, "mix_foster")
    assert Told.of(told.document()) == told


def test_one_row_is_kept_a_measure_and_those_of_an_earlier_result_go(
    made: MeasuresResult, analyst: Person, now: datetime, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    assert MeasureFigures.objects.filter(result=made).count() == len(FEW)
    with django_capture_on_commit_callbacks(execute=True):
        returns.give_population(
            authority=made.authority, mid_year=2020, number=40_000, source="another", by=analyst, at=now
        )
    assert not results.holds(made)
    work.run_waiting(results.MAKE)
    latest = results.latest(made.authority)
    assert latest is not None
    assert latest.pk != made.pk
    assert results.holds(latest)
    assert MeasureFigures.objects.count() == len(FEW)
    now_told = figures.now(latest, "cla_rate")
    assert now_told is not None
    assert now_told.value == 1.0


def test_the_same_returns_are_not_worked_out_twice(made: MeasuresResult, analyst: Person, now: datetime) -> None:
    operations.ask(authority=made.authority, by=analyst, at=now)
    assert [one.state for one in work.run_waiting(results.MAKE)] == ["done"]
    assert MeasuresResult.objects.count() == 1


def test_making_is_asked_for_once_while_it_waits(accepted: Authority, analyst: Person, now: datetime) -> None:
    operations.ask(authority=accepted, by=analyst, at=now)
    assert Work.objects.filter(kind=results.MAKE, state="queued").count() == 1


def test_making_is_an_event_of_the_house(made: MeasuresResult) -> None:
    event = Event.objects.get(kind="performance.made")
    assert event.by is None
    assert event.words == "Worked out 4 measures on 23 days."


def test_nothing_is_asked_for_without_returns(authority: Authority, analyst: Person, now: datetime) -> None:
    assert operations.ask(authority=authority, by=analyst, at=now) is None


def test_a_day_that_is_asked_for_is_worked_out_and_kept(made: MeasuresResult, analyst: Person, now: datetime) -> None:
    asked = operations.ask_day(authority=made.authority, on=date(2021, 6, 15), by=analyst, at=now)
    work.run_waiting(results.DAY)
    asked.refresh_from_db()
    assert asked.document is not None
    assert asked.document["cla_rate"][:3] == ["2021-06-15", 0.6, 3]
    assert asked.document["audits_number"] == "No file of audits was brought, so nothing is counted."
    again = operations.ask_day(authority=made.authority, on=date(2021, 6, 15), by=analyst, at=now)
    assert again.pk == asked.pk
    assert not Work.objects.filter(kind=results.DAY, state="queued").exists()
    assert Event.objects.filter(kind="performance.day_asked").count() == 1
