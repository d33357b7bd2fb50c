"""XML read with care: streamed, no entities, no document type, nothing fetched; names whatever their case."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from io import BytesIO
from typing import Any

from lxml import etree

from suffice.engine.returns.archives import NotRead

_FIRST = 60
"""How many elements at the beginning of a file say what it is."""


@dataclass(frozen=True, slots=True)
class Beginning:
    """How an XML file begins.

    Attributes:
        root: the published name of the outermost element, in capitals; None when the file breaks off before it.
        names: the names of the first elements, in capitals.
        collection: what stands in the first ``Collection`` element (``CIN``, ``CSWW``), in capitals; "" without one.
        doctype: whether a document type is declared.
    """

    root: str | None
    names: frozenset[str]
    collection: str
    doctype: bool


def is_xml(data: bytes) -> bool:
    """Return whether `data` starts as XML does, in any of its usual encodings."""
    return data[:200].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<")


def begins(data: bytes) -> Beginning:
    """Return how a file begins; a file that is no XML begins with nothing."""
    names: list[str] = []
    collection, doctype = "", False
    try:
        for event, element in parse(data, events=("start", "end")):
            name = name_of(element)
            if event == "start":
                doctype = doctype or (not names and element.getroottree().docinfo.internalDTD is not None)
                names.append(name)
            elif name == "COLLECTION" and not collection:
                collection = (element.text or "").strip().upper()
            if len(names) >= _FIRST:
                break
    except etree.XMLSyntaxError:
        pass  # what is broken is told when the file is read
    return Beginning(names[0] if names else None, frozenset(names), collection, doctype)


def insist_on_no_doctype(data: bytes) -> None:
    """Raise `NotRead` when the file declares a document type, which no return does and an attack may."""
    if begins(data).doctype:
        raise NotRead("xml-doctype", "")


def parse(data: bytes, **asked: Any) -> etree.iterparse:
    """Return a parser of `data` that resolves nothing and fetches nothing; `asked` as `etree.iterparse` takes it."""
    safely = {"resolve_entities": False, "no_network": True, "huge_tree": False, "load_dtd": False}
    # A comment inside a cell is no part of it.
    return etree.iterparse(BytesIO(data), remove_comments=True, remove_pis=True, **safely, **asked)


def broken(error: etree.XMLSyntaxError) -> NotRead:
    """Return the refusal of a file that breaks off or is malformed: the line and the parser's words."""
    return NotRead("xml-broken", f"{error.lineno}:{error.msg}")


@cache
def _name(tag: str) -> str:
    return str(etree.QName(tag).localname).upper()


def name_of(element: etree._Element) -> str:
    """Return the name of an element in capitals, without its namespace."""
    return _name(element.tag) if isinstance(element.tag, str) else ""
