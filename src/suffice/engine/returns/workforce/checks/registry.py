"""All checks of the workforce census in one order, and asking them."""

from __future__ import annotations

import polars as pl

from suffice.engine.returns.checking.asking import SCHEMA, ask
from suffice.engine.returns.checking.check import Check
from suffice.engine.returns.model import Return
from suffice.engine.returns.workforce.checks import leaving, posts, work
from suffice.engine.returns.workforce.checks.frames import Frames
from suffice.engine.returns.workforce.layouts import WORKERS

SUBJECTS: dict[str, tuple[Check, ...]] = {
    "Posts": posts.CHECKS,
    "Leaving": leaving.CHECKS,
    "Cases, absence and vacancies": work.CHECKS,
}
"""The checks by subject, in the order in which the document tells them."""


def all_checks(year: int | None = None) -> tuple[Check, ...]:
    """Return every check, or with `year` those that a census of that year is asked."""
    every = (check for checks in SUBJECTS.values() for check in checks)
    return tuple(check for check in every if year is None or check.asked_in(year))


def run_checks(ret: Return) -> pl.DataFrame:
    """Ask a census its checks, as `returns.checking.asking.ask` does; one without a year is not asked."""
    if ret.year is None or WORKERS not in ret.tables:
        return pl.DataFrame(schema=SCHEMA)
    return ask(ret, Frames(ret), all_checks(ret.year))
