"""Faults in XML: which element they need, what they change in it, and on which line they are to be found."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import TypeAlias

from lxml import etree

from suffice.demo.faults.book import NoRoom
from suffice.demo.story.xml import content

Element: TypeAlias = etree._Element
Where = Callable[[Element], bool]
Spoil = Callable[[Element], Element]


@dataclass(frozen=True, slots=True)
class ElementFault:
    """One fault in an XML file.

    Attributes:
        code: the finding that it must raise.
        name: of the element that is spoilt.
        column: that the finding names.
        where: whether an element will do.
        spoil: changes it, and returns the element on whose line the fault is.
    """

    code: str
    name: str
    column: str | None
    where: Where
    spoil: Spoil


def plant(
    root: Element, faults: Sequence[ElementFault], *, owner: str, chance: Random
) -> tuple[bytes, list[tuple[ElementFault, int]]]:
    """Plant one of each fault, each in an `owner` of its own; return the file and the line of each.

    Raises:
        NoRoom: no element is as a fault needs one.
    """
    taken: set[Element] = set()
    placed = [(fault, _plant(root, fault, owner, taken, chance)) for fault in faults]
    spoilt = content(root)
    tree, again = root.getroottree(), etree.fromstring(spoilt).getroottree()
    return spoilt, [(fault, _line(again, tree.getpath(element))) for fault, element in placed]


def _plant(root: Element, fault: ElementFault, owner: str, taken: set[Element], chance: Random) -> Element:
    elements = list(root.iter(fault.name))
    for element in chance.sample(elements, len(elements)):
        mine = next((one for one in (element, *element.iterancestors()) if one.tag == owner), element)
        if mine not in taken and fault.where(element):
            taken.add(mine)
            return fault.spoil(element)
    raise NoRoom(f"{fault.code}: no {fault.name} is as this fault needs one")


def _line(tree: etree._ElementTree, path: str) -> int:
    found = tree.xpath(path)
    lines = [one.sourceline for one in found if isinstance(one, etree._Element)] if isinstance(found, list) else []
    if not lines or lines[0] is None:
        raise LookupError(f"{path} is not in the spoilt file")
    return int(lines[0])


def day_of(element: Element, name: str) -> date:
    """Return the date that stands in a field."""
    return date.fromisoformat(element.findtext(name) or "")


def cut(*names: str) -> Spoil:
    """Return a spoiler that takes fields out."""

    def spoil(element: Element) -> Element:
        for name in names:
            for one in list(element.iter(name)):
                parent = one.getparent()
                if parent is not None:
                    parent.remove(one)
        return element

    return spoil


def put(**fields: str) -> Spoil:
    """Return a spoiler that writes other texts into fields that are there."""

    def spoil(element: Element) -> Element:
        for name, text in fields.items():
            for one in element.iter(name):
                one.text = text
        return element

    return spoil


def move(name: str, other: str, days: int) -> Spoil:
    """Return a spoiler that moves a date to so many days after another of the same element, or of its parent."""

    def spoil(element: Element) -> Element:
        parent = element.getparent()
        holder = element if element.find(other) is not None or parent is None else parent
        return put(**{name: (day_of(holder, other) + timedelta(days=days)).isoformat()})(element)

    return spoil


def beside(text: str | None = None) -> Spoil:
    """Return a spoiler that puts the same element again behind itself, with another text if one is given."""

    def spoil(element: Element) -> Element:
        again = etree.Element(element.tag)
        again.text = text or element.text
        element.addnext(again)
        return again

    return spoil


def has(*names: str) -> Where:
    """Return whether an element has all these fields."""
    return lambda element: all(element.find(name) is not None for name in names)


def lacks(*names: str) -> Where:
    """Return whether an element has none of these fields."""
    return lambda element: all(element.find(name) is None for name in names)


def every(*wheres: Where) -> Where:
    """Return whether all hold."""
    return lambda element: all(where(element) for where in wheres)


def within(where: Where) -> Where:
    """Return whether something holds of the parent."""
    return lambda element: (parent := element.getparent()) is not None and where(parent)
