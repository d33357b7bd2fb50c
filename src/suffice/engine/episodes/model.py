"""Many years of returns as one history: children, and their episodes after repair."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

import polars as pl

from suffice.engine.findings import Finding


class PlacementState(StrEnum):
    """Where a child lives, as the projection groups it: placement code and, for fostering, who provides it."""

    IN_HOUSE_FOSTER = "in_house_foster"
    AGENCY_FOSTER = "agency_foster"
    FRIENDS_AND_FAMILY = "friends_and_family"
    CHILDRENS_HOME = "childrens_home"
    SECURE = "secure"
    SUPPORTED_ACCOMMODATION = "supported_accommodation"
    WITH_PARENTS = "with_parents"
    PLACED_FOR_ADOPTION = "placed_for_adoption"
    OTHER = "other"

    @property
    def label(self) -> str:
        """The words a page uses."""
        return _LABELS[self]


_LABELS = {
    PlacementState.IN_HOUSE_FOSTER: "In-house foster care",
    PlacementState.AGENCY_FOSTER: "Agency foster care",
    PlacementState.FRIENDS_AND_FAMILY: "Friends and family foster care",
    PlacementState.CHILDRENS_HOME: "Children's home",
    PlacementState.SECURE: "Secure home",
    PlacementState.SUPPORTED_ACCOMMODATION: "Supported accommodation",
    PlacementState.WITH_PARENTS: "Placed with parents",
    PlacementState.PLACED_FOR_ADOPTION: "Placed for adoption",
    PlacementState.OTHER: "Other",
}

AGE_BANDS: tuple[tuple[str, int, int], ...] = (
    ("0", 0, 1),
    ("1-4", 1, 5),
    ("5-9", 5, 10),
    ("10-15", 10, 16),
    ("16-17", 16, 18),
)
"""Label, first age, first age of the next band: whole years of true age."""


@dataclass(frozen=True, slots=True)
class History:
    """Children and episodes out of all returns, repaired.

    Attributes:
        children: one row a child that has a date of birth: ``authority, child`` (key, String, never null; the authority
            is "" where the returns name none), ``sex`` (M/F/U or null),
            ``dob`` (Date), ``eighteenth`` (Date), ``ethnic``, ``uasc`` (Boolean: ever in the UASC table),
            ``year, file, row`` (where the row that was believed stands).
        episodes: one row an episode that is used, ordered by authority, child, decom: ``authority, child, decom, dec``
            (Date; `dec` null while open, half-open: `dec` is the first day after), ``rne, ls, cin, place,
            place_provider, rec`` (String), ``state`` (String, a `PlacementState` value, T0-T4 keeping what they
            interrupt), ``unknown_exit`` (Boolean: closed by a repair), ``repair`` (String, what was done, or null),
            ``home_post, pl_post, urn`` (String), ``period_start`` (Date: of the unbroken run that it belongs to),
            ``year, file, row``. Episodes of children without a date of birth
            are in here too, so that totals can say how many they leave out.
        findings: what the repairs did, and what they could not decide.
        first_day: the first day of the earliest collection year; None without returns.
        last_day: 31 March of the latest collection year, the default "as at".
        set_aside: episodes that are not used, with ``repair`` saying why; otherwise as `episodes`, unrepaired.
    """

    children: pl.DataFrame
    episodes: pl.DataFrame
    findings: tuple[Finding, ...]
    first_day: date | None
    last_day: date | None
    set_aside: pl.DataFrame = field(default_factory=pl.DataFrame)


@dataclass(frozen=True, slots=True)
class Stock:
    """The children in care at the end of one day.

    Attributes:
        on: the day.
        children: one row a child: ``authority, child, sex, dob, age`` (Int32, whole years), ``age_band`` (label of
            `AGE_BANDS`), ``state``, ``ls``, ``cin``, ``place``, ``place_provider``, ``uasc``,
            ``ethnic``, ``decom`` (of the episode),
            ``period_start`` (Date: start of the period of care), ``file, row`` (of the episode).
        left_out: children who would count but have no header or no date of birth.
    """

    on: date
    children: pl.DataFrame
    left_out: int

    @property
    def total(self) -> int:
        """How many children."""
        return self.children.height
