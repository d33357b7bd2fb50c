"""Asking a census every check of its year."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from suffice.engine.returns.checking.asking import SCHEMA, ask
from suffice.engine.returns.checking.check import Check
from suffice.engine.returns.cin.checks.frames import Frames
from suffice.engine.returns.cin.checks.registry import all_checks
from suffice.engine.returns.model import Return


def run_checks(ret: Return, *, checks: Sequence[Check] | None = None) -> pl.DataFrame:
    """Ask one census its checks; see `ask` for what comes back.

    Args:
        ret: a census as read. One without a year is not asked: reading has refused it and says why.
        checks: the checks to ask; those of the census's year when None.
    """
    if ret.year is None:
        return pl.DataFrame(schema=SCHEMA)
    return ask(ret, Frames(ret, ret.year), all_checks(ret.year) if checks is None else checks)
