"""Sentences of the needs assessment are written from the figures: up, down, one, none, and what is not told."""

from __future__ import annotations

from datetime import date

import pytest

from suffice.analyse.needs.assessment import sentences
from suffice.analyse.needs.assessment.figures import Assessment, Day, Level
from suffice.analyse.needs.assessment.queries import places, troubles
from suffice.analyse.needs.assessment.queries.reading import Read
from suffice.core.models import Authority
from suffice.engine.needs import ByLocality, FrontDoor, Tier
from suffice.engine.returns.population import Population

ON, BEFORE = date(2022, 3, 31), date(2021, 3, 31)


def a_day(on: date, *counts: int | None) -> Day:
    return Day(on, tuple(Level(tier, one, one, "x") for tier, one in zip(Tier, counts, strict=True)))


def read(*days: Day, people: int | None = 10_000) -> Read:
    population = Population.by_hand(people, source="x") if people else Population("x")
    return Read(Authority(code="336", name="Wolverhampton"), Assessment(days), days[-1].on, population)


@pytest.mark.parametrize(
    ("counts", "sentence"),
    [
        (
            (27, 190, 26, 51),
            "294 children were known to the council on 31 March 2022: 27 with early help, 190 in need, 26 on a child "
            "protection plan and 51 in care, each counted once at the highest. That is 294 in every 10,000 children.",
        ),
        ((None, None, None, 1), "1 child was known to the council on 31 March 2022: 1 in care. That is 1.0 in every"),
        ((None, None, None, 0), "0 children were known to the council on 31 March 2022: 0 in care."),
        ((None, None, None, None), "Nothing tells which children were known to the council on 31 March 2022."),
    ],
)
def test_the_first_sentence_tells_who_is_known(counts: tuple[int | None, ...], sentence: str) -> None:
    assert sentences.known(read(a_day(ON, *counts))).startswith(sentence)


@pytest.mark.parametrize(
    ("before", "now", "sentence"),
    [
        (
            (None, 100, 10, 50), (20, 120, 10, 40),
            "Children in need, on plans and in care rose from 160 to 170 in every 10,000, 31 March 2021 to 31 March "
            "2022.",
        ),
        ((5, 5, 5, 5), (5, 5, 5, 5), "Children with early help, in need, on plans and in care: 20 in every 10,000 on "
         "31 March 2022, as on 31 March 2021."),
        ((None, None, None, 9), (None, None, None, 7), "Children in care fell from 9.0 to 7.0 in every 10,000"),
        ((1, None, None, None), (None, None, None, 7), "Children known by tier on 31 March 2022."),
    ],
)  # fmt: skip
def test_the_years_compare_only_what_is_told_of_both(
    before: tuple[int | None, ...], now: tuple[int | None, ...], sentence: str
) -> None:
    assert sentences.over_the_years(read(a_day(BEFORE, *before), a_day(ON, *now))).startswith(sentence)


def test_without_a_population_numbers_are_told() -> None:
    told = sentences.over_the_years(read(a_day(BEFORE, 1, 2, 3, 4), a_day(ON, 1, 2, 3, 5), people=None))
    assert told.endswith("rose from 10 to 11, 31 March 2021 to 31 March 2022.")
    assert "10,000" not in sentences.known(read(a_day(ON, 1, 2, 3, 5), people=None))


def test_a_tier_tells_its_year_or_what_is_missing() -> None:
    one = read(a_day(BEFORE, None, 5, 5, 5), a_day(ON, None, 7, 4, 5))
    assert sentences.tier_words(one, Tier.EARLY_HELP) == "x"
    assert sentences.tier_words(one, Tier.IN_NEED) == "7 in need, 7.0 in every 10,000, 2 more than a year before."
    assert sentences.tier_words(one, Tier.PROTECTION).endswith("1 fewer than a year before.")
    assert sentences.tier_words(one, Tier.IN_CARE).endswith("the same as a year before.")


@pytest.mark.parametrize(("fewest", "told"), [(4, False), (5, True), (0, True)])
def test_a_young_adviser_reads_of_no_group_that_is_few(fewest: int, told: bool) -> None:
    one = read(a_day(ON, 20, 20, fewest, 20))
    assert ("20 were looked after by the council." in sentences.plainly(one)) is told


def test_ratings_are_told_before_sources() -> None:
    rated = FrontDoor(ON, 9, (("Police", 9),), (("Red", 1), ("Amber", 0), ("Green", 6)), 2, 3, 1, 1, 3, 2)
    assert sentences.rated(rated) == "Rated: 1 red and 6 green; 2 more have no rating."
    unrated = FrontDoor(ON, 9, (("Police", 6), ("Schools", 3)), None, 0, 3, 1, 1, 3, 2)
    assert sentences.rated(unrated) == "Police made the most contacts: 6 (67%) of 9."
    assert sentences.soon(unrated) == (
        "A referral followed 3 (33%) of 9 contacts within 28 days; 2 (67%) of them within one working day."
    )


def test_what_was_found_more_often_is_told_only_beyond_chance() -> None:
    before = Day(BEFORE, (), factors={"factor_drugs": (100, 1000), "factor_neglect": (50, 1000)})
    now = Day(ON, (), factors={"factor_drugs": (200, 1000), "factor_neglect": (51, 1000)})
    rows = troubles.factors(read(before, now))
    assert [(one.label, one.verdict) for one in rows] == [("Drug misuse", "rose"), ("Neglect", "no more than chance")]
    assert troubles.changed(rows).startswith("Found more often than a year before: drug misuse (10% to 20%).")
    assert troubles.changed(troubles.factors(read(now))) == ""


def test_localities_without_a_difference_are_not_ranked() -> None:
    same = {"protection": 10, "known": 100}
    found = ByLocality(("East", "West"), {"East": same, "West": same}, {"team": 200})
    assert places.sentence(found) == ("No difference between the 2 localities is larger than chance would make it.")
    assert places.unplaced(found) == "The locality of every child is known."
    assert places.together(found) == "Of the children known in all 2 localities, 10% are on plans: the dashed line."
    apart = ByLocality(("East", "West"), {"East": same, "West": {"protection": 40, "known": 100}}, {"team": 200})
    assert places.sentence(apart).startswith("West has a larger share of children on plans than all together; East has")
