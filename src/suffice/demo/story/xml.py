"""Writing the story's XML files."""

from __future__ import annotations

from datetime import date
from typing import TypeAlias

from lxml import etree

from suffice.demo.returns.figures import AUTHORITY

Element: TypeAlias = etree._Element


def message() -> Element:
    """Return an empty message."""
    return etree.Element("Message")


def under(parent: Element, name: str, value: str | date | None = None) -> Element:
    """Add an element with a text, or none, under `parent` and return it."""
    element = etree.SubElement(parent, name)
    if value is not None:
        element.text = value.isoformat() if isinstance(value, date) else value
    return element


def header(root: Element, collection: str, day: date, *, made: date) -> Element:
    """Add the header of a collection as at `day`, and return its source."""
    top = under(root, "Header")
    details = under(top, "CollectionDetails")
    under(details, "Collection", collection)
    under(details, "Year", str(day.year))
    under(details, "ReferenceDate", day)
    source = under(top, "Source")
    under(source, "SourceLevel", "L")
    under(source, "LEA", AUTHORITY)
    under(source, "SoftwareCode", "Suffice demonstration")
    if collection == "CIN":
        under(source, "Release", "1")
        under(source, "SerialNo", "001")
    under(source, "DateTime", f"{made.isoformat()}T09:00:00")
    return source


def content(root: Element) -> bytes:
    """Return a document as it stands in a file, an element a line."""
    etree.indent(root)
    return bytes(etree.tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"
