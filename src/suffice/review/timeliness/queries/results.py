"""The results that stand, of which days there are some, what went into them, and whether they still hold."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from suffice.analyse.returns import kinds
from suffice.analyse.returns.queries import shelf
from suffice.core.models import Authority
from suffice.engine.calendar import year_end
from suffice.engine.returns.model import SSDA903
from suffice.review.timeliness.figures import DEFINITION
from suffice.review.timeliness.models import DriftResult
from suffice.review.timeliness.queries import lengths

KIND = "timeliness.drift"
"""The kind of work that works out drift and delay."""
RESTS_ON = (SSDA903, kinds.CIN, kinds.ANNEX_A)
"""The kinds of return that tell of it."""


def latest(authority: Authority, on: date | None = None) -> DriftResult | None:
    """Return the newest result of a day, or of the latest day that the returns tell of; None without accepted ones."""
    standing = _standing(authority)
    if on is not None:
        return standing.filter(on=on).first()
    return standing.filter(asked=False).first() or standing.first()


def days(authority: Authority) -> Sequence[date]:
    """Return the days of which there is a result, the latest first."""
    return sorted(set(_standing(authority).values_list("on", flat=True)), reverse=True)


def newest(authority: Authority) -> Sequence[DriftResult]:
    """Return the newest result of every day, by day."""
    found = _standing(authority).order_by("made_at", "pk").defer("workers")
    return sorted({one.on: one for one in found}.values(), key=lambda one: one.on)


def _standing(authority: Authority) -> QuerySet[DriftResult]:
    """Return the results of days that accepted returns tell of or a person asked for, the newest first.

    Once every row has been cleared nothing says which days those are, and all figures stay as made.
    """
    found = DriftResult.objects.filter(authority=authority).order_by("-on", "-made_at", "-pk")
    if is_cleared(authority):
        return found
    told = told_of(authority)
    return found.filter(Q(on__in=told) | Q(asked=True)) if told else found.none()


def told_of(authority: Authority) -> Sequence[date]:
    """Return the days that the accepted returns tell of, in order: of each workbook, and the end of each year."""
    workbooks, years = set(), set()
    for one in shelf.in_use(authority, RESTS_ON):
        if one["kind"] == kinds.ANNEX_A:
            workbooks.add(date.fromisoformat(one["part"]))
        else:
            years.add(year_end(one["year"]))
    return sorted(workbooks | years)


def wanted(authority: Authority) -> dict[date, bool]:
    """Return the days that there should be a result of, in order, and whether it is only because a person asked."""
    own = told_of(authority)
    asked = DriftResult.objects.filter(authority=authority, asked=True).values_list("on", flat=True)
    return dict(sorted({**dict.fromkeys(asked, True), **dict.fromkeys(own, False)}.items()))


def inputs(authority: Authority, on: date) -> dict[str, Any]:
    """Return what a result of a day would be made of, if it were made now."""
    own = lengths.as_inputs(authority, on)
    return {"definition": DEFINITION, "returns": shelf.in_use(authority, RESTS_ON), **own}


def is_cleared(authority: Authority) -> bool:
    """Say whether returns are accepted and the rows of every one of them have been cleared: figures stay as made."""
    return shelf.is_cleared(authority, RESTS_ON)


def holds(result: DriftResult) -> bool:
    """Say whether the same would be made now, or nothing could be, as every row has been cleared."""
    return is_cleared(result.authority) or result.is_made_of(inputs(result.authority, result.on))
