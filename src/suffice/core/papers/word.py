"""A paper as a Word file: real headings and captions, table headings that repeat, words for every picture."""

from __future__ import annotations

from datetime import UTC, datetime, time
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from suffice.core.papers.model import (
    Block,
    Bullets,
    Contents,
    Heading,
    PageBreak,
    Paper,
    Picture,
    Reference,
    References,
    Sentence,
    Status,
    Table,
    Text,
    Tone,
)
from suffice.core.papers.words import BEFORE, KEPT_WHOLE, column_shares, date_words, printable, with_next

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

_WIDE = 162  # millimetres between the margins of A4
_DOTS = 220  # an inch, for a picture that is printed


def made(paper: Paper) -> bytes:
    """Return the paper as the bytes of a Word file."""
    out = BytesIO()
    _Writer(printable(paper)).document.save(out)
    return out.getvalue()


def write(paper: Paper, path: Path) -> None:
    """Write the paper to `path` as a Word file."""
    path.write_bytes(made(paper))


class _Writer:
    """Writes one paper, counting its tables, figures and places that marks lead to."""

    def __init__(self, paper: Paper) -> None:
        import docx  # noqa: PLC0415 - slow to import, and most commands write no paper

        from suffice.core.papers import word_styles  # noqa: PLC0415

        self.paper = paper
        self.document: Document = docx.Document()
        self._counts = {"Table": 0, "Figure": 0}
        self._places = 0
        self._on_a_new_page = False
        word_styles.dress(self.document, paper)
        self._properties()
        self._front_page()
        headings = [one for one in paper.blocks if isinstance(one, Heading)]
        self._headings = {id(one): f"heading{at}" for at, one in enumerate(headings)}
        for block, after in zip(paper.blocks, (*paper.blocks[1:], None), strict=True):
            self._block(block, after)

    def _properties(self) -> None:
        made = datetime.combine(self.paper.on, time(12), UTC)
        told = self.document.core_properties
        told.title = f"{self.paper.title}, {self.paper.council}"
        told.subject, told.author = self.paper.subtitle, self.paper.council
        told.language, told.content_status = self.paper.language, self.paper.status.label
        told.created = told.modified = made
        told.comments = ""

    def _front_page(self) -> None:
        add = self.document.add_paragraph
        add(self.paper.council, style="Council")
        add(self.paper.title, style="Title")
        add(self.paper.subtitle, style="Subtitle")
        draft = " · Draft" if self.paper.status is Status.DRAFT else ""
        add(date_words(self.paper.on) + draft, style="Date line")
        self._on_a_new_page = True

    def _add(self, words: str = "", *, style: str) -> Paragraph:
        """Add a paragraph, on a new page where a break stands before it."""
        paragraph = self.document.add_paragraph(words, style=style)
        paragraph.paragraph_format.page_break_before = self._on_a_new_page or None
        self._on_a_new_page = False
        return paragraph

    def _block(self, block: Block, after: Block | None) -> None:
        match block:
            case Heading():
                self._heading(block)
            case Text():
                self._text(block)
            case Bullets():
                for item in block.items:
                    self._sentences(self._add(style="List Bullet"), item.sentences)
            case Table():
                self._table(block)
            case Picture():
                self._picture(block, with_next=with_next(after))
            case References():
                for entry in block.entries:
                    self._reference(entry)
            case Contents():
                self._contents()
            case PageBreak():
                self._on_a_new_page = True

    def _heading(self, block: Heading) -> None:
        paragraph = self._add(style=f"Heading {block.level}")
        self._bookmark(paragraph, self._headings[id(block)], block.words)

    def _text(self, block: Text) -> None:
        style = {Tone.LEAD: "Lead", Tone.NOTE: "Small print", Tone.MISSING: "Missing", Tone.TO_WRITE: "To write"}
        paragraph = self._add(style=style.get(block.tone, "Normal"))
        if block.tone in BEFORE:
            paragraph.add_run(f"{BEFORE[block.tone]} ").bold = True
        self._sentences(paragraph, block.sentences)

    def _sentences(self, paragraph: Paragraph, sentences: tuple[Sentence, ...]) -> None:
        for at, one in enumerate(sentences):
            paragraph.add_run(f" {one.words}" if at else one.words)
            self._marks(paragraph, one.refs)

    def _marks(self, paragraph: Paragraph, refs: tuple[int, ...]) -> None:
        from suffice.core.papers import word_parts  # noqa: PLC0415

        for number in refs:
            word_parts.link(paragraph, f"source{number}", f"[{number}]", style="Reference mark")

    def _caption(self, kind: str, words: str, refs: tuple[int, ...]) -> None:
        from suffice.core.papers import word_parts  # noqa: PLC0415

        self._counts[kind] += 1
        paragraph = self._add(f"{kind} ", style="Caption")
        word_parts.field(paragraph, f"SEQ {kind} \\* ARABIC", str(self._counts[kind]))
        paragraph.add_run(f": {words}")
        self._marks(paragraph, refs)

    def _table(self, block: Table) -> None:
        from suffice.core.papers import word_parts  # noqa: PLC0415

        self._caption("Table", block.caption, block.refs)
        table = self.document.add_table(rows=1 + len(block.rows), cols=len(block.headings))
        widths = [_WIDE * share for share in column_shares(block)]
        word_parts.shape(table, widths, described=block.caption)
        for row, cells in zip(table.rows, (block.headings, *block.rows), strict=True):
            for column, (cell, words) in enumerate(zip(row.cells, cells, strict=True)):
                left = column == 0 or column in block.words
                cell.paragraphs[0].add_run(words)
                cell.paragraphs[0].style = "Table words" if left else "Table figures"
        if len(block.rows) <= KEPT_WHOLE:
            word_parts.together(table)
        word_parts.head(table.rows[0])
        self._add(block.note, style="Small print" if block.note else "After table")

    def _picture(self, block: Picture, *, with_next: bool) -> None:
        import vl_convert  # noqa: PLC0415 - slow to import
        from docx.shared import Mm  # noqa: PLC0415

        self._caption("Figure", block.caption, block.refs)
        png = vl_convert.svg_to_png(block.svg, scale=3, ppi=_DOTS / 3)
        paragraph = self._add(style="Picture")
        paragraph.paragraph_format.keep_with_next = with_next or None
        shape = paragraph.add_run().add_picture(BytesIO(png), width=Mm(_WIDE))
        told: Any = shape._inline.docPr
        told.set("descr", block.alternative)
        told.set("name", f"Figure {self._counts['Figure']}")

    def _reference(self, entry: Reference) -> None:
        paragraph = self._add(style="Reference entry")
        self._bookmark(paragraph, f"source{entry.number}", f"[{entry.number}]")
        paragraph.add_run(f"\t{entry.words}")

    def _contents(self) -> None:
        """Write the contents as a field that Word can fill with page numbers, filled already with where each leads."""
        from suffice.core.papers import word_parts  # noqa: PLC0415

        self._add("Contents", style="Contents heading")
        listed = [one for one in self.paper.blocks if isinstance(one, Heading) and one.level <= 2]
        entries = [(f"TOC {one.level}", self._headings[id(one)], one.words) for one in listed]
        word_parts.contents(self.document, entries)

    def _bookmark(self, paragraph: Paragraph, name: str, words: str) -> None:
        from suffice.core.papers import word_parts  # noqa: PLC0415

        self._places += 1
        word_parts.bookmark(paragraph, name, words, number=self._places)
