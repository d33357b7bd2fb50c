"""The parts of a Word file that python-docx has no words for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table, _Row
    from docx.text.paragraph import Paragraph


def element(name: str, /, **attributes: str) -> Any:
    """Return an element of the word-processing language with its attributes: ``element("lang", val="en-GB")``."""
    made = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


def bookmark(paragraph: Paragraph, name: str, words: str, *, number: int) -> None:
    """Add words that links can lead to."""
    paragraph._p.append(element("bookmarkStart", id=str(number), name=name))
    paragraph.add_run(words)
    paragraph._p.append(element("bookmarkEnd", id=str(number)))


def link(paragraph: Paragraph, to: str, words: str, *, style: str | None = None) -> None:
    """Add words that lead to a bookmark of the same file."""
    made = element("hyperlink", anchor=to, history="1")
    run = paragraph.add_run(words, style=style)
    made.append(run._r)
    paragraph._p.append(made)


def field(paragraph: Paragraph, code: str, shown: str) -> None:
    """Add a field with what it shows until it is worked out again."""
    _begin(paragraph, code)
    paragraph.add_run(shown)
    _end(paragraph)


def contents(document: Document, entries: Sequence[tuple[str, str, str]]) -> None:
    """Add a contents field, filled with the style, the bookmark and the words of each entry."""
    last = len(entries) - 1
    for at, (style, to, words) in enumerate(entries):
        paragraph = document.add_paragraph(style=style)
        if at == 0:
            _begin(paragraph, 'TOC \\o "1-2" \\h \\z \\u')
        link(paragraph, to, words)
        if at == last:
            _end(paragraph)


def shape(table: Table, widths: Sequence[float], *, described: str) -> None:
    """Give a table its widths in millimetres, thin lines between rows, and its words for who does not see it."""
    table.autofit = False
    told = table._tbl.tblPr
    # The language of Word's files is strict about order: lines before the layout, words at the end.
    told.insert_element_before(_lines(), "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook")
    told.append(element("tblCaption", val=described))
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    for row in table.rows:
        row._tr.get_or_add_trPr().append(element("cantSplit"))
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Mm(width)


def together(table: Table) -> None:
    """Keep a table on one page: every row but the last stays with the next."""
    for row in table.rows[:-1]:
        for cell in row.cells:
            for paragraph in cell.paragraphs:
                paragraph.paragraph_format.keep_with_next = True


def head(row: _Row) -> None:
    """Make a row the heading of its table: bold, and repeated on every page."""
    row._tr.get_or_add_trPr().append(element("tblHeader"))
    for cell in row.cells:
        lines = element("tcBorders")
        lines.append(element("bottom", val="single", sz="12", space="0", color="0B0C0C"))
        cell._tc.get_or_add_tcPr().append(lines)
        for paragraph in cell.paragraphs:
            paragraph.paragraph_format.keep_with_next = True
            for run in paragraph.runs:
                run.bold = True


def _lines() -> Any:
    made = element("tblBorders")
    for side in ("bottom", "insideH"):
        made.append(element(side, val="single", sz="4", space="0", color="B1B4B6"))
    return made


def _begin(paragraph: Paragraph, code: str) -> None:
    _mark(paragraph, "begin")
    instruction = OxmlElement("w:instrText")
    instruction.set(qn("xml:space"), "preserve")
    instruction.text = f" {code} "
    paragraph.add_run()._r.append(instruction)
    _mark(paragraph, "separate")


def _end(paragraph: Paragraph) -> None:
    _mark(paragraph, "end")


def _mark(paragraph: Paragraph, kind: str) -> None:
    paragraph.add_run()._r.append(element("fldChar", fldCharType=kind))
