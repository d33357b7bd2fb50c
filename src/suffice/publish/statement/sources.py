"""What each kind of figure rests on, in the words that the list of sources holds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from suffice.core.pages.words import counted, day, number
from suffice.engine.returns.model import FileReport
from suffice.publish.statement.inputs import Brought, Inputs
from suffice.publish.statement.telling import Telling, period

if TYPE_CHECKING:
    from suffice.engine.measures import Measure
    from suffice.engine.projection.backtest.model import Backtest
    from suffice.engine.projection.project import Projection

_TABLES = ("Header", "Episodes", "UASC")
DUTY = (
    "Children Act 1989, section 22G (put in by the Children and Young Persons Act 2008, section 9): the general duty "
    "to secure sufficient accommodation."
)
GUIDANCE = (
    "Sufficiency: statutory guidance on securing sufficient accommodation for looked after children, Department for "
    "Children, Schools and Families, 2010."
)
PLACING = "Children Act 1989, section 22C: how a council provides a child in its care with accommodation."
TOGETHER = "Children Act 2004, section 10: co-operation between a council and its partners."
IN_CARE = (
    "Definition, version 1: a child is in care on a day who has an episode begun by that day and not ended, is not yet "
    "18, and is not on a series of short breaks (legal status V3 or V4). A child with two episodes at once counts once."
)
FLOWS = (
    "Definition, version 1: different children who began, or ended, an unbroken stay in care in the twelve months to "
    "the day; turning 18 ends a stay. A child comes back who was in care before, with a gap."
)
STATES = (
    "Definition: nine kinds of placement, by placement code and, for foster care, by who provides it; a temporary "
    "placement (T0 to T4) counts as what it interrupts."
)
NEAR = (
    "Definition, version 1: the home's and the placement's postcodes begin with the same letters. This is coarser "
    "than a distance, which the returns do not hold, and is no test of whether a placement lies inside the council's "
    "area."
)


def rested_on(given: Inputs) -> Sequence[FileReport]:
    """Return the tables of the returns that figures rest on: children, their episodes, and who came alone."""
    return [one for one in given.files if one.table in _TABLES]


def returns(given: Inputs) -> str:
    """Return the reference of the returns themselves."""
    tables, tell = rested_on(given), Telling(given.rule)
    years = sorted({one.year for one in tables if one.year is not None})
    told = f", collection years {years[0]} to {years[-1]}" if len(years) > 1 else ""
    files = counted(len({one.sha256 or one.name for one in tables}), "file")
    rows = tell.count(sum(one.rows for one in tables))
    return (
        f"The council's SSDA903 returns{told}, covering {period(*given.facts.covered)}: {files}, {rows} rows. "
        "The last table of this statement lists each with its rows and the hash of its bytes."
    )


def measure(one: Measure) -> str:
    """Return the reference of a measure: its definition and version."""
    told = one.indicator
    return (
        f"Measure {told.code}, version {told.version}: {told.numerator}, of {told.denominator}; {told.who_counts}. "
        f"{told.reference}."
    )


def projection(made: Projection) -> str:
    """Return the reference of a projection: method, what it learnt from, futures and seed."""
    after, last = made.reference
    return (
        f"Projection from {day(made.origin)}. {made.method} Rates learnt from {period(after, last)}; "
        f"{number(made.replicates)} simulated futures, seed {made.seed}. The same returns, method and seed give the "
        "same figures to the bit."
    )


def backtest(made: Backtest) -> str:
    """Return the reference of a backtest: which past days, futures and seed."""
    from suffice.engine.projection.backtest.model import METHOD  # noqa: PLC0415 - brings the compiler

    days = made.origins
    return (
        f"{METHOD} {counted(len(days), 'past day')}, {period(days[0], days[-1])}; {number(made.replicates)} simulated "
        f"futures of each, seed {made.seed}."
    )


def places(given: Inputs) -> str:
    """Return the reference of the places."""
    return _brought(given, "capacity", "Places that the council can use, as written down by the council")


def prices(given: Inputs) -> str:
    """Return the reference of the prices."""
    return _brought(given, "prices", "What a week in each kind of home costs, as written down by the council")


def scenarios(given: Inputs) -> str:
    """Return the reference of the scenarios."""
    return _brought(given, "scenarios", "What each scenario supposes, as written down by the council")


def _brought(given: Inputs, kind: str, words: str) -> str:
    """Return the reference of files brought beside the returns."""
    told = [f"{one.name}{_rows(one)}, SHA-256 {one.sha256[:16]}" for one in given.brought.get(kind, ())]
    return f"{words}: {'; '.join(told)}."


def _rows(one: Brought) -> str:
    return "" if one.rows is None else f", {counted(one.rows, 'row')}"
