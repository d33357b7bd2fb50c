"""The front door and the localities as tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from suffice.analyse.needs.assessment.figures import Share
from suffice.analyse.needs.assessment.queries import columns
from suffice.analyse.needs.assessment.queries.reading import Read
from suffice.core.pages.register import Column, Register
from suffice.core.pages.words import NONE, per_cent
from suffice.engine.comparison.intervals import Estimate, of_share
from suffice.engine.needs import ByLocality, FrontDoor, Tier
from suffice.engine.needs.localities import CONTACTS, KNOWN, REFERRALS

_NOWHERE = "Not known"


@dataclass(frozen=True, slots=True)
class Listed:
    """One line of what a workbook lists: what, how many, and of how many."""

    group: str
    what: str
    count: int
    of: int | None

    @property
    def share(self) -> float | None:
        """The share; None where nothing is divided by."""
        return self.count / self.of if self.of else None


@dataclass(frozen=True, slots=True)
class DoorYear:
    """The front door of the year to a day, as the censuses tell it."""

    on: date
    referrals: int | None
    again: Share | None
    no_action: Share | None
    in_time: Share | None


@dataclass(frozen=True, slots=True)
class Place:
    """One locality: what is counted there; None where it is not told."""

    name: str
    counts: ByLocality
    key: str | None

    def of(self, what: str) -> int | None:
        """Return a count."""
        return self.counts.of(self.key, what)

    def share(self, tier: Tier) -> tuple[int, int] | None:
        """Return how many of the children known are at a tier."""
        count, known = self.of(tier), self.of(KNOWN)
        return None if count is None or not known else (count, known)


def listed(front: FrontDoor) -> Sequence[Listed]:
    """Return what the workbook lists: ratings, sources, no further action, repeats, timeliness."""
    rows = []
    if front.contacts is not None:
        rows.append(Listed("Contacts", "All contacts", front.contacts, None))
        rows += [Listed("Made by", source, count, front.contacts) for source, count in front.sources]
    if front.ratings is not None:
        of = sum(count for _, count in front.ratings) + front.unrated
        rows += [Listed("Rated", label, count, of) for label, count in front.ratings]
        rows.append(Listed("Rated", "No rating", front.unrated, of))
    if front.referrals is not None:
        rows.append(Listed("Referrals", "All referrals", front.referrals, None))
        rows.append(Listed("Referrals", "No further action", front.no_action, front.referrals))
        rows.append(Listed("Referrals", "Repeated within twelve months", front.again, front.referrals))
    if front.contacts is not None and front.referrals is not None:
        rows.append(Listed("Timeliness", "Contacts that a referral followed", front.answered, front.contacts))
        rows.append(Listed("Timeliness", "Of those, within one working day", front.in_time, front.answered))
    return rows


def door_years(read: Read) -> Sequence[DoorYear]:
    """Return the front door of every year that a census tells."""
    return [
        DoorYear(
            one.on,
            one.conversion.steps[0].referrals if one.conversion else None,
            one.shares.get("rereferral"),
            one.shares.get("referral_nfa"),
            one.shares.get("assessment_45"),
        )
        for one in read.series
        if one.shares
    ]


def place_rows(found: ByLocality) -> Sequence[Place]:
    """Return every locality in the council's order, and those not known last."""
    return [Place(name or _NOWHERE, found, name) for name in found.counts]


def _share(key: str, heading: str) -> Column:
    """Return a column of a share of the year, with the sum in figures."""

    def part(row: DoorYear) -> float | None:
        found: Share | None = getattr(row, key)
        return None if found is None else found[0] / found[1]

    def shown(row: DoorYear) -> str:
        found: Share | None = getattr(row, key)
        return NONE if found is None else per_cent(found[0] / found[1], *found)

    return columns.share(key, heading, part, shown)


def _of_known(tier: Tier, heading: str) -> Column:
    def found(row: Place) -> Estimate | None:
        told = row.share(tier)
        return of_share(*told) if told else None

    return columns.estimate(f"{tier}_share", heading, found, places=0)


def _counted(what: str, heading: str) -> Column:
    return columns.count(what, heading, lambda one: one.of(what))


LISTED = Register(
    name="workbook",
    caption="What the workbook lists",
    noun=("line", "lines"),
    alone=False,
    columns=(
        columns.words("group", "About"),
        columns.words("what", "What"),
        columns.count("count", "How many"),
        columns.share(
            "share",
            "Share",
            lambda one: one.share,
            lambda one: "" if one.share is None else per_cent(one.share, one.count, one.of),
        ),
    ),
)

DOOR_YEARS = Register(
    name="door-years",
    caption="The front door, year by year",
    noun=("year", "years"),
    order="-on",
    alone=False,
    columns=(
        columns.words("on", "Year to"),
        columns.count("referrals", "Referrals"),
        _share("again", "Within twelve months of an earlier one"),
        _share("no_action", "No further action"),
        _share("in_time", "Assessments within 45 working days"),
    ),
)

PLACES = Register(
    name="localities",
    caption="Tiers and the front door by locality",
    noun=("locality", "localities"),
    alone=False,
    columns=(
        columns.words("name", "Locality"),
        *(_counted(str(tier), tier.label) for tier in Tier),
        _counted(KNOWN, "Known at any tier"),
        _of_known(Tier.PROTECTION, "On plans, % of those known"),
        _of_known(Tier.IN_CARE, "In care, % of those known"),
        _counted(CONTACTS, "Contacts"),
        _counted(REFERRALS, "Referrals"),
    ),
)
