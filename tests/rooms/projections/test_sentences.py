"""Sentences about what lies ahead are written from the figures."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from suffice.analyse.needs.trends import BREAKDOWNS
from suffice.analyse.projections import sentences
from suffice.analyse.projections.models import PublishedArithmetic
from suffice.analyse.projections.outcome import (
    Before,
    Cohort,
    Horizon,
    Outcome,
    Outlook,
    Range,
    Shares,
    Sides,
    Split,
    YearAhead,
)
from suffice.analyse.projections.queries.strategy import worked

ORIGIN = date(2020, 6, 30)
PLACES = {group: Range(65, 60, 65, 70) for group in BREAKDOWNS["placement"].groups}
AGES = {group: Range(117, 110, 117, 125) for group in BREAKDOWNS["age"].groups}


def horizon(on: date, low: int, middle: int, high: int) -> Horizon:
    return Horizon(on, Range(middle, low, middle, high), PLACES, AGES)


def outcome(**changed: object) -> Outcome:
    """585 children on 30 June 2020, and two months ahead."""
    some = Range(144, 128, 144, 161)
    plain = Outcome(
        origin=ORIGIN,
        in_care=585,
        reference=(date(2018, 6, 30), ORIGIN),
        horizons=(horizon(date(2021, 2, 28), 560, 586, 610), horizon(date(2021, 3, 31), 540, 585, 630)),
        method="Children followed month by month.",
        findings=(),
        actual={ORIGIN: 585},
        at_origin={"placement": dict.fromkeys(PLACES, 65), "age": dict.fromkeys(AGES, 117)},
        before=Before(24, 288, 346),
        year=YearAhead(some, some, some, some),
    )
    return replace(plain, **changed)  # type: ignore[arg-type]


def test_the_first_sentence_gives_the_range_and_the_middle() -> None:
    assert sentences.ahead(outcome().last) == (
        "On 31 March 2021 between 540 and 630 children will be in care, four times in five; the middle is 585."
    )


def test_a_range_of_one_number_is_that_number() -> None:
    assert sentences.between(Range(3, 3, 3, 3)) == "3"
    assert sentences.to(Range(3, 1, 3, 5)) == "1 to 5"


@pytest.mark.parametrize(
    ("middle", "words"),
    [(585, "is the same number."), (600, "is 15 more."), (570, "is 15 fewer.")],
)
def test_the_middle_is_told_against_the_number_at_the_origin(middle: int, words: str) -> None:
    end = horizon(date(2021, 3, 31), 540, middle, 630)
    assert sentences.change(outcome(), end).endswith(words)


@pytest.mark.parametrize(
    ("happened", "words"),
    [
        (540, "540 children were in fact in care on 31 March 2021: inside the range."),
        (539, "539 children were in fact in care on 31 March 2021: outside the range, 1 below it."),
        (640, "640 children were in fact in care on 31 March 2021: outside the range, 10 above it."),
    ],
)
def test_a_past_origin_is_an_honest_test(happened: int, words: str) -> None:
    assert sentences.honest_test(outcome(actual={date(2021, 3, 31): happened})) == words


def test_an_honest_test_counts_every_month_that_can_be_checked() -> None:
    told = sentences.honest_test(outcome(actual={date(2021, 2, 28): 600, date(2021, 3, 31): 640}))
    assert told is not None
    assert told.endswith("Of the 2 months that can be checked, 1 ended inside the range.")


def test_nothing_is_said_of_what_has_not_happened_yet() -> None:
    assert sentences.honest_test(outcome()) is None


def test_the_group_that_changes_most_is_told() -> None:
    fewer = {**AGES, "10-15": Range(90, 80, 90, 100)}
    moved = outcome(horizons=(replace(outcome().last, by_age=fewer),))
    assert sentences.group_ahead("age", moved) == (
        "By 31 March 2021 the number aged 10 to 15 falls most, from 117 to between 80 and 100, four times in five."
    )
    assert sentences.group_ahead("age", outcome()) == (
        "By age: the middle of each range is the number on 30 June 2020."
    )


def test_why_they_differ_is_written_from_the_figures() -> None:
    arithmetic = PublishedArithmetic(
        start=586, tracked=170, worst=15, medium=12, best=10, covid=18, begins=ORIGIN, ends=date(2021, 3, 31)
    )
    told = " ".join(sentences.why_they_differ(arithmetic, worked(arithmetic), outcome()))
    assert "the children who start: 10 to 18 a month. In every case the same 119 of 170 tracked children leave." in told
    assert "288 children started and 346 left: 12.0 and 14.4 a month." in told
    assert "begins with 586 children and the returns give 585 on 30 June 2020." in told
    assert sentences.beside(outcome().last, worked(arithmetic).cases) == (
        "For 31 March 2021 the strategy gives 557 to 629 children in care, and does not say how likely each is; "
        "simulated, between 540 and 630, four times in five."
    )


def test_a_young_adviser_reads_it_in_plain_words() -> None:
    told = " ".join(sentences.plainly(outcome()))
    assert "Our best guess is about 585. It could well be between 540 and 630: four times out of five" in told


def test_what_the_range_holds_and_leaves_out_is_said() -> None:
    both = Sides(date(2021, 3, 31), Range(585, 560, 585, 610), Range(600, 520, 600, 690))
    now = sentences.includes(outcome(outlook=Outlook(False, (both,))))
    assert "the drift that need, policy and practice usually bring" in now
    assert "does not hold what has not been seen before" in now
    assert "does not include a change in those rates" in sentences.includes(outcome())


def test_best_medium_and_worst_are_said_with_their_chance() -> None:
    assert sentences.best_medium_worst(outcome().last).startswith(
        "Best, medium and worst on 31 March 2021, with their chance: one in ten that it is 540 or fewer, as likely "
        "above 585 as below, one in ten that it is 630 or more."
    )
    assert sentences.cases(outcome().last)[2] == ("Worst", "630 or more", "one in ten")


def test_both_totals_are_told_and_what_was_made_of_them() -> None:
    both = Sides(date(2021, 3, 31), Range(585, 560, 585, 610), Range(700, 640, 700, 760))
    apart = sentences.two_totals(outcome(outlook=Outlook(True, (both,))))
    assert (
        "give between 560 and 610, and what the totals of councils have done before gives between 640 and 760" in apart
    )
    assert "differ by more than their ranges, so they are not averaged" in apart
    assert sentences.two_totals(outcome(outlook=Outlook(False, (both,)))).endswith(
        "the range is the average of the two."
    )
    assert sentences.two_totals(outcome()) == ""


def test_where_the_range_comes_from_is_told_largest_first() -> None:
    part = Split(Shares(chance=14.2, rates=10.1, drift=75.7, error=2.0), {}, {})
    told = sentences.split(outcome(split={date(2021, 3, 31): part}))
    assert told == "Where the range on 31 March 2021 comes from: 76% drift, 14% chance and 10% uncertain rates."


def test_the_cohort_that_changes_most_is_told() -> None:
    ends = {date(2021, 3, 31): Range(64, 55, 64, 73)}
    cohorts = tuple(Cohort(str(now), f"Group {now}", "Who.", "", now, ends) for now in (60, 87))
    assert sentences.cohort_ahead(outcome(cohorts=cohorts)) == (
        'Groups that need a plan of their own: by 31 March 2021 the largest change is in "Group 87", from 87 to '
        "between 55 and 73, four times in five."
    )
    assert "the middle of each is the number today" in sentences.cohort_ahead(
        outcome(cohorts=(replace(cohorts[0], now=64),))
    )
