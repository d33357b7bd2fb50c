"""Published rates and shares are what their counts give: rounded half up, or within the rounding of the counts."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from suffice.engine.returns.published import PublishedFile, PublishedUnreadable, read_published
from suffice.engine.returns.published.layouts import find_table
from suffice.engine.returns.published.recomputing import Line, recompute, working_days
from tests.engine.returns.published.test_reading import AREA, ENGLAND, WOLVERHAMPTON, read

REPEAT = f"{AREA},CPP_start,CPP_subsequent,CPP_subsequent_percent"
COLUMNS = [one.headings[0] for one in find_table("workforce").measures]
WORKFORCE = ",".join([AREA, *COLUMNS])


def workforce(year: int, area: str = WOLVERHAMPTON, **cells: object) -> str:
    return ",".join([str(year), area, *(str(cells.get(column, "x")) for column in COLUMNS)])


def line(folder: Path, key: str, *lines: str) -> Line:
    return next(one for one in recompute([read(folder, *lines)]) if one.key == key)


@pytest.mark.parametrize(
    ("started", "repeat", "published", "equal"),
    [(8, 1, "12.5", 1), (16, 1, "6.3", 1), (16, 1, "6.2", 0), (234, 64, "27.4", 1), (234, 64, "27.3", 0)],
)
def test_a_share_of_whole_counts_is_equal_only_rounded_half_up(
    tmp_path: Path, started: int, repeat: int, published: str, equal: int
) -> None:
    found = line(tmp_path, "repeat_plans", REPEAT, f"2024,{WOLVERHAMPTON},{started},{repeat},{published}")
    assert (found.given, found.equal) == (1, equal)
    assert len(found.misses) == 1 - equal


def test_a_mark_in_count_or_figure_gives_nothing_to_compare(tmp_path: Path) -> None:
    rows = [
        f"{year},{WOLVERHAMPTON},{cells}" for year, cells in ((2023, "c,3,1.0"), (2024, "300,u,u"), (2025, "0,0,z"))
    ]
    assert line(tmp_path, "repeat_plans", REPEAT, *rows).given == 0


def test_england_is_held_within_the_rounding_of_its_counts_to_ten(tmp_path: Path) -> None:
    rows = [f"{year},{ENGLAND},61840,15130,24.5" for year in (2022, 2023, 2024)]
    wrong = f"2025,{ENGLAND},61840,15130,24.9"
    found = line(tmp_path, "repeat_plans", REPEAT, *rows, wrong, f"2025,{WOLVERHAMPTON},233,1,0.4")
    assert (found.above, found.above_equal, found.given, found.equal) == (4, 3, 1, 1)
    assert found.misses[0].published == 24.9
    assert found.misses[0].least < found.misses[0].most < 24.85


def test_full_time_equivalents_are_held_within_their_rounding(tmp_path: Path) -> None:
    # 0.95 of 0.95 + 9.05 is 9.5%, and 1.05 of 1.05 + 8.95 is 10.5%: what rounds to 1.0 and 9.0 allows 9.5 to 10.5.
    rates = ["9.5", "10", "10.5", "10.6", "9.4"]
    rows = [workforce(2017 + at, inpost_fte=9, agency_fte=1, agency_rate_fte=rate) for at, rate in enumerate(rates)]
    found = line(tmp_path, "agency", WORKFORCE, *rows)
    assert (found.given, found.equal) == (5, 3)
    assert {one.published for one in found.misses} == {10.6, 9.4}
    assert found.rounding == "counts to one decimal place"


def test_absence_is_out_of_254_working_days_in_a_leap_year_and_253_in_another(tmp_path: Path) -> None:
    assert [working_days(year) for year in (2019, 2020, 2021, 2024)] == [253, 254, 253, 254]
    rows = [
        workforce(year, inpost_fte=240.8, working_days_lost_fte=3146, absence_rate_fte=rate)
        for year, rate in ((2024, 5.1), (2023, 5.2), (2022, 5.1))
    ]
    found = line(tmp_path, "absence", WORKFORCE, *rows)
    assert (found.given, found.equal) == (3, 2)


TRUE = st.tuples(st.integers(0, 400), st.integers(1, 4000), st.integers(-49, 49), st.integers(-49, 49))


@settings(max_examples=5)
@given(st.lists(TRUE, min_size=20, max_size=60))
def test_what_true_values_give_is_always_within_the_rounding(
    tmp_path_factory: pytest.TempPathFactory, values: list[tuple[int, int, int, int]]
) -> None:
    rows = []
    for at, (first, second, up, down) in enumerate(values):
        a, b = max(Fraction(0), Fraction(first, 10) + Fraction(up, 1000)), Fraction(second, 10) + Fraction(down, 1000)
        agency, turnover = (float((true * 20 + 1) // 2 / Fraction(10)) for true in (100 * a / (a + b), 100 * a / b))
        area = WOLVERHAMPTON.replace("Wolverhampton", f"Authority {at}")
        told = {"agency_fte": first / 10, "leavers_fte": first / 10, "inpost_fte": second / 10}
        rows.append(workforce(2023, area, agency_rate_fte=agency, turnover_rate_fte=turnover, **told))
    lines = {one.key: one for one in recompute([read(tmp_path_factory.getbasetemp(), WORKFORCE, *rows)])}
    for key in ("agency", "turnover"):
        assert (lines[key].given, lines[key].equal) == (len(values), len(values))


@pytest.fixture(scope="module")
def measured(samples: Path) -> dict[str, Line]:
    return {one.key: one for one in recompute(list(published(samples / "public")))}


def published(folder: Path) -> Iterator[PublishedFile]:
    for path in sorted(folder.rglob("*.csv")):
        try:
            yield read_published(path)
        except PublishedUnreadable:
            continue


@pytest.mark.samples
@pytest.mark.parametrize(
    ("key", "authority_years"),
    [
        ("rate_in_care", 2267),
        ("rereferrals", 1948),
        ("no_further_action", 1873),
        ("not_in_need", 1940),
        ("repeat_plans", 1924),
        ("agency", 1341),
        ("vacancy", 1353),
        ("turnover", 1345),
        ("caseload", 1350),
        ("absence", 1336),
        ("three_placements", 1491),
        ("same_carer", 747),
        ("health", 4698),
        ("care_leavers", 10681),
        ("care_leaver_homes", 3100),
        ("new_placements", 9608),
        ("in_care_by", 35116),
        ("starting_by", 17272),
        ("ceasing_by", 15575),
    ],
)
def test_every_published_figure_of_an_authority_is_what_its_counts_give(
    measured: dict[str, Line], key: str, authority_years: int
) -> None:
    found = measured[key]
    assert (found.given, found.equal) == (authority_years, authority_years)


@pytest.mark.samples
def test_england_and_regions_differ_only_where_an_authority_is_left_out_as_unreliable(
    measured: dict[str, Line],
) -> None:
    differ = {key: one.above - one.above_equal for key, one in measured.items() if one.above != one.above_equal}
    assert differ == {"repeat_plans": 2, "agency": 5, "turnover": 4, "absence": 6}
