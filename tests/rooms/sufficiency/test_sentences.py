"""The sentences say what the figures say, and nothing where the figures cannot carry one."""

from __future__ import annotations

import pytest

from suffice.analyse.sufficiency import money, sentences
from suffice.engine.episodes import PlacementState
from tests.engine.supply.build import H, P, places
from tests.rooms.sufficiency import told

HOME = PlacementState.CHILDRENS_HOME


def test_the_greatest_gap_is_told_with_its_range() -> None:
    held, _ = told.held([8, 11, 12, 14, 15])

    assert sentences.answer(held) == (
        "On 31 March 2028, 2 children who need a children's home will find no place free: between 0 and 5, four times "
        "in five."
    )
    assert sentences.nowhere(held).startswith("On 31 March 2028 between 0 and 5 children find no recorded place")


def test_enough_places_are_told_as_enough_more_likely_than_not() -> None:
    held, _ = told.held([8, 9, 9, 10, 12])

    assert sentences.answer(held) == (
        "Up to 31 March 2028 there are, more likely than not, enough places of every type that is recorded. Nearest to "
        "a gap: children's homes."
    )


def test_without_a_record_nothing_is_claimed() -> None:
    held, _ = told.held([8], provisions=())

    assert "cannot be told" in sentences.answer(held)
    assert "No places of in-house foster care and of agency foster care" in sentences.unrecorded(held)
    assert sentences.plainly(held) == ["The council has not yet written down which homes there are."]


OPENINGS = [
    ([12, 13], "There is a gap on 31 March 2026 already."),
    ([9, 9], "There is no gap in any future up to 31 March 2028."),
    (
        [9, 9, 9, 12],
        "Up to 31 March 2028 a gap is on no day as likely as not; at some time there is one in 25% (1 of 4",
    ),
]


@pytest.mark.parametrize(("homes", "words"), OPENINGS)
def test_when_a_gap_opens_is_told(homes: list[int], words: str) -> None:
    held, _ = told.held(homes)
    opening = held.opening(HOME)
    assert opening is not None

    assert sentences.opens(opening, held, of=len(homes)).startswith(words)


def test_what_would_close_a_gap_is_told_in_places() -> None:
    held, _ = told.held([10, 10, 10, 10, 11, 12, 13, 14, 15, 16])
    opening = held.opening(HOME)
    assert opening is not None

    assert "4 places more would be enough for everybody four times in five, and 5 nine" in sentences.closes(opening)


def test_the_age_without_a_place_is_named() -> None:
    held, made = told.held([4], provisions=[places(P.CHILDRENS_HOME, H.SPOT, 9, youngest=16)])
    from suffice.analyse.sufficiency.outcome import Gap

    ages = [Gap.of(one.document()) for one in made["found"].by_age if one.placement is HOME]

    assert sentences.by_age(ages) == (
        "Most of those who find no place on 31 March 2028 are 10 to 15: 4, four times in five. No places are recorded "
        "for that age."
    )
    assert held.recorded == (HOME,)


def test_the_cost_of_the_first_year_and_the_step_to_the_last_are_told() -> None:
    found = told.money([8, 9, 10])

    assert money.answer(found).startswith(
        "In 2026-27 placements cost £3.9 million, four times in five; the middle is £"
    )
    assert money.ahead(found).startswith("In 2027-28 the middle is £")
    assert money.costliest(found, found.year).startswith("In 2026-27 most goes to children's homes: £2.2 million of")
    assert money.nowhere(found) == ""
    assert money.unpriced(found) == ""


def test_children_without_a_place_are_told_with_what_they_cost() -> None:
    assert money.nowhere(told.money([12])).startswith("In it are £584,000 on average for children who find no recorded")


def test_block_is_told_against_spot() -> None:
    case = told.block([8, 9, 10, 11, 12])

    assert money.blocked(case) == (
        "With block at £4,300 and spot at £5,600 a week, 9 block places of children's homes cost least in 2026-27; "
        "there are 10."
    )
    assert "more than 77% of the time" in money.breaks_even(case)
    assert money.saved(case).startswith("Against spot alone that saves £")


def test_a_scenario_is_told_against_nothing_changing() -> None:
    saving, costing = told.scenario("Fewer", -400_000, -300_000, 100_000), told.scenario("More", 200_000)

    assert money.compared(saving) == (
        "“Fewer” costs £300,000 less in 2027-28: between £400,000 less and £100,000 more, four times in five."
    )
    assert money.extremes([costing, saving]) == (
        "Against nothing changing, “Fewer” costs £300,000 less in 2027-28 and “More” £200,000 more."
    )
