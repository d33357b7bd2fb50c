"""What a comparison says is written from its figures."""

from __future__ import annotations

import pytest

from suffice.analyse.scenarios import plain, sentences
from suffice.analyse.scenarios.outcome import Difference
from suffice.analyse.scenarios.queries import waterfalls
from tests.rooms.scenarios.outcomes import fewer, figures, outcome

NONE = figures(0, 0, 0, 0, below=0, above=0)


def _difference(low: float, middle: float, high: float, below: float = 1.0) -> Difference:
    return Difference(mean=middle, p10=low, p50=middle, p90=high, below=below, above=1 - below)


def test_one_scenario_is_told_with_the_range_of_its_difference() -> None:
    assert sentences.answer(outcome(fewer())) == (
        "With “Scenario 1” there would be 24 fewer children in care on 31 March 2021 (between 10 and 41 fewer, four "
        "times in five)."
    )
    assert sentences.against(outcome(fewer())) == (
        "If nothing changes, between 540 and 630 children will be in care on 31 March 2021, four times in five; 585 "
        "children were in care on 30 June 2020."
    )


def test_of_several_the_one_that_changes_most_is_told() -> None:
    more = figures(40, 30, 40, 52, below=0, above=1)
    assert sentences.answer(outcome(fewer(), more)) == (
        "Of 2 scenarios, “Scenario 2” changes the number in care most: 40 more children on 31 March 2021 (between 30 "
        "and 52 more, four times in five)."
    )
    assert sentences.answer(outcome(NONE, NONE)) == (
        "None of the 2 scenarios changes the number in care by 31 March 2021."
    )


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (_difference(-41, -24, -10), "24 fewer (between 10 and 41 fewer)"),
        (_difference(3, 12, 20), "12 more (between 3 and 20 more)"),
        (_difference(-5, 1, 12), "1 more (between 5 fewer and 12 more)"),
        (_difference(-9, -4, 0), "4 fewer (between 0 and 9 fewer)"),
        (_difference(-9, 0, 0), "no difference (between 0 and 9 fewer)"),
        (_difference(-4, -4, -4), "4 fewer"),
        (_difference(0, 0, 0), "no difference"),
        (_difference(-0.4, 0.2, 0.4), "no difference"),
    ],
)
def test_a_difference_is_told_with_its_range(change: Difference, words: str) -> None:
    assert sentences.in_table(change) == words


@pytest.mark.parametrize(
    ("below", "above", "words"),
    [
        (1.0, 0.0, "Fewer in every future"),
        (0.98, 0.02, "Fewer in 98 of 100 futures"),
        (0.3, 0.7, "More in 70 of 100 futures"),
        (0.998, 0.001, "Fewer in more than 99 of 100 futures"),
    ],
)
def test_the_chance_is_told_as_futures(below: float, above: float, words: str) -> None:
    assert sentences.chance(Difference(mean=9, p10=9, p50=9, p90=9, below=below, above=above)) == words


def test_without_a_difference_both_chances_are_told() -> None:
    assert sentences.chance(Difference(**figures(0.1, -1, 0, 1, below=0.3, above=0.35))) == (
        "Fewer in 30 and more in 35 of 100 futures"
    )
    assert sentences.chance(Difference(**NONE)) == "The same in every future"


def test_the_placements_that_change_most_are_told() -> None:
    (one,) = outcome(NONE).scenarios
    assert sentences.where(one) == ""
    by_placement = one.last.plain["difference"]["by_placement"]
    by_placement["childrens_home"] = figures(-8, -12, -8, -4, below=1, above=0)
    by_placement["in_house_foster"] = figures(6, 6, 6, 6, below=0, above=1)
    assert sentences.where(one) == (
        "Where they live: 8 fewer (between 4 and 12 fewer) in a children's home and 6 more with the "
        "council's own foster carers."
    )


def test_the_waterfall_names_the_lever_that_does_most() -> None:
    (one,) = outcome(fewer()).scenarios
    assert sentences.waterfall(one) == (
        "“Scenario 1” on 31 March 2021: 24.0 fewer on average, 12.0 fewer of it by lever 1, Entries prevented, from "
        "1 April 2022."
    )


def test_the_rows_of_a_waterfall_run_from_the_base_to_the_scenario() -> None:
    shown = outcome(fewer())
    rows = waterfalls.rows(shown, shown.scenarios[0])
    assert [(row.label, row.change, row.running) for row in rows] == [
        ("If nothing changes", "", 580.5),
        ("Lever 1", "12.0 fewer", 568.5),
        ("Lever 2", "12.0 fewer", 556.5),
        ("With the scenario", "24.0 fewer", 556.0),
    ]


def test_a_young_adviser_reads_it_in_plain_words() -> None:
    shown = outcome(fewer(), NONE)
    assert "it could well be between 540 and 630 on 31 March 2021" in plain.told(shown)[1]
    assert plain.what_if(shown.scenarios[0]) == (
        "About 24 fewer children would be in care. It could well be between 10 and 41 fewer."
    )
    assert plain.what_if(shown.scenarios[1]) == "About as many children would be in care."
