"""The pictures of the guide and of the README, taken again; `make pictures` keeps the new ones."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from urllib.parse import unquote

import pytest

from suffice.demo.returns import generate
from tests.browser.picturing import WIDTH, Picture, size, squeezed, take
from tests.browser.visiting import Doorway, Visitor

pytestmark = [pytest.mark.browser, pytest.mark.pictures]

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "docs" / "pictures"
WORDS = FOLDER / "words.json"
KEEP = os.environ.get("SUFFICE_PICTURES") == "keep"
LARGEST = 150 * 1024
PAPERS = [ROOT / "README.md", ROOT / "GLOSSARY.md", *sorted((ROOT / "docs").rglob("*.md"))]


def _second_step(visitor: Visitor) -> None:
    visitor.begin_second_step(visitor.house.people["practice lead"][1])


def _bring_a_letter(visitor: Visitor) -> None:
    letter = visitor.house.data / "letter-to-the-board.csv"
    letter.write_text("Dear all,\nplease find the minutes below.\n")
    visitor.bring(letter)


def _find_child(visitor: Visitor) -> None:
    visitor.page.fill("input[name=reference]", generate(seed=1).tables[2022]["Header"][0]["CHILD"])
    visitor.page.fill("input[name=reason]", "The reviewing officer asked when this placement began")
    visitor.press("Look")


def _open_finding(visitor: Visitor) -> None:
    visitor.follow("An episode that ends before it starts")


def _open_return(visitor: Visitor) -> None:
    visitor.follow("The return of 2022")


def _open_leader(visitor: Visitor) -> None:
    visitor.page.get_by_role("link", name="Leader", exact=True).first.click()
    visitor.page.wait_for_load_state()


def _open_comparison(visitor: Visitor) -> None:
    visitor.page.get_by_role("link", name="30 June 2020").last.click()
    visitor.page.wait_for_load_state()


def _open_family_support(visitor: Visitor) -> None:
    visitor.follow("Intensive family support at the edge of care")


def _rows_behind(visitor: Visitor) -> None:
    visitor.follow("The rows behind")


def _open_meeting(visitor: Visitor) -> None:
    visitor.page.locator("main table a.govuk-link").first.click()
    visitor.page.wait_for_load_state()


PICTURES = [
    Picture("sign-in.png", None, "/accounts/login/"),
    Picture("two-factor.png", "practice lead", "/accounts/two-factor/", prepare=_second_step, first="main"),
    Picture("home.png", "analyst", "/"),
    Picture("bring.png", "analyst", "/336/returns/bring/", first="main"),
    Picture("upload.png", "analyst", "spoilt", tallest=1250),
    Picture("finding.png", "analyst", "spoilt", prepare=_open_finding, first="main"),
    Picture("decide.png", "analyst", "spoilt", prepare=_open_return, first="main", tallest=850),
    Picture("not-a-return.png", "analyst", "/", prepare=_bring_a_letter, first="main", tallest=800),
    Picture("trends.png", "leader", "/336/trends/", last="main > figure:first-of-type"),
    Picture("breakdown.png", "leader", "/336/trends/placement/", first="main", last="main > figure:first-of-type"),
    Picture("population.png", "analyst", "/336/returns/population/", first="main", tallest=900),
    Picture("published.png", "analyst", "/336/trends/published/", first="main", tallest=1000),
    Picture(
        "projection.png", "leader", "/336/projections/", first="main", last="main > figure:nth-of-type(2)", tallest=1600
    ),
    Picture("make-projection.png", "analyst", "/336/projections/new/", first="main"),
    Picture(
        "held-against.png",
        "leader",
        "/336/projections/",
        first="main h3:has-text('What then happened')",
        last="main > figure:nth-of-type(3)",
    ),
    Picture(
        "how-good.png",
        "leader",
        "/336/projections/how-good/",
        first="main",
        last="main > figure:nth-of-type(2)",
        tallest=1500,
    ),
    Picture("scenario.png", "analyst", "/336/scenarios/", prepare=_open_family_support, first="main", tallest=800),
    Picture(
        "comparison.png",
        "leader",
        "/336/scenarios/comparisons/",
        prepare=_open_comparison,
        first="main",
        last="main > figure:nth-of-type(2)",
        tallest=1700,
    ),
    Picture(
        "sufficiency.png", "leader", "/336/sufficiency/", first="main", last="main > figure:first-of-type", tallest=1200
    ),
    Picture("cost.png", "leader", "/336/cost/", first="main", last="main > figure:nth-of-type(2)", tallest=1400),
    Picture("market.png", "commissioner", "/336/market/", first="main", last="main > figure:first-of-type"),
    Picture("statement.png", "commissioner", "/336/statement/", first="main", tallest=900),
    Picture("brought.png", "analyst", "/336/returns/here/", first="main", tallest=1200),
    Picture("meanings.png", "analyst", "/336/returns/meanings/", first="main", tallest=900),
    Picture("agreement.png", "analyst", "/336/returns/agreement/", first="main", tallest=1000),
    Picture("needs.png", "leader", "/336/needs/", first="main", last="main > figure:first-of-type", tallest=1500),
    Picture(
        "vulnerability.png",
        "leader",
        "/336/needs/vulnerability/",
        first="main",
        last="main > figure:first-of-type",
        tallest=1200,
    ),
    Picture(
        "localities.png",
        "leader",
        "/336/needs/localities/",
        first="main",
        last="main > figure:first-of-type",
        tallest=1300,
    ),
    Picture("over-represented.png", "leader", "/336/over-represented/", first="main", tallest=1300),
    Picture("compare.png", "leader", "/336/compare/", first="main", last="main > figure:first-of-type", tallest=1300),
    Picture(
        "compare-measure.png",
        "leader",
        "/336/compare/measures/cla_rate/",
        first="main",
        last="main > figure:first-of-type",
        tallest=1200,
    ),
    Picture(
        "drift.png", "practice lead", "/336/drift/", first="main", last="main > figure:first-of-type", tallest=1300
    ),
    Picture("own-length.png", "practice lead", "/336/drift/rules/visit_on_plan/length/", first="main"),
    Picture("quality.png", "practice lead", "/336/quality/", first="main", tallest=1200),
    Picture("performance.png", "leader", "/336/performance/", first="main", tallest=1300),
    Picture("measure.png", "leader", "/336/performance/of/assessment_45/", first="main", tallest=1500),
    Picture("workforce.png", "leader", "/336/workforce/", first="main", tallest=1300),
    Picture("reports.png", "leader", "/336/reports/", first="main", tallest=1100),
    Picture("meeting.png", "leader", "/336/meetings/", prepare=_open_meeting, first="main", tallest=1300),
    Picture("rows-behind.png", "analyst", "/336/trends/", prepare=_rows_behind, first="main"),
    Picture(
        "one-child.png", "analyst", "/336/returns/child/", prepare=_find_child, first="main", last="main .house-scroll"
    ),
    Picture("people.png", "administrator", "/336/house/people/", first="main", tallest=900),
    Picture("person.png", "administrator", "/336/house/people/", prepare=_open_leader, first="main"),
    Picture("settings.png", "administrator", "/336/house/settings/", first="main"),
    Picture("events.png", "administrator", "/336/house/events/?kind=returns.accepted", first="main", tallest=900),
]


@pytest.mark.parametrize("picture", PICTURES, ids=lambda one: one.file)
def test_the_picture_shows_the_page_as_it_is(doorway: Doorway, spoilt_upload: str, picture: Picture) -> None:
    visitor = doorway.visitor(picture.role)
    visitor.goto(spoilt_upload if picture.path == "spoilt" else picture.path)
    if picture.prepare:
        picture.prepare(visitor)
    shot = take(visitor, picture)
    if KEEP:
        _keep(picture.file, squeezed(doorway.visitor().page, shot.png), shot.words)
    again = f"{picture.file} does not show the page as it is now: look at it, and retake it with `make pictures`"
    kept = (FOLDER / picture.file).read_bytes()
    width, height = size(kept)
    assert width == WIDTH
    assert len(kept) < LARGEST, f"{picture.file} is {len(kept) // 1024} KB: crop it"
    assert height == pytest.approx(size(shot.png)[1], rel=0.15), again
    assert shot.words == json.loads(WORDS.read_text(encoding="utf-8"))[picture.file], again


def _keep(file: str, png: bytes, words: str) -> None:
    FOLDER.mkdir(exist_ok=True)
    (FOLDER / file).write_bytes(png)
    kept = json.loads(WORDS.read_text(encoding="utf-8")) if WORDS.exists() else {}
    told = {name: kept[name] for name in kept if (FOLDER / name).exists()} | {file: words}
    text = json.dumps(dict(sorted(told.items())), indent=1, ensure_ascii=False)
    WORDS.write_text(text + "\n", encoding="utf-8")


def test_every_picture_is_retaken_and_shown_somewhere() -> None:
    shown = {Path(target).name for paper in PAPERS for target in _targets(paper) if target.endswith(".png")}
    kept = {path.name for path in FOLDER.glob("*.png")}
    assert kept == {picture.file for picture in PICTURES} == shown
    assert set(json.loads(WORDS.read_text(encoding="utf-8"))) == kept


@pytest.mark.parametrize("paper", PAPERS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_relative_link_of_a_paper_leads_somewhere(paper: Path) -> None:
    targets = [target for target in _targets(paper) if not re.match(r"[a-z]+:", target)]
    lost = [target for target in targets if not _leads(paper, target)]
    assert not lost


def _targets(paper: Path) -> list[str]:
    text = re.sub(r"```.*?```", "", paper.read_text(encoding="utf-8"), flags=re.DOTALL)
    return [unquote(target) for target in re.findall(r"\]\(([^)\s]+)\)", text)]


def _leads(paper: Path, target: str) -> bool:
    path, _, part = target.partition("#")
    file = (paper.parent / path).resolve() if path else paper
    return file.exists() and (not part or part in _anchors(file))


def _anchors(file: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", file.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}
