from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import polars as pl
import pytest

from suffice.analyse.comparison import operations
from suffice.analyse.comparison.models import Compared, ComparisonResult
from suffice.analyse.comparison.queries import beside, results
from suffice.core import work
from suffice.core.models import Authority, Chart, Event, Person
from suffice.core.policies import NotNow
from suffice.engine.comparison.neighbours import Neighbours
from tests.rooms.comparison.conftest import cells, frame_of


def _quietly(done: int, total: int, message: str) -> None:
    """Nobody watches."""


@pytest.fixture
def row(made: ComparisonResult) -> dict[str, Any]:
    found: dict[str, Any] = next(row for row in made.rows if row["code"] == "cla_rate" and row["year"] == 2025)
    return found


def test_the_figure_is_worked_out_from_its_counts_and_not_read(row: dict[str, Any]) -> None:
    assert (row["value"], row["numerator"], row["denominator"]) == (80.0, 480.0, 60_000.0)
    assert row["latest"] is True
    assert row["low"] < 80.0 < row["high"]


def test_the_mean_of_the_neighbours_leaves_the_council_out_and_counts_each_as_one(row: dict[str, Any]) -> None:
    # 102.5, 160, 82.857143 and 68 per 10,000.
    assert row["neighbours"]["value"] == pytest.approx((102.5 + 160 + 580 / 7 + 68) / 4)


def test_region_and_england_stand_without_the_council_and_as_published(row: dict[str, Any]) -> None:
    assert row["region"]["value"] == pytest.approx((10_900 - 480) / (1_300_000 - 60_000) * 10_000, abs=1e-5)
    assert row["england"]["value"] == pytest.approx((81_000 - 480) / (12_000_000 - 60_000) * 10_000, abs=1e-5)
    assert row["region_whole"]["value"] == pytest.approx(10_900 / 1_300_000 * 10_000, abs=1e-5)
    assert row["england_whole"]["value"] == pytest.approx(67.5)


def test_the_place_has_an_interval_and_says_among_whom(row: dict[str, Any]) -> None:
    rank = row["rank"]
    assert (rank["place"], rank["of"], rank["among"]) == (4, 5, "in these files")  # 160, 102.5, 82.9, 80 and 68
    assert rank["interval"] == [3, 4]


def test_the_change_on_the_year_is_told_with_whether_chance_explains_it(row: dict[str, Any]) -> None:
    assert row["change"] == pytest.approx(80 - 500 / 6, abs=1e-5)
    assert row["change_by_chance"] is True


def test_every_authority_of_the_year_is_kept_for_the_table_under_the_picture(made: ComparisonResult) -> None:
    held = results.compared(made, "cla_rate", 2025)
    assert held is not None
    assert {one[0]: one[3] for one in held.document["every"]} == {
        "336": 80.0,
        "333": 102.5,
        "861": 160.0,
        "335": pytest.approx(580 / 7, abs=1e-5),
        "371": 68.0,
    }
    assert held.document["closeness"] == dict.fromkeys(("333", "861", "335", "371"), "Close")


def test_pictures_are_drawn_with_the_result(made: ComparisonResult) -> None:
    held = results.compared(made, "cla_rate", 2025)
    assert held is not None
    assert set(held.charts) == {"beside", "funnel"}
    titles = set(Chart.objects.filter(digest__in=[*held.charts.values(), made.charts["cla_rate"]]).values_list("title"))
    assert (
        "Children in care per 10,000 children: 80.0 in every 10,000 in Wolverhampton in 2025: lower than the mean of "
        "its neighbours (103.3) and higher than the rest of England (67.4).",
    ) in titles
    assert len(titles) == 3


def test_making_is_an_event_and_the_same_is_not_made_twice(made: ComparisonResult, now: datetime) -> None:
    again = operations.make(authority=made.authority, by=None, at=now + timedelta(days=1), progress=_quietly)

    assert again == made
    assert Event.objects.get(kind="comparison.made").words == (
        "Held 1 measure against other authorities, 2024 to 2025."
    )
    assert results.holds(made)


def test_other_neighbours_make_other_comparisons_and_the_old_stay(
    made: ComparisonResult, analyst: Person, now: datetime
) -> None:
    operations.choose_neighbours(
        authority=made.authority, codes=["333", "335", "371"], source="The board, May", by=analyst, at=now
    )
    assert not results.holds(made)
    again = operations.make(authority=made.authority, by=None, at=now + timedelta(days=1), progress=_quietly)
    last = next(row for row in again.rows if row["latest"])

    assert last["neighbours"]["value"] == pytest.approx((102.5 + 580 / 7 + 68) / 3)
    assert Compared.objects.filter(authority=made.authority, code="cla_rate", year=2025).count() == 2


def test_nothing_is_made_without_published_figures(authority: Authority, now: datetime) -> None:
    assert operations.ask(authority=authority, by=None, at=now) is None
    with pytest.raises(NotNow, match="No published figures of other authorities are here"):
        operations.make(authority=authority, by=None, at=now, progress=_quietly)


def test_figures_of_others_alone_are_refused_by_name(
    authority: Authority, neighbours: Neighbours, now: datetime
) -> None:
    alone = frame_of(cells("333", 2025, number=800, population=80_000))
    operations.write_down_comparators(
        authority=authority, frame=alone, neighbours=neighbours, source="A table", by=None, at=now
    )
    with pytest.raises(NotNow, match="hold none of Wolverhampton that can be compared"):
        operations.make(authority=authority, by=None, at=now, progress=_quietly)


def test_a_mark_stays_a_mark(authority: Authority, frame: pl.DataFrame, neighbours: Neighbours, now: datetime) -> None:
    hidden = frame_of(
        cells("336", 2026, number="c", population=60_000) + cells("333", 2026, number=810, population=80_000)
    )
    operations.write_down_comparators(
        authority=authority, frame=pl.concat([frame, hidden]), neighbours=neighbours, source="A table", by=None, at=now
    )
    made = operations.make(authority=authority, by=None, at=now, progress=_quietly)
    last = next(row for row in made.rows if row["year"] == 2026)

    assert (last["value"], last["mark"], last["latest"], last["rank"]) == (None, "c", False, None)


def test_what_was_published_stands_beside_an_indicator_of_ours(made: ComparisonResult) -> None:
    told = beside.comparators(made.authority, "cla_rate")
    assert told is not None
    assert (told.year, told.unit) == (2025, "per 10,000")
    assert told.ours is not None
    assert told.england is not None
    assert told.ours.value == 80.0
    assert told.england.value == pytest.approx(67.5)
    assert told.place == (
        "It comes 4th of 5 authorities in these files, where 1st is the highest. Chance alone could put it anywhere "
        "between 3rd and 4th of 5."
    )
    assert [one.year for one in told.years] == [2024, 2025]
    assert beside.comparators(made.authority, "placements_3plus") is None
    assert "placements_3plus" in beside.comparable_codes()


def test_returns_that_change_have_the_comparisons_made_again(
    authority: Authority,
    frame: pl.DataFrame,
    neighbours: Neighbours,
    now: datetime,
    django_capture_on_commit_callbacks: Callable[..., Any],
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        operations.write_down_comparators(
            authority=authority, frame=frame, neighbours=neighbours, source="A table", by=None, at=now
        )
    done = work.run_waiting(results.KIND)

    assert [one.result_address for one in done] == ["/336/compare/"]
    assert results.latest(authority) is not None


def test_a_page_of_ours_says_what_was_published_of_us_of_others_and_next_door(made: ComparisonResult) -> None:
    told = beside.page(made.authority, "cla_rate")
    assert told is not None
    assert told.sentences == [
        "Published for 2025: 80.0 in every 10,000 here; the mean of the statistical neighbours 103.3, West Midlands "
        "83.8 and England 67.5.",
        "It comes 4th of 5 authorities in these files, where 1st is the highest. Chance alone could put it anywhere "
        "between 3rd and 4th of 5.",
        "The Black Country: Sandwell 102.5 and Walsall 82.9.",
    ]
    assert told.address == "/336/compare/measures/cla_rate/"
    assert told.chart is not None
    assert beside.page(made.authority, "cpp_rate") is None
