"""Sentences are written from the figures: up, down, the same, one child, none, with and without what they need."""

from __future__ import annotations

from datetime import date

import pytest

from suffice.analyse.needs import sentences
from suffice.analyse.needs.rates import Rate, rate
from suffice.analyse.needs.trends import BREAKDOWNS, Point
from suffice.engine.returns.population import PopulationFigure

ON, BEFORE = date(2020, 6, 30), date(2019, 6, 30)
PEOPLE = PopulationFigure(61_500, 2020, "ONS", "The mid-2020 estimate of 61,500 children aged 0 to 17 (ONS).")


def point(total: int, on: date = ON, **given: int | None) -> Point:
    ages = dict.fromkeys(BREAKDOWNS["age"].groups, 0)
    ages["10-15"] = total
    left_out = given.pop("left_out", 0) or 0
    return Point(on, total, left_out, {"age": ages}, **given)


def per_10000(count: int) -> Rate | None:
    return rate(count, PEOPLE)


@pytest.mark.parametrize(
    ("now", "before", "sentence"),
    [
        (585, 611, "585 children were in care on 30 June 2020, 26 fewer than a year before."),
        (611, 585, "611 children were in care on 30 June 2020, 26 more than a year before."),
        (585, 585, "585 children were in care on 30 June 2020, the same as a year before."),
        (1, 0, "1 child was in care on 30 June 2020, 1 more than a year before."),
        (0, 2, "No children were in care on 30 June 2020, 2 fewer than a year before."),
        (585, None, "585 children were in care on 30 June 2020."),
    ],
)
def test_the_first_sentence_tells_the_number_and_the_year(now: int, before: int | None, sentence: str) -> None:
    earlier = None if before is None else point(before, BEFORE)
    assert sentences.in_care(point(now), earlier, None) == sentence


def test_the_first_sentence_tells_the_rate_where_there_is_a_population() -> None:
    told = sentences.in_care(point(585), None, per_10000(585))
    assert told.endswith("That is 95 in every 10,000 children.")


def test_a_small_rate_keeps_a_decimal_and_none_in_care_has_no_rate() -> None:
    assert sentences.in_care(point(3), None, per_10000(3)).endswith("That is 0.5 in every 10,000 children.")
    assert "10,000" not in sentences.in_care(point(0), None, per_10000(0))


def test_a_rate_says_what_it_divides_by_or_what_is_missing() -> None:
    assert "61,500" in sentences.divided_by(per_10000(585))
    assert "Bring the official mid-year estimates" in sentences.divided_by(None)


@pytest.mark.parametrize(
    ("left_out", "sentence"),
    [
        (0, "No child is left out of the total."),
        (1, "1 more child is left out of the total: the returns hold episodes for them but"),
        (2, "2 more children are left out of the total: the returns hold episodes for them but"),
    ],
)
def test_a_total_says_how_many_it_leaves_out(left_out: int, sentence: str) -> None:
    assert sentences.left_out(point(585, left_out=left_out)).startswith(sentence)


@pytest.mark.parametrize(
    ("started", "ceased", "sentence"),
    [
        (
            190,
            216,
            "190 children started to be looked after in the year to 30 June 2020 and 216 left care: 26 more left",
        ),
        (216, 190, "216 children started to be looked after in the year to 30 June 2020 and 190 left care: 26 more"),
        (1, 1, "1 child started to be looked after in the year to 30 June 2020 and 1 left care: as many as started."),
        (0, 0, "0 children started to be looked after in the year to 30 June 2020 and 0 left care."),
    ],
)
def test_starting_and_leaving_are_told_together(started: int, ceased: int, sentence: str) -> None:
    told = sentences.moved(point(585, started=started, ceased=ceased))
    assert told is not None
    assert told.startswith(sentence)


def test_nothing_is_told_of_starting_where_the_returns_do_not_cover_the_year() -> None:
    assert sentences.moved(point(585)) is None


def test_a_breakdown_tells_its_largest_group_and_what_changed_most() -> None:
    told = sentences.grouped(BREAKDOWNS["age"], point(585), point(611, BEFORE))
    assert told == (
        "100% of children (585 of 585) were aged 10 to 15 on 30 June 2020. "
        "The number aged 10 to 15 fell most in the year, from 611 to 585."
    )
    assert sentences.grouped(BREAKDOWNS["age"], point(5), point(5, BEFORE)).endswith("No group changed in the year.")
    assert sentences.grouped(BREAKDOWNS["age"], point(0), None) == "No children were in care on 30 June 2020."


@pytest.mark.parametrize(
    ("numbers", "sentence"),
    [
        ([648, 585], "Children in care fell from 648 on 30 June 2019 to 585 on 30 June 2020."),
        ([585, 648], "Children in care rose from 585 on 30 June 2019 to 648 on 30 June 2020."),
        ([585, 585], "Children in care: 585 on 30 June 2020, as on 30 June 2019."),
    ],
)
def test_the_years_are_told_from_the_first_to_the_last(numbers: list[int], sentence: str) -> None:
    series = [point(number, on) for number, on in zip(numbers, (BEFORE, ON), strict=True)]
    assert sentences.over_the_years(series) == sentence


def test_a_young_adviser_reads_it_in_plain_words() -> None:
    told = " ".join(sentences.plainly(point(585), point(611, BEFORE), per_10000(585)))
    assert told == (
        "On 30 June 2020 the council was looking after 585 children and young people. "
        "That is 26 fewer than a year before. That is about 1 in every 105 children who live here."
    )
    assert sentences.plainly(point(0), None, None) == ["On 30 June 2020 the council was looking after no children."]
