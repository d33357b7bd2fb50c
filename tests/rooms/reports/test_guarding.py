"""A report is held against those that have left: no small number follows from the two together."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta

import pytest
from django.test import Client

from suffice.core.models import Person
from suffice.core.policies import NotNow
from suffice.engine.disclosure import PUBLICATION, SUPPRESSED, Rule
from suffice.engine.measures import INDICATORS
from suffice.review.performance.figures import Point, Told
from suffice.review.performance.models import MeasureFigures, MeasuresResult
from suffice.review.reports import guarding, operations
from suffice.review.reports.gate import protected
from suffice.review.reports.guarding import of_point, relations
from suffice.review.reports.models import Edition, ReportSet
from tests.rooms.reports.conftest import ON, made

SignIn = Callable[[Person], Client]
FEBRUARY = date(2022, 2, 28)
Counts = Mapping[str, tuple[int, int | None]]


def told(counts: Counts, on: date = ON, rule: Rule = SUPPRESSED) -> list[guarding.Told]:
    """What leaves of some counts under a rule, after the first gate."""
    points = {code: Point(1.0, above, below, None, None, on) for code, (above, below) in counts.items()}
    return [of_point(code, protected(INDICATORS[code], one, rule), rule) for code, one in points.items()]


def kept(
    new: Sequence[guarding.Told], *before: Sequence[guarding.Told], rule: Rule = SUPPRESSED
) -> list[tuple[str, date, tuple[int, ...]]]:
    found = guarding.withheld(new, dict(enumerate(before, start=1)), rule)
    return [(one.code, one.on, one.beside) for one in found]


AGES: Counts = {"age_0": (3, 100), "age_1_4": (20, 100), "age_5_9": (25, 100), "age_10_15": (30, 100)}
"""Twenty-two are 16 and 17."""


def test_a_part_that_is_hidden_does_not_follow_from_the_other_parts() -> None:
    assert kept(told({**AGES, "age_16_17": (22, 100)})) == [("age_1_4", ON, ())]


def test_the_last_part_told_in_another_report_is_kept_back() -> None:
    before = told(AGES)
    assert kept(before) == []
    assert kept(told({"age_16_17": (22, 100)}), before) == [("age_16_17", ON, (1,))]


def test_those_who_left_do_not_follow_from_stocks_in_two_reports_and_those_who_came() -> None:
    year = {"cla_rate": (30, 6_000)}
    now = {"cla_rate": (35, 6_000), "cla_start_rate": (8, 6_000), "cla_cease_rate": (3, 6_000)}
    before = told(year, on=date(2021, 3, 31))
    assert kept(told(now)) == []
    assert kept(told(now), before) == [("cla_start_rate", ON, (1,))]


def test_a_count_of_the_same_day_told_anew_with_a_small_difference_is_kept_back() -> None:
    assert kept(told({"cla_rate": (602, 61_000)}), told({"cla_rate": (600, 61_000)})) == [("cla_rate", ON, (1,))]
    assert kept(told({"cla_rate": (600, 61_000)}), told({"cla_rate": (600, 61_000)})) == []
    assert kept(told({"cla_rate": (607, 61_000)}), told({"cla_rate": (600, 61_000)})) == []


def test_the_same_whole_in_two_measures_is_the_same_count() -> None:
    """Of 600 children in care the placement of 598 is told: the difference is of two."""
    assert kept(told({"uasc_share": (50, 598)}), told({"cla_rate": (600, 61_000)})) == [("uasc_share", ON, (1,))]


def test_what_is_left_of_a_whole_without_its_part_is_guarded() -> None:
    """80 live far from home, and 78 of them in another area: two in this one."""
    before = told({"outside_and_20_miles": (78, 600)})
    assert kept(told({"placed_20_miles": (80, 600)}), before) == [("placed_20_miles", ON, (1,))]
    assert kept(told({"placed_20_miles": (90, 600)}), before) == []


def test_rounded_reports_may_stand_side_by_side() -> None:
    new = told({"cla_rate": (602, 61_000), "placed_20_miles": (80, 600)}, rule=PUBLICATION)
    before = told({"cla_rate": (600, 61_000), "outside_and_20_miles": (78, 600)}, rule=PUBLICATION)
    assert kept(new, before, rule=PUBLICATION) == []


def test_years_that_roll_on_month_by_month_are_told() -> None:
    ends = [date(2021, month, monthrange(2021, month)[1]) for month in range(1, 13)]
    new = [one for at, on in enumerate(ends) for one in told({"cla_start_rate": (200 + at % 3, 61_000)}, on=on)]
    assert kept(new, new[:-1]) == []


def test_staff_are_no_children() -> None:
    assert kept(told({"sw_agency": (22, 60)}), told({"sw_agency": (20, 60)})) == []


def test_every_relation_names_measures_that_count_what_it_says() -> None:
    assert len(relations.families()) == 12
    for family in relations.families():
        assert len(family.parts) >= 2
        assert family.whole, family
    (stock,) = relations.stocks()
    assert {stock.came, stock.left} <= relations.events().keys()
    assert stock.stock == "children in care at the end of the day"


@pytest.fixture
def revised(
    measures: MeasuresResult, report_set: ReportSet, edition: Edition, leader: Person, now: datetime
) -> Edition:
    """An edition that was signed off, before two children were found who had been in care in February."""
    operations.sign(edition=edition, by=leader, at=now)
    _correct(measures, FEBRUARY, 640)
    return edition


def _figures(edition: Edition) -> dict[tuple[str, str], object]:
    rows = next(sheet["rows"] for sheet in edition.book if sheet["title"] == "Figures")
    return {(row[1], row[3]["day"]): row[4] for row in rows}


def test_an_edition_keeps_back_what_one_before_it_would_give_away(
    revised: Edition, report_set: ReportSet, analyst: Person, now: datetime, signed_in: SignIn
) -> None:
    later = made(report_set, "suppress", analyst, now)
    assert [(one["code"], one["on"], one["beside"]) for one in later.withheld] == [
        ("cla_rate", "2022-02-28", [revised.pk])
    ]
    assert _figures(later)["cla_rate", "2022-02-28"] == "c"
    assert _figures(later)["cla_rate", "2022-01-31"] == pytest.approx(634 / 6.1, abs=0.001)
    words = " ".join(one.words for one in later.paper.paragraphs())
    assert "1 more figure of this report is not shown" in words
    page = signed_in(analyst).get(f"/336/reports/editions/{later.pk}/").content.decode()
    assert "Kept back because of what else is told" in page
    assert f"/336/reports/editions/{revised.pk}/" in page
    assert "It was told otherwise before, by fewer than 5" in page


def test_rounding_and_the_councils_own_edition_keep_nothing_back(
    revised: Edition, report_set: ReportSet, analyst: Person, now: datetime, signed_in: SignIn
) -> None:
    assert made(report_set, "round", analyst, now).withheld == []
    full = made(report_set, "full", analyst, now)
    assert full.withheld == []
    assert _figures(full)["cla_rate", "2022-02-28"] == pytest.approx(640 / 6.1, abs=0.001)
    page = signed_in(analyst).get(f"/336/reports/editions/{full.pk}/").content.decode()
    assert "What it may not be published beside" in page
    assert f"/336/reports/editions/{revised.pk}/" in page


def test_a_draft_is_not_signed_beside_what_was_signed_since(
    measures: MeasuresResult, report_set: ReportSet, analyst: Person, leader: Person, now: datetime
) -> None:
    """Of two drafts that may not stand side by side, the first is signed and the second is made again."""
    first = made(report_set, "suppress", analyst, now)
    _correct(measures, ON, 640)
    second = made(report_set, "suppress", analyst, now)
    assert second.withheld == []
    assert second.made_at is not None
    later = second.made_at + timedelta(hours=1)
    operations.sign(edition=first, by=leader, at=later)
    with pytest.raises(NotNow, match="Children in care per 10,000 children, 31 March 2022: It was told otherwise"):
        operations.sign(edition=second, by=leader, at=later + timedelta(hours=1))
    again = made(report_set, "suppress", analyst, now)
    assert [one["code"] for one in again.withheld] == ["cla_rate"]
    Edition.objects.filter(pk=again.pk).update(made_at=later + timedelta(minutes=1))
    again.refresh_from_db()
    assert operations.sign(edition=again, by=leader, at=later + timedelta(hours=1)).signed_at


def _correct(measures: MeasuresResult, on: date, count: int) -> None:
    """Let a later return tell of more children in care on a day."""
    row = MeasureFigures.objects.get(result=measures, code="cla_rate")
    points = tuple(
        Point(count / 6.1, count, 61_000, 96.0, 113.0, on) if one.on == on else one for one in row.told.points
    )
    row.document = Told(points=points, source=row.told.source).document()
    row.save()
