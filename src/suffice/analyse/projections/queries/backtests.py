"""The tests of an authority's projection against the past: the one that stands, and whether it still holds."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from suffice.analyse.needs.queries.results import returns_in_use
from suffice.analyse.projections.models import BacktestRun
from suffice.analyse.projections.queries import runs
from suffice.analyse.returns.queries import history
from suffice.core.digests import digest_of
from suffice.core.models import Authority

KIND = "projections.backtest"
"""The kind of work that makes a test."""

LEAST_YEARS = 2
"""Years of returns without which no past 31 March has a year before it and an outcome after it."""


def every_test(authority: Authority) -> QuerySet[BacktestRun]:
    """Return every test, latest first."""
    found = BacktestRun.objects.filter(authority=authority).select_related("authority", "asked_by", "work")
    return found.order_by("-asked_at", "-pk")


def latest(authority: Authority) -> BacktestRun | None:
    """Return the last test made; None when there is none, or no accepted return is left behind it."""
    if not history.accepted(authority).exists():
        return None
    return every_test(authority).filter(made_at__isnull=False).order_by("-made_at", "-pk").first()


def under_way(authority: Authority) -> BacktestRun | None:
    """Return the last test asked for when it has not been made yet, be it under way or failed."""
    last = every_test(authority).defer("document", "facts").first()
    return last if last is not None and last.made_at is None else None


def possible(authority: Authority) -> bool:
    """Say whether the accepted returns hold a past day to test from."""
    covered = runs.covered(authority)
    return covered is not None and covered[1].year - covered[0].year >= LEAST_YEARS


def inputs(run: BacktestRun) -> dict[str, Any]:
    """Return what the test would be made of now."""
    return {
        "asked": run.asked,
        "returns": returns_in_use(run.authority),
        "population": runs.figures(run.authority),
    }


def holds(run: BacktestRun) -> bool:
    """Say whether the same test would be made of the same returns now, or none could be, as every row is cleared."""
    return history.is_cleared(run.authority) or run.inputs_digest == digest_of(inputs(run))
