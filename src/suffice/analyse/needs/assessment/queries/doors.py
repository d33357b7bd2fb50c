"""The front door and the localities as tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from suffice.analyse.needs.assessment.figures import Share
from suffice.analyse.needs.assessment.queries.reading import Read
from suffice.core.pages.register import Column, Register
from suffice.core.pages.words import NONE, number, per_cent
from suffice.engine.comparison.intervals import of_share
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


def _shown(share: Share | None) -> str:
    return NONE if share is None else per_cent(share[0] / share[1], *share)


def _value(share: Share | None) -> float | None:
    return None if share is None else round(share[0] / share[1], 4)


def _with_interval(share: Share | None) -> str:
    if share is None:
        return NONE
    known = of_share(*share)
    return f"{number(known.value)}% ({number(known.interval.low)} to {number(known.interval.high)})"


def _share_column(key: str, heading: str, field: str) -> Column:
    return Column(
        key=key,
        heading=heading,
        value=lambda one: _value(getattr(one, field)),
        shown=lambda one: _shown(getattr(one, field)),
        sort="",
        numeric=True,
    )


def _count_column(what: str, heading: str) -> Column:
    return Column(key=what, heading=heading, value=lambda one: one.of(what), sort="", numeric=True)


def _tier_share(tier: Tier, heading: str) -> Column:
    return Column(
        key=f"{tier}_share",
        heading=heading,
        value=lambda one: _value(one.share(tier)),
        shown=lambda one: _with_interval(one.share(tier)),
        sort="",
        numeric=True,
    )


LISTED = Register(
    name="workbook",
    caption="What the workbook lists",
    noun=("line", "lines"),
    alone=False,
    columns=(
        Column(key="group", heading="About", value=lambda one: one.group, sort=""),
        Column(key="what", heading="What", value=lambda one: one.what, sort=""),
        Column(key="count", heading="How many", value=lambda one: one.count, sort="", numeric=True),
        Column(
            key="share",
            heading="Share",
            value=lambda one: None if one.share is None else round(one.share, 4),
            shown=lambda one: "" if one.share is None else per_cent(one.share, one.count, one.of),
            sort="",
            numeric=True,
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
        Column(key="on", heading="Year to", value=lambda one: one.on, sort=""),
        Column(key="referrals", heading="Referrals", value=lambda one: one.referrals, sort="", numeric=True),
        _share_column("again", "Within twelve months of an earlier one", "again"),
        _share_column("no_action", "No further action", "no_action"),
        _share_column("in_time", "Assessments within 45 working days", "in_time"),
    ),
)

PLACES = Register(
    name="localities",
    caption="Tiers and the front door by locality",
    noun=("locality", "localities"),
    alone=False,
    columns=(
        Column(key="name", heading="Locality", value=lambda one: one.name, sort=""),
        *(_count_column(str(tier), tier.label) for tier in Tier),
        _count_column(KNOWN, "Known at any tier"),
        _tier_share(Tier.PROTECTION, "On plans, of those known (95% interval)"),
        _tier_share(Tier.IN_CARE, "In care, of those known (95% interval)"),
        _count_column(CONTACTS, "Contacts"),
        _count_column(REFERRALS, "Referrals"),
    ),
)
