"""The Word file has what Word's own checker asks for: headings, a language, words for pictures, headings of tables."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn

from suffice.core.papers import word
from suffice.core.papers.model import Heading, Paper, say
from tests.papers.build import ALTERNATIVE, WICKED, paper
from tests.papers.test_pdf import words as pdf_words


def opened(made: Paper) -> Document:
    return docx.Document(io.BytesIO(word.made(made)))


def words(document: Document) -> str:
    """Every word of the body, in order, links and tables too."""
    paragraphs = (
        "".join(text.text or "" for text in one.iter(qn("w:t"))) for one in document.element.body.iter(qn("w:p"))
    )
    return " ".join(" ".join(paragraphs).split())


def test_headings_are_headings_in_their_order() -> None:
    found = [(one.style.name, one.text) for one in opened(paper()).paragraphs if one.style.name.startswith("Heading")]
    assert found == [(f"Heading {one.level}", one.words) for one in paper().blocks if isinstance(one, Heading)]


def test_it_says_its_language_and_its_title() -> None:
    document = opened(paper())
    assert document.core_properties.title == "Sufficiency statement, Elmshire"
    assert document.core_properties.language == "en-GB"
    languages = {one.get(qn("w:val")) for one in document.styles.element.iter(qn("w:lang"))}
    assert languages == {"en-GB"}


def test_the_picture_is_told_in_words() -> None:
    (shape,) = opened(paper()).inline_shapes
    assert shape._inline.docPr.get("descr") == ALTERNATIVE


def test_a_table_repeats_its_headings_and_breaks_no_row() -> None:
    (table,) = opened(paper()).tables
    heads = [row._tr.trPr is not None and row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows]
    assert heads == [True, *[False] * 40]
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)
    assert [cell.text for cell in table.rows[0].cells] == ["Year", "Children", "What was said"]


def test_every_mark_leads_to_its_source() -> None:
    body = opened(paper()).element.body
    places = {one.get(qn("w:name")) for one in body.iter(qn("w:bookmarkStart"))}
    led = {one.get(qn("w:anchor")) for one in body.iter(qn("w:hyperlink"))}
    assert {"source1", "source2"} <= led
    assert led <= places


def test_it_is_a4_in_one_typeface() -> None:
    document = opened(paper())
    (section,) = document.sections
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert {one.get(qn("w:ascii")) for one in document.styles.element.iter(qn("w:rFonts"))} == {"Arial"}


def test_captions_are_numbered() -> None:
    captions = [one.text for one in opened(paper()).paragraphs if one.style.name == "Caption"]
    assert captions == ["Table 1: Children by year[1]", "Figure 1: Most live with foster carers[2]"]


def test_words_stay_words() -> None:
    assert WICKED in words(opened(replace(paper(), council=WICKED)))


@pytest.mark.parametrize("told", ["nought\x00byte \x0b\x1f", "Zażółć 東京 العربية 🏠", "<w:p/> & \ufffe"])
def test_any_words_can_be_written(told: str) -> None:
    word.made(replace(paper(), council=told, blocks=(Heading("One"), say(told))))


def test_word_and_pdf_say_the_same() -> None:
    """Word by word, but for what a page adds of its own: running heads, page numbers, and bullets."""
    made = paper(rows=10)
    said = re.findall(r"[A-Za-z0-9,.%]+", words(opened(made)))
    printed = re.findall(r"[A-Za-z0-9,.%]+", pdf_words(made))
    assert set(said) <= set(printed)
    running = {"statement,", "Page", "of", *"12345"}
    assert {one for one in set(printed) - set(said) if one.strip(".")} <= running
