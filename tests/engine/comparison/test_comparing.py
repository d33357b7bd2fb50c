"""An authority's figure beside others, out of small tables worked by hand."""

from __future__ import annotations

import json
from collections.abc import Mapping

import pytest

from suffice.engine.comparison.basis import Basis
from suffice.engine.comparison.comparable import comparables
from suffice.engine.comparison.comparators import Against
from suffice.engine.comparison.comparing import Comparison, compare
from suffice.engine.comparison.figures import NotCompared, gather
from suffice.engine.comparison.funnel import Standing
from suffice.engine.comparison.intervals import Estimate, Interval, difference, of_share, ratio_of_rates
from suffice.engine.comparison.neighbours import Neighbour, Neighbours, mean
from suffice.engine.comparison.shrinkage import prior
from suffice.engine.measures import INDICATORS
from suffice.engine.returns.published.layouts import tables
from tests.engine.comparison.frames import Row, published, stability

COUNTS: Mapping[str, tuple[float | None, float]] = {
    "336": (60, 500),
    "333": (80, 800),
    "335": (None, 600),
    "332": (45, 500),
    "330": (200, 2_000),
    "331": (70, 700),
    "301": (40, 400),
}
CLOSE = Neighbours({"336": tuple(Neighbour(code, "Close") for code in ("333", "335", "301"))}, "neighbours.csv")


def held(
    counts: Mapping[str, tuple[float | None, float]] = COUNTS, against: Against = Against.NEIGHBOURS
) -> Comparison:
    figures = gather(published(stability(dict(counts))), "placements_3plus")
    return compare(figures, "Wolverhampton", against=against, neighbours=CLOSE)


def test_the_figure_is_worked_out_from_counts_with_its_interval() -> None:
    own = held().own
    assert own.value == pytest.approx(12.0)
    assert own.estimate == of_share(60, 500)


def test_neighbours_count_one_each_and_those_without_a_figure_are_named() -> None:
    told = held().held
    assert told.value == pytest.approx((10 + 10) / 2)  # Walsall is withheld
    assert [one.figure.name for one in told.missing] == ["Walsall"]
    assert told.difference == difference(of_share(60, 500), mean([of_share(80, 800), of_share(40, 400)]))
    assert told.sentence == (
        "Mean of the statistical neighbours: 10.0; 2.0 percentage points higher, which chance could explain. "
        "No figure of Walsall (c)."
    )


def test_the_mean_of_two_has_an_interval_that_is_worked_by_hand() -> None:
    told = mean([Estimate(10, Interval(7, 14)), Estimate(20, Interval(16, 23))])
    assert told == Estimate(15, Interval(15 - 2.5, 15 + 2.5))


def test_region_and_england_are_the_others_added_up() -> None:
    by_kind = {one.kind: one for one in held().comparators}
    assert by_kind[Against.REGION].value == pytest.approx(100 * (80 + 45 + 200 + 70) / (800 + 500 + 2_000 + 700))
    assert by_kind[Against.ENGLAND].value == pytest.approx(100 * (395 + 40) / (4_000 + 400))
    assert by_kind[Against.REGION].label == "West Midlands without Wolverhampton"
    assert "Wolverhampton" not in {one.figure.name for one in by_kind[Against.ENGLAND].members}


def test_a_rate_has_its_ratio_to_the_others_and_a_share_has_none() -> None:
    rows: list[Row] = []
    for code, (name, count) in {"336": ("Wolverhampton", 500.0), "333": ("Sandwell", 800.0)}.items():
        rows.append(("in_care.on_31_march.number", "authority", code, name, 2025, count, None))
        rows.append(("in_care.on_31_march.population", "authority", code, name, 2025, 80_000.0, None))
    told = compare(gather(published(rows), "cla_rate"), "336", against=Against.REGION).held
    assert told.ratio == ratio_of_rates(500, 80_000, 800, 80_000)
    assert held(against=Against.REGION).held.ratio is None


def test_an_authority_is_never_its_own_neighbour() -> None:
    figures = gather(published(stability(dict(COUNTS))), "placements_3plus")
    own = Neighbours({"336": (Neighbour("336", ""), Neighbour("333", ""))}, "odd.csv")
    told = compare(figures, "336", against=Against.NEIGHBOURS, neighbours=own).held
    assert [one.figure.code for one in told.members] == ["333"]


def test_place_and_quarter_leave_out_who_is_withheld_and_say_so() -> None:
    rank = held().rank
    assert rank is not None
    assert (rank.place, rank.of, rank.left_out, rank.quarter) == (6, 6, 1, 4)
    assert rank.interval is not None
    assert rank.interval[0] < 6


def test_a_figure_far_from_all_others_stands_out_and_one_near_does_not() -> None:
    assert (placed := held().placed) is not None
    assert placed.standing is Standing.INSIDE
    assert placed.limits[0] < 12 < placed.limits[1]
    assert [one.code for one in placed.points] == ["301", "330", "331", "332", "333", "336"]  # in the funnel's order
    assert (far := held({**COUNTS, "336": (300, 500)}).placed) is not None
    assert far.standing is not Standing.INSIDE


def test_a_withheld_figure_is_told_as_withheld_and_nothing_is_made_of_it() -> None:
    told = held({**COUNTS, "336": (None, 500)})
    assert told.sentences[0] == "Wolverhampton, 2025: no figure (c)."
    assert (told.rank, told.placed, told.likely, told.trend) == (None, None, None, None)
    assert told.document()["own"]["mark"] == "c"


def test_the_document_is_json_without_numbers_that_json_has_not() -> None:
    for against in Against:
        document = json.loads(json.dumps(held(against=against).document(), allow_nan=False))
        assert [one["kind"] for one in document["comparators"] if "members" in one] == [str(against)]
        assert document["licence"].startswith("Contains public sector information")


def years(values: Mapping[int, tuple[float | None, float]]) -> list[Row]:
    return [row for year, counts in values.items() for row in stability({**dict(COUNTS), "336": counts}, year=year)]


def test_the_latest_year_with_a_figure_is_taken_and_a_later_mark_is_said() -> None:
    frame = published(years({2023: (40, 500), 2024: (60, 500), 2025: (None, 500)}))
    told = compare(gather(frame, "placements_3plus"), "336", against=Against.ENGLAND)
    assert told.own.year == 2024
    assert "The figure is of 2024. The files hold later years too: 2025 (c)." in told.notes
    assert told.trend is not None
    assert told.trend.change == difference(of_share(60, 500), of_share(40, 500))
    earlier = compare(gather(frame, "placements_3plus"), "336", against=Against.ENGLAND, year=2023)
    assert [one.year for one in earlier.history] == [2023]
    with pytest.raises(NotCompared, match="no figure of 2019; they hold 2023 to 2025"):
        compare(gather(frame, "placements_3plus"), "336", against=Against.ENGLAND, year=2019)


@pytest.mark.parametrize(
    ("asked", "authority", "why"),
    [
        ("nonsense", "336", "They hold placements_3plus"),
        ("cla_rate", "336", "needs in_care.on_31_march.number, in_care.on_31_march.population"),
        ("placements_3plus", "Camelot", "no English authority"),
        ("placements_3plus", "202", "no figure of authority 202"),
    ],
)
def test_what_cannot_be_compared_says_what_to_do(asked: str, authority: str, why: str) -> None:
    frame = published(stability(dict(COUNTS)))
    with pytest.raises(NotCompared, match=why):
        compare(gather(frame, asked), authority, against=Against.ENGLAND)


def test_neighbours_without_a_list_are_asked_for() -> None:
    figures = gather(published(stability(dict(COUNTS))), "placements_3plus")
    with pytest.raises(NotCompared, match="no list of statistical neighbours"):
        compare(figures, "336", against=Against.NEIGHBOURS)
    with pytest.raises(NotCompared, match="has no neighbours of Sandwell"):
        compare(figures, "333", against=Against.NEIGHBOURS, neighbours=CLOSE)


def test_a_rate_divides_by_the_mid_year_before_and_a_year_of_population_alone_is_no_year() -> None:
    rows: list[Row] = [
        ("need.on_31_march", "authority", "336", "Wolverhampton", 2024, 300.0, None),
        ("population.aged_0_to_17.number", "authority", "336", "Wolverhampton", 2023, 60_000.0, None),
        ("population.aged_0_to_17.number", "authority", "336", "Wolverhampton (city)", 2024, 70_000.0, None),
    ]
    figures = gather(published(rows), "cin_rate")
    assert list(figures.authorities) == [2024]
    assert figures.authorities[2024][0].value == pytest.approx(50.0)


def test_a_printed_figure_is_held_against_printed_ones_that_include_it() -> None:
    rows: list[Row] = [
        ("workforce.caseload", "authority", "336", "Wolverhampton", 2025, 14.0, None),
        ("workforce.caseload", "authority", "333", "Sandwell", 2025, 16.0, None),
        ("workforce.caseload", "regional", None, "West Midlands", 2025, 15.3, None),
        ("workforce.caseload", "national", None, "England", 2025, None, "x"),
    ]
    told = compare(gather(published(rows), "sw_caseload"), "336", against=Against.REGION)
    assert told.held.itself
    assert told.held.sentence == "West Midlands, as published: 15.3; 1.3 lower."
    assert told.comparators[-1].sentence == "England, as published: no figure."
    assert told.placed is None
    assert any("a mean or a figure as printed" in note for note in told.notes)
    by_name = gather(published(rows), "workforce.caseload")
    assert by_name.measure.basis is Basis.PLAIN


def test_two_files_that_differ_are_said_to() -> None:
    first = published(stability({"336": (60, 500)}), file="old.csv")
    second = published(stability({"336": (61, 500)}), file="new.csv")
    told = gather(first.vstack(second), "placements_3plus")
    assert told.authorities[2025][0].numerator == 61
    assert told.notes == ("1 figure stands in two files that differ; the file given last is used.",)


def test_an_authority_that_ended_is_left_out_where_those_after_it_have_figures() -> None:
    counted = "stability.of_all.three_in_year.number", "stability.of_all.total.number"
    codes = {"928": "Northamptonshire", "940": "North Northamptonshire", "941": "West Northamptonshire"}
    rows: list[Row] = [
        (one, "authority", code, name, 2021, 9.0, None) for code, name in codes.items() for one in counted
    ]
    assert [one.code for one in gather(published(rows), "placements_3plus").authorities[2021]] == ["940", "941"]
    assert [one.code for one in gather(published(rows[:4]), "placements_3plus").authorities[2021]] == ["928", "940"]


def test_two_authorities_with_one_return_are_found_by_either_code() -> None:
    rows: list[Row] = [
        (measure, "authority", "314 / 318", "Kingston upon Thames / Richmond upon Thames", 2025, value, None)
        for measure, value in (("workforce.agency", 20.0), ("workforce.in_post", 80.0))
    ]
    figures = gather(published(rows), "sw_agency")
    for code in ("314", "318"):
        assert (one := figures.of(code, 2025)) is not None
        assert (one.value, one.region) == (20.0, "Outer London")


def test_every_measure_is_made_of_columns_that_a_published_table_has() -> None:
    keys = {one.key for one in tables()}
    plain = {f"{one.key}.{column.name}" for one in tables() if not one.filters for column in one.measures}
    for measure in comparables().values():
        for part in measure.parts:
            assert part.split(".")[0] in keys, part
            if part.count(".") == 1 and part.split(".")[0] == "workforce":
                assert part in plain, part


def test_where_the_files_hold_some_authorities_only_the_whole_is_taken_less_ones_own() -> None:
    rows = stability(dict(COUNTS))
    whole = (("three_in_year", 8_000.0), ("total", 80_000.0))
    rows += [(f"stability.of_all.{of}.number", "national", None, "England", 2025, count, None) for of, count in whole]
    told = compare(gather(published(rows), "placements_3plus"), "336", against=Against.ENGLAND)
    assert told.held.value == pytest.approx(100 * (8_000 - 60) / (80_000 - 500))
    assert "The files hold some authorities of England only: place and funnel are among those." in told.notes
    assert told.rank is not None
    assert told.rank.sentence().startswith("Place 6 of 6 in these files, where 1 is the best (lowest)")
    assert told.placed is not None
    assert told.placed.sentence.startswith("Among the authorities in these files it is inside")


@pytest.mark.parametrize("code", sorted(set(comparables()) & set(INDICATORS)))
def test_a_measure_is_the_same_as_the_councils_own_of_that_code(code: str) -> None:
    ours, own = comparables()[code], INDICATORS[code]
    assert ours.polarity is own.polarity
    if ours.basis is not Basis.PLAIN:
        assert (ours.unit, ours.basis.scale) == (str(own.unit), own.unit.scale)


def test_children_of_one_each_can_be_told_apart_by_nobody() -> None:
    alone = prior([1, 0, 1, 0, 1], [1, 1, 1, 1, 1], basis=Basis.SHARE)
    assert not alone.differ
