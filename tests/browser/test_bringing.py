"""Bringing returns, as an analyst does: to the end, half way, at once with somebody else, and with the wrong file."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.returns import IN_CARE, Practice
from tests.browser.visiting import PATIENCE, Doorway, Visitor

pytestmark = [pytest.mark.browser, pytest.mark.journey]
with_and_without = pytest.mark.parametrize("javascript", [True, False], ids=["with script", "without script"])


def _in_care(visitor: Visitor, number: int, day: str) -> None:
    """Read the home page until it says so, then local trends."""
    answer = visitor.page.locator("main .house-answer").first
    words = re.compile(rf"^\s*{number} children were in care on {day}")
    for _ in range(PATIENCE // 1000):
        visitor.goto("/336/")
        if words.match(answer.inner_text()):
            break
        visitor.page.wait_for_timeout(1000)
    visitor.goto("/336/trends/")
    expect(answer).to_have_text(words)


@with_and_without
def test_an_accepted_return_supersedes_the_first_and_trends_use_it(
    doorway: Doorway, practice: Practice, javascript: bool
) -> None:
    fewer = 1 if javascript else 2
    analyst = doorway.visitor("analyst", javascript=javascript)
    analyst.choose_and_send(practice.smaller(fewer))
    assert re.fullmatch(r"/336/work/\d+/", analyst.path)
    assert analyst.heading == f"Reading return-2022-without-{fewer}.zip"
    analyst.see_what_came()
    assert "1 year recognised, 2022" in analyst.main
    analyst.press("Accept the return")
    assert "The return of 2022 is accepted" in analyst.main
    analyst.follow("The return of 2022")
    assert "It took the place of" in analyst.main
    analyst.follow("the return found in")
    assert "Superseded" in analyst.main
    _in_care(analyst, IN_CARE - fewer, "31 March 2022")
    assert not analyst.complaints


@with_and_without
def test_an_accepted_return_is_withdrawn_with_a_reason(doorway: Doorway, javascript: bool) -> None:
    year = 2017 if javascript else 2018
    analyst = doorway.visitor("analyst", javascript=javascript)
    analyst.goto("/336/returns/")
    analyst.follow(f"SSDA903 return of {year}")
    analyst.press(f"Withdraw the return of {year}")
    assert "Give a reason" in analyst.main
    analyst.page.fill("textarea[name=reason]", "Replaced by the audited return")
    analyst.press(f"Withdraw the return of {year}")
    assert f"The return of {year} is withdrawn" in analyst.main
    assert "Replaced by the audited return" in analyst.main
    analyst.goto("/336/")
    assert f"The returns of {year + 1} to 2022 are accepted" in analyst.main


def test_a_refused_return_changes_nothing_and_keeps_its_reason(doorway: Doorway, spoilt_upload: str) -> None:
    analyst = doorway.visitor("analyst")
    analyst.goto(spoilt_upload)
    analyst.follow("The return of 2022")
    analyst.page.fill("textarea[name=reason]", "Too many dates are missing")
    analyst.press("Refuse the return of 2022")
    assert "The return of 2022 is refused. No figure has changed." in analyst.main
    assert "Too many dates are missing" in analyst.main
    assert analyst.page.get_by_role("button", name="Accept the return of 2022").count() == 0


def test_a_finding_leads_to_its_places(doorway: Doorway, spoilt_upload: str) -> None:
    analyst = doorway.visitor("analyst")
    analyst.goto(spoilt_upload)
    analyst.follow("An episode that ends before it starts")
    assert analyst.heading == "An episode that ends before it starts"
    assert "Correct DECOM or DEC." in analyst.main
    leader = doorway.visitor("leader")
    leader.goto(analyst.path)
    assert "Correct DECOM or DEC." not in leader.main
    assert "An analyst or a practice lead can see them." in leader.main


@with_and_without
def test_what_is_not_a_return_is_said_to_be_none(doorway: Doorway, practice: Practice, javascript: bool) -> None:
    analyst = doorway.visitor("analyst", javascript=javascript)
    analyst.bring(practice.file("minutes.csv", b"Item,Who\nWelcome,Chair\n"))
    assert "None of these files is a return that is read here." in analyst.main
    assert "Nothing has changed." in analyst.main


def test_a_file_with_a_long_name_does_not_widen_a_page(doorway: Doorway, practice: Practice) -> None:
    analyst = doorway.visitor("analyst", wide=False)
    analyst.bring(practice.file(f"{'a' * 200}.csv", b"Item,Who\nWelcome,Chair\n"))
    for path in (analyst.path, "/336/"):
        analyst.goto(path)
        assert analyst.page.evaluate("document.documentElement.scrollWidth") == 375


def test_a_zip_that_is_cut_short_is_said_to_be_so(doorway: Doorway, practice: Practice) -> None:
    analyst = doorway.visitor("analyst")
    analyst.bring(practice.file("half.zip", practice.spoilt.read_bytes()[:20_000]))
    assert "A zip that is cut short or damaged" in analyst.main


@with_and_without
def test_bringing_nothing_says_what_to_choose(doorway: Doorway, javascript: bool) -> None:
    analyst = doorway.visitor("analyst", javascript=javascript)
    analyst.goto("/336/returns/bring/")
    analyst.press("Bring these files")
    assert "There is a problem" in analyst.main
    assert "Choose the files of a return: CSV tables, an XML file, a workbook, or a zip." in analyst.main


def test_two_people_who_bring_at_once_each_get_their_own(doorway: Doorway, practice: Practice) -> None:
    first, second = doorway.visitor("analyst"), doorway.visitor("analyst")
    names = ["left.csv", "right.csv"]
    for visitor, name in zip((first, second), names, strict=True):
        visitor.goto("/336/returns/bring/")
        visitor.page.set_input_files("input[name=chosen]", practice.file(name, b"Item,Who\nWelcome,Chair\n"))
    for visitor in (first, second):
        visitor.page.get_by_role("button", name="Bring these files").click(no_wait_after=True)
    for visitor, name in zip((first, second), names, strict=True):
        visitor.page.wait_for_url("**/work/**")
        visitor.see_what_came()
        assert f"Download {name}" in visitor.main
    assert first.path != second.path


def test_a_browser_that_goes_away_half_way_changes_nothing(doorway: Doorway, practice: Practice) -> None:
    before = doorway.visitor("analyst")
    before.goto("/336/returns/")
    listed = before.main
    leaving = doorway.visitor("analyst")
    leaving.goto("/336/returns/bring/")
    leaving.page.set_input_files("input[name=chosen]", practice.file("large.csv", b"x" * 20_000_000))
    leaving.context.set_offline(True)
    leaving.page.get_by_role("button", name="Bring these files").click(no_wait_after=True)
    leaving.page.close()
    before.goto("/336/returns/")
    assert before.main == listed
