"""How a Word file of ours looks: A4, one plain typeface that every machine has a likeness of, styles with names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from suffice.core.papers import word_parts
from suffice.core.papers.model import Paper, Status
from suffice.core.papers.words import date_words

if TYPE_CHECKING:
    from docx.document import Document
    from docx.styles.style import ParagraphStyle

TYPEFACE = "Arial"  # Liberation Sans stands in for it, letter for letter, where it is not
INK, HOUSE, GREY = RGBColor(0x0B, 0x0C, 0x0C), RGBColor(0x1F, 0x4B, 0x4A), RGBColor(0x50, 0x5A, 0x5F)
_RIGHT = Mm(162)
_HEADINGS = {1: 18, 2: 13.5, 3: 11.5}
_OWN: dict[str, dict[str, Any]] = {
    "Council": {"size": 13, "colour": GREY, "before": 150, "after": 10},
    "Date line": {"size": 11, "before": 24},
    "Lead": {"size": 12.5, "bold": True, "after": 8},
    "Small print": {"size": 9, "colour": GREY, "before": 3, "after": 12},
    "Missing": {"left": "8A5A00", "after": 8},
    "To write": {"left": "A3001B", "after": 8},
    "Table words": {"size": 9, "before": 2.5, "after": 2.5},
    "Table figures": {"size": 9, "before": 2.5, "after": 2.5, "right": True},
    "After table": {"size": 6, "after": 0},
    "Picture": {"after": 10},
    "Contents heading": {"size": 18, "colour": HOUSE, "bold": True, "after": 8},
    "Reference entry": {"size": 9, "after": 5, "hanging": 9},
    "TOC 1": {"bold": True, "before": 6, "after": 2},
    "TOC 2": {"after": 2, "indent": 5},
}


def dress(document: Document, paper: Paper) -> None:
    """Give a new file our page, typeface, styles, language, header and footer."""
    _page(document)
    _typeface(document, paper.language)
    for level, size in _HEADINGS.items():
        style = document.styles[f"Heading {level}"]
        _letters(style, size=size, colour=HOUSE, bold=True)
        _spaced(style, before=20 if level == 1 else 14, after=6)
        style.paragraph_format.keep_with_next = True
    for name, size, colour in (("Title", 30, HOUSE), ("Subtitle", 14, INK), ("Caption", 10, INK)):
        _letters(document.styles[name], size=size, colour=colour, bold=name != "Subtitle")
        document.styles[name].font.italic = False
    _without_rule(document.styles["Title"])
    document.styles["Caption"].paragraph_format.keep_with_next = True
    _spaced(document.styles["Caption"], before=12, after=4)
    for name, told in _OWN.items():
        _own(document, name, **told)
    document.styles["Picture"].paragraph_format.keep_together = True
    document.styles["Lead"].paragraph_format.keep_with_next = True
    mark = document.styles.add_style("Reference mark", WD_STYLE_TYPE.CHARACTER)
    mark.font.superscript, mark.font.color.rgb, mark.font.bold = True, HOUSE, False
    _head_and_foot(document, paper)


def _page(document: Document) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(24)
    section.top_margin, section.bottom_margin = Mm(26), Mm(25)
    section.different_first_page_header_footer = True


def _typeface(document: Document, language: str) -> None:
    normal = document.styles["Normal"]
    _letters(normal, size=10.5, colour=INK, bold=False)
    _spaced(normal, before=0, after=7)
    normal.paragraph_format.line_spacing = 1.15
    for name in ("List Bullet",):
        _spaced(document.styles[name], before=0, after=4)
    for told in document.styles.element.iter(qn("w:lang")):
        told.set(qn("w:val"), language)
    for fonts in document.styles.element.iter(qn("w:rFonts")):
        _plain(fonts)


def _letters(style: Any, *, size: float, colour: RGBColor, bold: bool) -> None:
    style.font.name, style.font.size, style.font.bold, style.font.color.rgb = TYPEFACE, Pt(size), bold, colour
    _plain(style.element.get_or_add_rPr().get_or_add_rFonts())


def _plain(fonts: Any) -> None:
    """Name the typeface outright: a theme's own would stand before it."""
    fonts.attrib.clear()
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), TYPEFACE)


def _spaced(style: Any, *, before: float, after: float) -> None:
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)


def _own(
    document: Document,
    name: str,
    *,
    size: float = 10.5,
    colour: RGBColor = INK,
    bold: bool = False,
    before: float = 0,
    after: float = 6,
    left: str = "",
    right: bool = False,
    hanging: float = 0,
    indent: float = 0,
) -> None:
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles["Normal"]
    _letters(style, size=size, colour=colour, bold=bold)
    _spaced(style, before=before, after=after)
    style.paragraph_format.left_indent = Mm(hanging + indent)
    style.paragraph_format.first_line_indent = Mm(-hanging)
    if hanging:
        style.paragraph_format.tab_stops.add_tab_stop(Mm(hanging))
    if right:
        style.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    if left:
        _ruled_left(style, left)


def _ruled_left(style: ParagraphStyle, colour: str) -> None:
    sides = word_parts.element("pBdr")
    sides.append(word_parts.element("left", val="single", sz="24", space="8", color=colour))
    style.element.get_or_add_pPr().insert_element_before(sides, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc")
    style.paragraph_format.left_indent = Mm(4)


def _without_rule(style: Any) -> None:
    for rule in list(style.element.iter(qn("w:pBdr"))):
        rule.getparent().remove(rule)


def _head_and_foot(document: Document, paper: Paper) -> None:
    section = document.sections[0]
    draft = f"\t{paper.status.label}" if paper.status is Status.DRAFT else ""
    head = section.header.paragraphs[0]
    head.add_run(f"{paper.title}, {paper.council}{draft}")
    foot = section.footer.paragraphs[0]
    foot.add_run(f"{date_words(paper.on)}\tPage ")
    word_parts.field(foot, "PAGE", "1")
    foot.add_run(" of ")
    word_parts.field(foot, "NUMPAGES", "1")
    for paragraph, style in ((head, document.styles["Header"]), (foot, document.styles["Footer"])):
        _letters(style, size=8.5, colour=GREY, bold=False)
        style.paragraph_format.tab_stops.clear_all()
        paragraph.paragraph_format.tab_stops.add_tab_stop(_RIGHT, WD_TAB_ALIGNMENT.RIGHT)
