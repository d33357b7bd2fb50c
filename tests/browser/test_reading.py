"""Reading the figures: in a minute, on a phone, as a table, and taken away."""

from __future__ import annotations

import csv
import re
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Locator

from tests.browser.visiting import Doorway, Visitor

pytestmark = pytest.mark.browser
with_and_without = pytest.mark.parametrize("javascript", [True, False], ids=["with script", "without script"])
REGISTERS = [
    ("leader", "/336/trends/"),
    ("leader", "/336/trends/placement/"),
    ("analyst", "/336/returns/"),
    ("analyst", "/336/returns/population/"),
    ("administrator", "/336/house/people/"),
]


@with_and_without
def test_a_leader_reads_from_home_to_trends_to_where_children_live(doorway: Doorway, javascript: bool) -> None:
    leader = doorway.visitor("leader", javascript=javascript)
    leader.goto("/")
    assert "512 children were in care on 31 March 2022" in leader.main
    leader.follow("See more")
    assert leader.heading == "Local trends"
    leader.follow("By placement")
    assert leader.heading == "Children in care by placement"
    assert "with the council's own foster carers" in leader.main


@with_and_without
def test_a_young_adviser_reads_the_same_in_plain_words_on_a_phone(doorway: Doorway, javascript: bool) -> None:
    adviser = doorway.visitor("young adviser", wide=False, javascript=javascript)
    adviser.goto("/")
    assert "512" in adviser.main
    adviser.follow("See more")
    assert adviser.heading == "Children in care here"
    assert "per 10,000" not in adviser.main
    chart = adviser.page.locator("figure img").first.bounding_box()
    assert chart is not None
    assert chart["x"] >= 0
    assert chart["x"] + chart["width"] <= 375


def test_another_day_is_read_without_leaving_the_page(doorway: Doorway) -> None:
    leader = doorway.visitor("leader")
    leader.goto("/336/trends/")
    leader.page.select_option("select[name=on]", "2020-03-31")
    leader.press("Read this day")
    assert "588 children were in care on 31 March 2020" in leader.main


@with_and_without
def test_every_chart_has_its_table_one_click_away(doorway: Doorway, javascript: bool) -> None:
    leader = doorway.visitor("leader", javascript=javascript)
    leader.goto("/336/trends/placement/")
    table = leader.page.locator("figure table").first
    assert not table.is_visible()
    leader.page.locator("figure summary").first.click()
    assert table.is_visible()


def test_a_chart_that_is_taken_away_is_a_drawing(doorway: Doorway) -> None:
    leader = doorway.visitor("leader")
    leader.goto("/336/trends/")
    taken = _taken(leader, leader.page.get_by_role("link", name="Download the picture").first)
    assert taken.suffix == ".svg"
    assert taken.read_text(encoding="utf-8").lstrip().startswith("<svg")


@pytest.mark.parametrize(("role", "path"), REGISTERS)
def test_what_is_taken_away_is_what_the_page_shows(doorway: Doorway, role: str, path: str) -> None:
    reader = doorway.visitor(role)
    reader.goto(path)
    page = _shown(reader)
    links = reader.page.locator("main > ul.house-downloads").first.get_by_role("link")
    with _taken(reader, links.nth(0)).open(encoding="utf-8-sig", newline="") as file:
        as_csv = list(csv.reader(file))
    sheet = openpyxl.load_workbook(_taken(reader, links.nth(1))).worksheets[0]
    as_workbook = [[_text(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
    assert len(as_csv) == len(page)
    _same(page, as_csv)
    _same(page, _from_heading(as_workbook, as_csv[0]))


def test_the_search_finds_a_page_of_the_guide(doorway: Doorway) -> None:
    leader = doorway.visitor("leader")
    leader.goto("/")
    leader.page.fill("#house-search", "withdraw")
    leader.page.keyboard.press("Enter")
    leader.page.wait_for_load_state()
    leader.follow("Bringing a return")
    assert leader.heading == "Bringing a return"
    leader.follow("When something is wrong with a file")
    assert leader.heading == "When something is wrong with a file"


def _taken(reader: Visitor, link: Locator) -> Path:
    with reader.page.expect_download() as waiting:
        link.click()
    kept = reader.house.data / "taken" / waiting.value.suggested_filename
    waiting.value.save_as(kept)
    return kept


def _shown(reader: Visitor) -> list[list[str]]:
    """The first register of the page, its headings first."""
    table = reader.page.locator("main > .house-scroll table.house-register").first
    rows = table.locator("tr").all()
    return [[" ".join(cell.split()) for cell in row.locator("th, td").all_inner_texts()] for row in rows]


def _from_heading(rows: list[list[str]], heading: list[str]) -> list[list[str]]:
    """A workbook says above the table what it is."""
    at = rows.index(heading)
    return rows[at : at + 1] + [row for row in rows[at + 1 :] if any(row)]


def _same(page: list[list[str]], taken: list[list[str]]) -> None:
    """Hold each cell of the page against the same cell of the file."""
    for shown, kept in zip(page[1:], taken[1:], strict=False):
        assert len(shown) == len(kept)
        told = [(one, other) for one, other in zip(shown, kept, strict=True) if not _agrees(one, other)]
        assert not told


def _agrees(shown: str, kept: str) -> bool:
    """Say whether a page and a file show one value: a page writes dates and shares for people."""
    if re.match(r"\d{4}-\d\d-\d\d", kept):
        when = date.fromisoformat(kept[:10])
        return shown.startswith(f"{when.day} {when:%B %Y}")
    if shown.endswith("%"):
        return shown == f"{float(kept):.0%}"
    if re.fullmatch(r"[+\N{MINUS SIGN}]?[\d,]+(\.\d+)?", shown):
        return float(shown.replace(",", "").replace("\N{MINUS SIGN}", "-")) == float(kept)
    return shown == (kept or "-")


def _text(cell: object) -> str:
    return "" if cell is None else str(cell)
