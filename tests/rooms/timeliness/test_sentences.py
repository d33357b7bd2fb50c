"""What the figures say, word for word, also at their edges."""

from __future__ import annotations

from datetime import date

from suffice.review.timeliness import sentences
from suffice.review.timeliness.figures import Tally
from suffice.review.timeliness.quality import Lack, Quality
from suffice.review.timeliness.queries.board import Day
from tests.rooms.timeliness.figuring import VISIT, figures, tally


def told(one: Tally) -> str:
    return sentences.of_rule(figures(one), one)


def test_a_rule_says_how_many_how_long_and_how_many_more() -> None:
    assert told(tally(59, 152, 301, longest=30)) == (
        "59 of 512 visits to children in care were overdue on 31 December 2025 (12%), the longest by 30 days. "
        "152 more fall due within 14 days."
    )


def test_a_rule_with_nothing_overdue_and_with_some_that_cannot_be_judged() -> None:
    assert told(tally(0, 1, 2, 1)) == (
        "0 of 3 visits to children in care were overdue on 31 December 2025 (0%). 1 more falls due within 14 days. "
        "1 item cannot be judged."
    )
    assert told(tally(0, 0, 0, 2)) == "None of 2 visits to children in care can be judged on 31 December 2025."


def test_the_whole_is_told_even_when_nothing_can_be_judged() -> None:
    assert sentences.overall(figures(tally(1, 2, 7))) == (
        "On 31 December 2025, 1 of 10 items was overdue (10%), and 2 more fall due within 14 days."
    )
    assert sentences.overall(figures()) == "Nothing that has to be done by a day can be judged on 31 December 2025."


def test_the_team_that_is_most_behind_and_the_one_with_the_largest_share() -> None:
    late = [tally(10, 0, 90, team="East"), tally(4, 0, 4, team="West"), tally(0, 0, 3, team="South")]
    assert sentences.most_behind(figures(*late), late) == (
        "“East” had most overdue on 31 December 2025: 10 of 100 items (10%). The largest share is that of “West”: "
        "4 of 8 (50%)."
    )
    assert sentences.most_behind(figures(), []) == "No accepted return names a team on 31 December 2025."


def test_over_the_days_a_share_that_reads_the_same_is_told_as_the_same() -> None:
    days = [figures(on=date(year, 3, 31)) for year in (2019, 2020, 2021)]
    points = list(zip(days, [tally(1, 0, 99), tally(5, 0, 15), tally(1, 0, 98)], strict=True))
    assert sentences.over_days("Visits", points) == (
        "Visits: the share overdue was 1% on 31 March 2021, as on 31 March 2019, and was highest on 31 March 2020, 25%."
    )
    assert sentences.over_days("Visits", points[:2]) == (
        "Visits: the share overdue rose from 1% on 31 March 2019 to 25% on 31 March 2020."
    )


def test_better_or_worse_compares_days_that_the_same_return_tells_of() -> None:
    was, now = date(2025, 9, 30), date(2025, 12, 31)
    days = [Day(was, tally(2, 0, 2), VISIT), Day(now, tally(1, 0, 3), VISIT)]
    assert sentences.better_or_worse(days) == (
        "Since the day before, as the same kind of return tells it, the share overdue on 31 December 2025 fell under "
        "1 rule and rose under 0 rules, of 1 that can be compared."
    )
    assert "nothing can be compared" in sentences.better_or_worse(days[1:])
    aged = Day(date(2026, 1, 14), tally(4), VISIT, workbook=now)
    assert sentences.better_or_worse([*days, aged]) == sentences.better_or_worse(days), (
        "what was done since is not known"
    )
    assert "nothing can be compared" in sentences.better_or_worse([aged])


def test_what_is_most_often_left_out_names_the_return() -> None:
    lacks = [Lack("annex_a", date(2025, 12, 31), "ethnicity", "List8", 50, 10)]
    assert sentences.most_lacking(Quality(lacks)) == (
        "Most often left out: ethnicity, 10 of 50 (20%) in the Annex A, List 8 of 31 December 2025."
    )
