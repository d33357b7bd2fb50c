"""A council's own length of a local rule: from its day on, until it is put back; never of a rule of law."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from suffice.engine.timeliness import Drift, Length, Own, drift, in_force, rules
from tests.engine.timeliness.build import scene, workbook

ON = date(2025, 3, 31)
TEN, MONTH = Length(10, "working days"), Length(1, "months")
IN_NEED = """
child | cin_start_date | date_child_was_last_seen | cin_closure_date | case_status
A     | 2024-03-30     | 2025-02-27               |                  | In need plan
B     | 2025-03-21     |                          |                  | Open assessment
"""


def told(*own: Own, on: date = ON) -> Drift:
    return drift(scene(on, workbook(ON, List6=IN_NEED)), own=own)


def due(found: Drift, rule: str) -> list[tuple[str, str, str]]:
    rows = found.items.filter(pl.col("rule") == rule).iter_rows(named=True)
    return [(row["child"], str(row["due"]), row["standing"]) for row in rows]


def test_an_own_length_moves_the_day_by_which_it_is_due() -> None:
    assert due(told(), "visit_in_need") == [("A", "2025-03-27", "overdue")]
    six_weeks = Own("visit_in_need", date(2025, 1, 1), Length(10, "days"), Length(6, "weeks"))
    assert due(told(six_weeks), "visit_in_need") == [("A", "2025-04-10", "due_soon")]
    assert next(one.words for one in told(six_weeks).rules if one.code == "visit_in_need") == (
        "10 days from the start, then every 6 weeks"
    )


def test_an_own_length_leaves_every_other_rule_as_it_is() -> None:
    mine = told(Own("first_seen", ON, TEN))
    assert due(mine, "first_seen") == [("B", "2025-04-04", "due_soon")]
    assert due(mine, "visit_in_need") == due(told(), "visit_in_need")


def test_an_own_length_holds_from_its_day_on() -> None:
    later = Own("first_seen", date(2025, 4, 1), TEN)
    assert due(told(later), "first_seen") == due(told(), "first_seen") == [("B", "2025-03-28", "overdue")]


def test_of_several_the_latest_in_force_holds_and_of_one_day_the_last_set() -> None:
    old, new = Own("first_seen", date(2024, 1, 1), MONTH), Own("first_seen", date(2025, 1, 1), TEN)
    assert in_force([new, old], ON) == {"first_seen": new}
    assert in_force([new, old], date(2024, 12, 31)) == {"first_seen": old}
    again = Own("first_seen", date(2025, 1, 1), Length(7, "working days"))
    assert in_force([new, again], ON) == {"first_seen": again}


def test_a_length_that_is_put_back_is_the_usual_one_again() -> None:
    mine, back = Own("first_seen", date(2024, 1, 1), TEN), Own("first_seen", date(2025, 3, 1))
    assert in_force([mine, back], ON) == {}
    assert in_force([mine, back], date(2025, 2, 28)) == {"first_seen": mine}
    assert due(told(mine, back), "first_seen") == due(told(), "first_seen")


def test_no_rule_of_law_or_guidance_takes_an_own_length() -> None:
    for rule in rules():
        mine = Own(rule.code, ON, TEN, TEN)
        if rule.local:
            assert mine.of(rule).words != rule.words or rule.words.startswith("10 working days")
        else:
            with pytest.raises(ValueError, match="cannot set another"):
                mine.of(rule)


def test_a_length_of_nought_is_none_and_one_may_be_told_in_the_singular() -> None:
    assert Length.of("1 month") == MONTH
    with pytest.raises(ValueError, match="is no length"):
        Length.of("0 days")


@pytest.mark.parametrize("words", ["99999999999 days", "30000 working days", "6000 weeks", "1201 months", "101 years"])
def test_a_length_after_which_no_day_may_come_is_none(words: str) -> None:
    with pytest.raises(ValueError, match="longer than a hundred years"):
        Length.of(words)
    assert Length.of("100 years").count == 100
    with pytest.raises(ValueError, match="is no length"):
        Length.of("\N{SUPERSCRIPT TWO} days")
