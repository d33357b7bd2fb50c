"""A census streamed child by child into rows of text; what has no place in a census is kept beside them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

from suffice.engine.returns import markup
from suffice.engine.returns.archives import NotRead
from suffice.engine.returns.cin.layouts import CHILD, Table, fields, inside, keys, tables
from suffice.engine.returns.records import Records

ASIDE = "_aside"
"""Frame name of the remark that sets a row aside for where it stands; null for most."""
_CHILD_TAGS = ("{*}Child", "{*}CHILD", "{*}child")
Keys = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Piece:
    """Something that stands where the census has no place for it.

    Attributes:
        code: the remark about it.
        line: where it stands.
        name: of the element.
        value: its text, shortened for a sentence.
        text: the element as it stands.
    """

    code: str
    line: int
    name: str
    value: str
    text: str


@dataclass(slots=True)
class Walked:
    """What was found in a census.

    Attributes:
        rows: of each table, as text.
        pieces: what was set aside piece by piece.
        stray: line and words of text between elements.
        names: elements that not every year has, by table, with the line where each was first met.
        children: the identifiers met so far.
        episodes: how many referrals each of them had so far.
        referrals: whose and what they said.
    """

    rows: dict[str, Records] = field(
        default_factory=lambda: {
            name: Records([CHILD, *keys(name), *(column.field for column in table.columns), ASIDE])
            for name, table in tables().items()
        }
    )
    pieces: list[Piece] = field(default_factory=list)
    stray: list[tuple[int, str]] = field(default_factory=list)
    names: dict[tuple[str, str], int] = field(default_factory=dict)
    episodes: Counter[str] = field(default_factory=Counter)
    referrals: set[tuple[str, int]] = field(default_factory=set)
    children: set[str] = field(default_factory=set)


def walk(data: bytes) -> Walked:
    """Return the rows of a census.

    ``row`` is the line on which an element stands. A file that declares a document type is refused and one that breaks
    off is not used in part: both raise `NotRead`, and so does one without a child.
    """
    markup.insist_on_no_doctype(data)
    walked = Walked()
    parsed = markup.parse(data, events=("end",), tag=_CHILD_TAGS)
    children = 0
    try:
        for _, element in parsed:
            if _is_child(element):
                children += 1
                _child(walked, element)
                _let_go(walked, element)
    except etree.XMLSyntaxError as error:
        raise markup.broken(error) from error
    if not children:
        raise NotRead("xml-empty", "")
    _rest(walked, parsed.root)
    return walked


def _is_child(element: etree._Element) -> bool:
    parent = element.getparent()
    if parent is None:
        return False
    above = parent.getparent()
    return above is None or (above.getparent() is None and markup.name_of(parent) == "CHILDREN")


def _let_go(walked: Walked, element: etree._Element) -> None:
    """Empty a child that is done, and drop what stands before it, so that a large census stays small."""
    parent = element.getparent()
    element.clear()
    if markup.name_of(parent) != "CHILDREN":
        return  # the header may still stand before it
    while (before := element.getprevious()) is not None:
        if markup.name_of(before) != "CHILD":
            _unknown(walked, before)
        _tail(walked, before)
        parent.remove(before)


def _rest(walked: Walked, root: etree._Element) -> None:
    """Read the header, and keep what else stands beside the children."""
    for part in root:
        match markup.name_of(part):
            case "HEADER":
                _row(walked, part, tables()["Header"], {}, None)
            case "CHILDREN":
                _stray(walked, part)
                for inner in part:
                    if markup.name_of(inner) != "CHILD":
                        _unknown(walked, inner)
            case "CHILD":
                pass
            case _:
                _unknown(walked, part)


def _child(walked: Walked, element: etree._Element) -> None:
    table = tables()["Children"]
    cells, nested = _cells(walked, element, table)
    child = cells.get(CHILD, "").strip().upper()
    aside = "child-without-identifier" if not child else "child-twice" if child in walked.children else None
    walked.children.add(child)
    walked.rows["Children"].add(element.sourceline, {**cells, **_marked(aside)})
    for part, inner in nested:
        if inner.numbered != "episode":
            _row(walked, part, inner, {CHILD: child}, aside)
            continue
        walked.episodes[child] += 1
        number = {CHILD: child, "episode": str(walked.episodes[child])}
        _row(walked, part, inner, number, _referral_aside(walked, part, child, aside))


def _referral_aside(walked: Walked, element: etree._Element, child: str, aside: str | None) -> str | None:
    """Return the remark that sets a referral aside; those of an identifier that stands twice are kept."""
    if aside == "child-without-identifier":
        return aside
    told = child, hash(tuple((part.tag, (part.text or "").strip()) for part in element.iter()))
    if told in walked.referrals:
        return "referral-repeated"
    walked.referrals.add(told)
    return None


def _row(walked: Walked, element: etree._Element, table: Table, numbers: Keys, aside: str | None) -> None:
    """Add the row of an element, and those of the elements in it."""
    cells, nested = _cells(walked, element, table)
    walked.rows[table.name].add(element.sourceline, {**cells, **numbers, **_marked(aside)})
    met: Counter[str] = Counter()
    for part, inner in nested:
        met[inner.name] += 1
        number = {inner.numbered: str(met[inner.name])} if inner.numbered else {}
        _row(walked, part, inner, {**numbers, **number}, aside)


def _marked(aside: str | None) -> dict[str, str]:
    return {ASIDE: aside} if aside else {}


def _cells(
    walked: Walked, element: etree._Element, table: Table
) -> tuple[dict[str, str], list[tuple[etree._Element, Table]]]:
    """Return the cells of an element by frame name, and the elements in it that are rows themselves."""
    if table.alone:
        if len(element):
            walked.pieces.extend(_piece("element-unknown", part) for part in element)
        return {table.columns[0].field: element.text or ""}, []
    _meet(walked, table, table.element.upper(), element)
    cells: dict[str, str] = {}
    nested: list[tuple[etree._Element, Table]] = []
    _take(walked, element, table, cells, nested)
    return cells, nested


def _take(
    walked: Walked,
    element: etree._Element,
    table: Table,
    cells: dict[str, str],
    nested: list[tuple[etree._Element, Table]],
) -> None:
    known, rows = fields(table.name), inside(table.name)
    _stray(walked, element)
    for part in element:
        name = markup.name_of(part)
        cell = known.get(name)
        if cell is not None and not len(part):
            _meet(walked, table, name, part)
            if cell in cells:
                walked.pieces.append(_piece("element-repeated", part))
            else:
                cells[cell] = part.text or ""
        elif name in rows:
            nested.append((part, rows[name]))
        elif name in table.wraps:
            _take(walked, part, table, cells, nested)
        else:
            _unknown(walked, part)


def _meet(walked: Walked, table: Table, name: str, element: etree._Element) -> None:
    if name in table.years:
        walked.names.setdefault((table.name, name), element.sourceline)


def _stray(walked: Walked, element: etree._Element) -> None:
    """Remark on text in an element that holds others, and after each of those."""
    if element.text and element.text.strip():
        walked.stray.append((element.sourceline, element.text.strip()))
    for part in element:
        _tail(walked, part)


def _tail(walked: Walked, element: etree._Element) -> None:
    if element.tail and element.tail.strip():
        walked.stray.append((element.sourceline, element.tail.strip()))


def _unknown(walked: Walked, element: etree._Element) -> None:
    walked.pieces.append(_piece("element-unknown", element))


def _piece(code: str, element: etree._Element) -> Piece:
    name = etree.QName(element.tag).localname if isinstance(element.tag, str) else "?"
    said = " ".join("".join(element.itertext()).split())
    text = etree.tostring(element, encoding="unicode", with_tail=False)
    return Piece(code, element.sourceline, name, said[:80], text)
