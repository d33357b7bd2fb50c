"""The way round the house: sections named by the commissioning cycle, and the doors that rooms open in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from suffice.core.pages.addresses import here
from suffice.core.policies import Standing


class Section(StrEnum):
    """A part of the navigation; its value is in the address, its label on the page."""

    ANALYSE = "analyse"
    PLAN = "plan"
    DO = "do"
    REVIEW = "review"
    TOGETHER = "together"
    PUBLISH = "publish"
    HOUSE = "house"

    @property
    def label(self) -> str:
        """What the navigation calls it."""
        return {"house": "Administration"}.get(self.value, self.value.capitalize())

    @property
    def words(self) -> str:
        """What is behind it, in a sentence."""
        return _WORDS[self]


_WORDS = {
    Section.ANALYSE: "What the children's records say: who is in care, where they live, and how many there may be.",
    Section.PLAN: "What to buy or build, and why.",
    Section.DO: "Buying it, and finding the right home for each child.",
    Section.REVIEW: "Whether it worked.",
    Section.TOGETHER: "Who decides, and what children and young people say.",
    Section.PUBLISH: "What the council tells everybody: statements, with the source of every figure.",
    Section.HOUSE: "Who may come in, how long records are kept, and the record of what happened.",
}


@dataclass(frozen=True, slots=True)
class Door:
    """A page that people may go to from the navigation and from home.

    Attributes:
        section: where it is.
        label: what the link says.
        words: what is behind it, in a sentence.
        view: the name of the address: ``returns:register``.
        permission: what a person must hold to see the door.
        order: doors are shown from low to high.
    """

    section: Section
    label: str
    words: str
    view: str
    permission: str
    order: int = 50

    def address(self, place: Standing) -> str:
        """Return where it leads for people at this authority."""
        return here(place.authority, self.view)


_DOORS: list[Door] = []


def register(door: Door) -> Door:
    """Open a room's door in the navigation."""
    if door not in _DOORS:
        _DOORS.append(door)
    return door


def doors(place: Standing, section: Section | None = None) -> Sequence[Door]:
    """Return the doors open to this person, in one section or in all, in order."""
    order = list(Section)
    seen = [door for door in _DOORS if place.may(door.permission) and section in {None, door.section}]
    return sorted(seen, key=lambda door: (order.index(door.section), door.order, door.label))


def sections(place: Standing) -> Sequence[Section]:
    """Return the sections in which some door is open to this person."""
    open_here = {door.section for door in doors(place)}
    return [section for section in Section if section in open_here]


def section_of(room: str, named: str | None = None) -> Section | None:
    """Return the section that a page belongs to: the one it names, or the one its room opens doors in."""
    if named:
        return Section(named)
    return next((door.section for door in _DOORS if door.view.split(":")[0] == room != "core"), None)
