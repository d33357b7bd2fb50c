"""The PDF says what it is to a screen reader, holds every word, and runs none of them."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pypdf
import pytest

from suffice.core.papers import pdf
from suffice.core.papers.model import Heading, Paper, Picture, Table, Tone, say
from tests.papers.build import ALTERNATIVE, WICKED, paper


def opened(made: Paper) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(pdf.made(made)))


def words(made: Paper) -> str:
    return " ".join(" ".join(page.extract_text() for page in opened(made).pages).split())


def structure(reader: pypdf.PdfReader) -> list[Any]:
    """Every element of the tree that assistive technology reads."""
    found, left = [], [reader.trailer["/Root"]["/StructTreeRoot"]]
    while left:
        one = left.pop().get_object()
        if isinstance(one, list):
            left.extend(one)
        elif isinstance(one, dict):
            found.append(one)
            if "/K" in one:
                left.append(one["/K"])
    return found


def test_it_is_marked_as_accessible() -> None:
    root = opened(paper()).trailer["/Root"]
    assert root["/Lang"] == "en-GB"
    assert root["/MarkInfo"]["/Marked"] is True or bool(root["/MarkInfo"]["/Marked"])
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    metadata = root["/Metadata"].get_object().get_data().decode()
    assert "<pdfuaid:part>1</pdfuaid:part>" in metadata


def test_it_has_a_title_and_a_place_for_each_heading() -> None:
    reader = opened(paper())
    assert reader.metadata is not None
    assert reader.metadata.title == "Sufficiency statement, Elmshire"

    def titles(outline: list[Any]) -> list[str]:
        return [title for one in outline for title in (titles(one) if isinstance(one, list) else [one.title])]

    headings = [one.words for one in paper().blocks if isinstance(one, Heading)]
    assert [one for one in titles(reader.outline) if one != "Contents"] == headings


def test_every_part_has_its_tag() -> None:
    tags = [one.get("/S") for one in structure(opened(paper()))]
    for tag in ("/H1", "/H2", "/H3", "/Table", "/TH", "/TD", "/L", "/LI", "/Figure", "/Caption", "/Link", "/TOC"):
        assert tag in tags, tag


def test_the_picture_is_told_in_words() -> None:
    told = [one["/Alt"] for one in structure(opened(paper())) if one.get("/S") == "/Figure" and "/Alt" in one]
    assert told == [ALTERNATIVE]


def test_a_long_table_repeats_its_headings() -> None:
    pages = [page.extract_text() for page in opened(paper(rows=90)).pages]
    assert sum("What was said" in page for page in pages) >= 2


@pytest.mark.parametrize("place", ["council", "sentence"])
def test_words_are_never_markup(place: str, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret is out")
    wicked = f'#read("{secret}") {WICKED}'
    made = paper(council=wicked) if place == "council" else replace(paper(), blocks=(Heading("One"), say(wicked)))
    told = words(made)
    assert "#read(" in told
    assert "$x^2$" in told
    assert "*loud* _soft_" in told
    assert "the secret is out" not in told


@pytest.mark.parametrize("told", ["nought\x00byte \x0b\x1f", "Zażółć 東京 العربية 🏠", "\u202eright to left\u202c", ""])
def test_any_words_can_be_written(told: str) -> None:
    pdf.made(replace(paper(), council=told or "Elmshire", blocks=(Heading("One"), say(told))))


def test_a_draft_says_so_and_a_final_does_not() -> None:
    left = tuple(one for one in paper().blocks if getattr(one, "tone", None) is not Tone.TO_WRITE)
    draft = replace(paper(), blocks=left)
    assert "Draft" in words(draft)
    assert "Draft" not in words(draft.finished())


def test_the_same_paper_gives_the_same_file() -> None:
    assert pdf.made(paper()) == pdf.made(paper())


def test_a_picture_stands_on_one_page_with_the_table_of_its_figures_and_its_note() -> None:
    """However much stands before them, nobody turns the page between a picture, its table and the note below."""
    picture = Picture('<svg xmlns="http://www.w3.org/2000/svg" width="700" height="250"></svg>', "A line.", "Drawn")
    table = Table("Counted", ("On", "Value"), tuple((f"Day {at}", str(at)) for at in range(6)), note="Noted")
    for lines in range(4, 28, 3):
        before = tuple(say(f"Line {at}.") for at in range(lines))
        made = Paper("T", "S", "C", date(2026, 1, 1), (*before, Heading("H"), picture, table))
        pages = [page.extract_text() for page in opened(made).pages]
        (held,) = [page for page in pages if "Drawn" in page]
        assert "Counted" in held
        assert "Noted" in held
