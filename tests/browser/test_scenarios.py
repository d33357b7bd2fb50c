"""Scenarios built, compared and read: by mouse, by keyboard alone, and as a screen reader hears them."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.looking import Looking
from tests.browser.visiting import NARROW, PATIENCE, Doorway, Visitor

pytestmark = [pytest.mark.browser, pytest.mark.journey]
with_and_without = pytest.mark.parametrize("javascript", [True, False], ids=["with script", "without script"])


def _begin(visitor: Visitor, name: str) -> None:
    visitor.goto("/336/scenarios/")
    visitor.press("Build a scenario")
    visitor.page.get_by_label("Nothing", exact=True).check()
    visitor.press("Continue")
    visitor.page.get_by_label("Name", exact=True).fill(name)
    visitor.press("Save the scenario")


def _add(visitor: Visitor, kind: str, **answers: str) -> None:
    visitor.press("Add a lever")
    visitor.page.get_by_label(kind, exact=True).check()
    visitor.press("Continue")
    for name, answer in answers.items():
        visitor.page.fill(f"input[name={'from' if name == 'begins' else name}]", answer)
    visitor.press("Save the lever")


def _open_the_six(visitor: Visitor) -> None:
    """Open the comparison of six that the demonstration holds."""
    visitor.goto("/336/scenarios/comparisons/")
    visitor.page.get_by_role("link", name="30 June 2020").last.click()
    visitor.page.wait_for_load_state()


def _heard(row: Locator) -> list[str]:
    """The cells of a row in the order in which they are read out."""
    return [" ".join(cell.split()) for cell in row.locator("th, td").all_inner_texts()]


@with_and_without
def test_a_scenario_of_two_levers_is_built_compared_and_read(doorway: Doorway, javascript: bool) -> None:
    analyst = doorway.visitor("commissioner", javascript=javascript)
    name = f"Two levers {'with' if javascript else 'without'} script"
    _begin(analyst, name)
    _add(analyst, "Entries prevented", begins="2022-04-01", entries_a_year="12", low="4", high="20")
    _add(analyst, "Going home", begins="2022-10-01", percent="15")
    assert "prevents 12 entries a year (between 4 and 20, four times in five)" in analyst.main
    assert "children go home 15% more often than they did" in analyst.main
    analyst.press("Compare it")
    expect(analyst.page.get_by_label(name)).to_be_checked()
    analyst.page.fill("input[name=years]", "1")
    analyst.page.fill("input[name=replicates]", "200")
    analyst.press("Compare")
    table = analyst.page.get_by_role("table", name=f"Which lever did what by 31 March 2023: {name}")
    expect(table).to_be_visible(timeout=PATIENCE)
    assert [row[0].split(" From")[0] for row in map(_heard, table.get_by_role("row").all())] == [
        "Lever",
        "If nothing changes",
        "Lever 1",
        "Lever 2",
        "With the scenario",
    ]
    assert f"With “{name}” there would be" in analyst.main
    assert not analyst.complaints


def test_the_same_question_opens_at_once(doorway: Doorway) -> None:
    analyst = doorway.visitor("analyst")
    _open_the_six(analyst)
    answered = [_ask_again(analyst) for _ in range(2)]  # other journeys may have changed the returns since
    assert answered[0] == answered[1]


def _ask_again(visitor: Visitor) -> str:
    """Ask for the same comparison once more, and give its address."""
    visitor.follow("Compare them from another day")
    assert visitor.page.input_value("input[name=origin]") == "2020-06-30"
    visitor.press("Compare")
    expect(visitor.page.get_by_role("table", name="Scenarios side by side")).to_be_visible(timeout=PATIENCE)
    return visitor.path


def test_six_stand_side_by_side_and_the_waterfall_adds_up_as_it_is_heard(doorway: Doorway) -> None:
    leader = doorway.visitor("leader")
    _open_the_six(leader)
    ends = leader.page.get_by_role("table", name="Scenarios side by side")
    assert len(ends.get_by_role("row").all()) == 8
    assert re.search(r"Of 6 scenarios, “.+” changes the number in care most", leader.main)
    tables = leader.page.get_by_role("table", name=re.compile("Which lever did what")).all()
    assert len(tables) == 6
    for table in tables:
        heads = table.get_by_role("columnheader").all_inner_texts()
        assert heads == ["Lever", "Changes, on average", "Four times in five", "Children in care after it"]
        rows = [_heard(row) for row in table.get_by_role("row").all()[1:]]
        assert all(table.get_by_role("rowheader").nth(at).is_visible() for at in range(len(rows)))
        running = [float(row[3].replace(",", "")) for row in rows]
        changes = [_signed(row[1]) for row in rows[1:-1]]
        assert sum(changes) == pytest.approx(running[-1] - running[0], abs=0.1 * len(rows))
        assert _signed(rows[-1][1]) == pytest.approx(running[-1] - running[0], abs=0.11)


def _signed(words: str) -> float:
    figure, _, way = words.partition(" ")
    return 0.0 if words == "none" else float(figure) * (1 if way == "more" else -1)


def test_the_strategy_s_medium_case_stands_beside_the_simulated_range(doorway: Doorway) -> None:
    leader = doorway.visitor("leader")
    _open_the_six(leader)
    assert re.search(
        r"the strategy's medium case gives 575 children in care\. Simulated with the same 12 children starting a month "
        r"it is between \d+ and \d+, four times in five",
        leader.main,
    )
    assert "Why they differ" in leader.main


def test_the_page_and_the_document_give_the_same_difference(doorway: Doorway) -> None:
    leader = doorway.visitor("leader")
    _open_the_six(leader)
    with leader.page.expect_download() as waiting:
        leader.page.get_by_role("link", name="Download the comparison as JSON").click()
    document = json.loads(waiting.value.path().read_text(encoding="utf-8"))
    ends = leader.page.get_by_role("table", name="Scenarios side by side").get_by_role("row").all()
    for row, plain in zip(ends[2:], document["scenarios"], strict=True):
        middle = round(plain["months"][-1]["difference"]["total"]["p50"])
        words = _heard(row)[3]
        told = 0 if words.startswith("no difference") else int(_signed(" ".join(words.split()[:2])))
        assert abs(told - middle) <= 1


def test_every_page_of_the_room_is_accessible_wide_and_on_a_phone(doorway: Doorway) -> None:
    analyst = doorway.visitor("analyst")
    _open_the_six(analyst)
    six = analyst.path
    analyst.goto("/336/scenarios/")
    one = analyst.page.locator("main table a").first.get_attribute("href") or ""
    new = ("new/", "start/example/", "bring/", "compare/", "comparisons/")
    levers = ("levers/new/", "levers/new/prevention/", "levers/new/shock/?example=1", "levers/1/")
    about = ("", "words/", "copy/", "retire/", "versions/1/", *levers)
    paths = [six, "/336/scenarios/", *(f"/336/scenarios/{path}" for path in new), *(f"{one}{path}" for path in about)]
    found = []
    for path in paths:
        assert analyst.goto(path) == 200, path
        found += [f"{path}: {what}" for what in Looking().unfit(analyst.page)]
        analyst.page.set_viewport_size(NARROW)  # type: ignore[arg-type]
        found += [f"{path} narrow: {what}" for what in Looking().unfit(analyst.page)]
        wider = analyst.page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        found += [f"{path}: {wider} pixels too wide"] if wider > 0 else []
        analyst.page.set_viewport_size({"width": 1280, "height": 900})
    assert not found
    assert not analyst.complaints


def test_a_lever_is_added_and_taken_out_by_keyboard_alone(doorway: Doorway) -> None:
    analyst = doorway.visitor("analyst")
    _begin(analyst, "By keyboard alone")
    _go(analyst, "Add a lever")
    _walk_to(analyst, "Children starting care")
    analyst.page.keyboard.press("ArrowDown")
    _go(analyst, "Continue")
    _go(analyst, "Save the lever")
    assert "There is a problem" in analyst.main
    assert analyst.page.evaluate("document.activeElement.classList.contains('govuk-error-summary')")
    analyst.page.keyboard.press("Tab")
    analyst.page.keyboard.press("Enter")
    assert analyst.page.evaluate("document.activeElement.name") == "from"
    analyst.page.keyboard.type("01042022")
    _walk_to(analyst, "Entries prevented a year")
    analyst.page.keyboard.type("9")
    _go(analyst, "Save the lever")
    assert "prevents 9 entries a year" in analyst.main
    _go(analyst, "Take out")
    assert "It is taken out." in analyst.main


def _go(visitor: Visitor, words: str) -> None:
    """Walk to what is called so, and press Enter on it."""
    _walk_to(visitor, words)
    with visitor.page.expect_navigation():
        visitor.page.keyboard.press("Enter")


def _walk_to(visitor: Visitor, words: str) -> None:
    """Press Tab until what has the focus is called so."""
    for _ in range(80):
        visitor.page.keyboard.press("Tab")
        if words in visitor.page.evaluate(_CALLED):
            return
    raise AssertionError(f"The keyboard does not reach {words}")


_CALLED = """() => {
  const now = document.activeElement
  return `${now.innerText || ''} ${[...(now.labels || [])].map((one) => one.innerText).join(' ')}`
}"""


def test_a_leader_reads_and_a_young_adviser_is_told_in_plain_words(doorway: Doorway) -> None:
    leader, adviser = doorway.visitor("leader"), doorway.visitor("young adviser", wide=False)
    leader.goto("/336/scenarios/")
    assert leader.page.get_by_role("button", name="Build a scenario").count() == 0
    assert leader.goto("/336/scenarios/new/") == 403
    adviser.goto("/336/scenarios/")
    assert adviser.heading == "What if?"
    assert "would be in care" in adviser.main
    assert adviser.page.get_by_role("table").count() == 0
