"""How children, stays and absences are sorted into cells: states, ages, time in care, in a placement, away."""

from __future__ import annotations

from enum import StrEnum

import numpy as np
import polars as pl

from suffice.engine.episodes import AGE_BANDS, PlacementState
from suffice.engine.projection.tables import Brackets

STATES: tuple[str, ...] = tuple(str(state) for state in PlacementState)
AGES: tuple[str, ...] = tuple(label for label, _, _ in AGE_BANDS)
STREAMS: tuple[str, ...] = ("others", "unaccompanied")
"""Children followed apart, because they come and leave for other reasons: unaccompanied children seeking asylum are the
second, all others the first."""

BIRTHDAYS: tuple[int, ...] = tuple(after for _, _, after in AGE_BANDS)
"""The birthdays, in years, at which an age band ends; the last is the 18th."""

DAYS_A_MONTH = 365.25 / 12

CARE_EDGES: tuple[int, ...] = (1, 3, 6, 12, 24)
"""Whole months in care at which the chance of leaving may change."""

PLACE_EDGES: tuple[int, ...] = (3, 12, 24)
"""Whole months in a placement at which the chance of moving may change."""

AWAY_EDGES: tuple[int, ...] = (1, 3, 6, 12, 24)
"""Whole months since leaving at which the chance of coming back may change."""

LONGEST_ABSENCE = 60
"""Months after which a child who comes back counts as entering for the first time."""

ENTRY_EDGES: tuple[int, ...] = (0, 1, *(12 * year for year in range(1, 19)))
"""Ages in months between which entries are counted: newborn, the rest of the first year, then year by year."""

ENTRY_GROUPS: tuple[int, ...] = (0, 1, 2, 2, 2, 2, 3, 3, 3, 3, 3, 4, 4, 4, 4, 4, 4, 5, 5)
"""The group of ages that each cell of entries leans on when it is thin."""


class Cause(StrEnum):
    """Why a child left the count before the 18th birthday. The order is that of the arrays."""

    HOME = "home"
    ADOPTION = "adoption"
    ORDER = "order"
    OTHER = "other"
    UNKNOWN = "unknown"
    SHORT_BREAKS = "short_breaks"

    @property
    def label(self) -> str:
        """The words a page uses."""
        return _LABELS[self]


_LABELS = {
    Cause.HOME: "Returned home or to relatives",
    Cause.ADOPTION: "Adopted",
    Cause.ORDER: "Special guardianship or child arrangements order",
    Cause.OTHER: "Left for another reason",
    Cause.UNKNOWN: "Left, reason not known",
    Cause.SHORT_BREAKS: "Changed to a series of short breaks",
}

_BY_REASON: dict[str, Cause] = {
    **dict.fromkeys(("E4", "E4A", "E4B", "E13"), Cause.HOME),
    **dict.fromkeys(("E11", "E12"), Cause.ADOPTION),
    **dict.fromkeys(("E41", "E43", "E44", "E45", "E46", "E47", "E48"), Cause.ORDER),
    **dict.fromkeys(("X1", "E99", ""), Cause.UNKNOWN),
}


def cause_of(reason: str, unknown: str, short_breaks: str) -> pl.Expr:
    """Return the position in `Cause` of the way a stay ended.

    Args:
        reason: the column of REC codes.
        unknown: the column that is true where a repair put the end there.
        short_breaks: the column that is true where legal status V3 or V4 follows at once.
    """
    order = {cause: position for position, cause in enumerate(Cause)}
    told = {code: order[cause] for code, cause in _BY_REASON.items()}
    coded = pl.col(reason).fill_null("").replace_strict(told, default=order[Cause.OTHER], return_dtype=pl.Int32)
    return (
        pl.when(pl.col(short_breaks))
        .then(order[Cause.SHORT_BREAKS])
        .when(pl.col(unknown))
        .then(order[Cause.UNKNOWN])
        .otherwise(coded)
        .cast(pl.Int32)
    )


def brackets(away_months: int) -> Brackets:
    """Return the arrays that turn months into cells.

    Args:
        away_months: how long after leaving a return is still possible; at least 1.
    """
    edges = np.array(ENTRY_EDGES, np.float64)
    return Brackets(
        care=np.array([*CARE_EDGES, np.inf]),
        place=np.array([*PLACE_EDGES, np.inf]),
        away=np.array([*(edge for edge in AWAY_EDGES if edge < away_months), away_months], np.float64),
        entry_from=edges[:-1].copy(),
        entry_to=edges[1:].copy(),
        birthdays=12.0 * np.array(BIRTHDAYS, np.float64),
    )
