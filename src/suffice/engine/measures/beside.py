"""The returns beside the SSDA903, as measures of a day look at them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import polars as pl

from suffice.engine.calendar import year_end
from suffice.engine.episodes import History
from suffice.engine.returns.cin.history import CinHistory, census_history
from suffice.engine.returns.cin.layouts import KIND as CENSUS
from suffice.engine.returns.model import Return
from suffice.engine.returns.population import find
from suffice.engine.returns.workforce.layouts import KIND as WORKFORCE
from suffice.engine.returns.workforce.layouts import census_day


def latest_day(history: History, returns: Sequence[Return]) -> date | None:
    """Return the last day that the returns tell of: the 903's where there is one, else the latest of the others'."""
    if history.last_day is not None:
        return history.last_day
    return max((_day(one, one.year) for one in returns if one.year is not None), default=None)


def _day(one: Return, year: int) -> date:
    return one.as_at or (census_day(year) if one.kind == WORKFORCE else year_end(year))


def censuses(returns: Sequence[Return], *, authorities: frozenset[str] | None = None) -> CinHistory | None:
    """Return the children in need censuses as one history; None where there is none.

    Args:
        returns: usable returns of any kind.
        authorities: three-figure codes of those whose censuses count, beside those that name nobody; None for all.
    """
    told = [one for one in returns if one.kind == CENSUS and _counts(one, authorities)]
    return census_history(told) if told else None


def workbook_on(
    returns: Sequence[Return], on: date, *, authorities: frozenset[str] | None = None
) -> Mapping[str, pl.DataFrame] | None:
    """Return the lists of the latest Annex A workbook that tells of a day up to `on`; None where there is none.

    Args:
        returns: usable returns of any kind.
        on: the day.
        authorities: three-figure codes of those whose workbooks count, beside those that name nobody; None for all.
    """
    found = _workbook(returns, on, authorities)
    return found[1] if found else None


def workbook_day(returns: Sequence[Return], on: date, *, authorities: frozenset[str] | None = None) -> date | None:
    """Return the day of which that workbook tells; None where there is none."""
    found = _workbook(returns, on, authorities)
    return found[0] if found else None


def _workbook(
    returns: Sequence[Return], on: date, authorities: frozenset[str] | None
) -> tuple[date, Mapping[str, pl.DataFrame]] | None:
    found = [
        (one.as_at, one.tables)
        for one in returns
        if one.kind == "annex_a" and one.as_at is not None and one.as_at <= on and _counts(one, authorities)
    ]
    return max(found, key=lambda pair: pair[0]) if found else None


def own_codes(authority: str) -> frozenset[str] | None:
    """Return the code under which returns beside the 903 name the authority; None for everyone's."""
    found = find(authority)
    return frozenset({found.code}) if found else None


def _counts(one: Return, authorities: frozenset[str] | None) -> bool:
    return one.refusal is None and (authorities is None or not one.authority or one.authority in authorities)
