"""The runs of an authority: the one that stands, the one beside the strategy, and whether they still hold."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import QuerySet

from suffice.analyse.needs.queries.results import returns_in_use
from suffice.analyse.projections.models import BacktestRun, ProjectionRun, PublishedArithmetic, RunPurpose
from suffice.analyse.returns.queries import history
from suffice.analyse.returns.queries.population import estimates
from suffice.core.digests import digest_of
from suffice.core.models import Authority
from suffice.engine.calendar import year_end, year_start

KIND = "projections.run"
"""The kind of work that makes a run."""


def every_run(authority: Authority) -> QuerySet[ProjectionRun]:
    """Return every run, latest first."""
    found = ProjectionRun.objects.filter(authority=authority).select_related("authority", "asked_by", "work", "again")
    return found.order_by("-asked_at", "-pk")


def latest(authority: Authority, purpose: RunPurpose) -> ProjectionRun | None:
    """Return the last run made for a purpose; None when there is none, or no accepted return is left behind it."""
    if not history.accepted(authority).exists():
        return None
    return every_run(authority).filter(purpose=purpose, made_at__isnull=False).order_by("-made_at", "-pk").first()


def under_way(authority: Authority, purpose: RunPurpose) -> ProjectionRun | None:
    """Return the last run asked for a purpose when it has not been made yet, be it under way or failed."""
    last = every_run(authority).filter(purpose=purpose).defer("document", "facts").first()
    return last if last is not None and last.made_at is None else None


def covered(authority: Authority) -> tuple[date, date] | None:
    """Return the first and the last day that the accepted returns cover; None without any."""
    years = [one.year for one in history.in_use(authority) if one.year is not None]
    return (year_start(min(years)), year_end(max(years))) if years else None


def arithmetic(authority: Authority) -> PublishedArithmetic | None:
    """Return the strategy's arithmetic that stands: what was written down last."""
    return PublishedArithmetic.objects.filter(authority=authority).order_by("-recorded_at", "-pk").first()


def inputs(run: ProjectionRun) -> dict[str, Any]:
    """Return what the run would be made of now."""
    standing = arithmetic(run.authority) if run.purpose == RunPurpose.BESIDE else None
    asked = {**run.asked, "origin": run.origin.isoformat()}
    return {
        "asked": asked,
        "returns": returns_in_use(run.authority),
        "arithmetic": standing.pk if standing else None,
        "population": figures(run.authority),
        "tested": tested.inputs_digest if (tested := last_tested(run.authority)) else None,
    }


def figures(authority: Authority) -> list[list[int]]:
    """Return the population figures that stand, each year with its number."""
    return [[one.mid_year, one.number] for one in estimates(authority)]


def last_tested(authority: Authority) -> BacktestRun | None:
    """Return the last test against the past that was made, whose errors set the width of the range."""
    made = BacktestRun.objects.filter(authority=authority, made_at__isnull=False)
    return made.order_by("-made_at", "-pk").first()


def holds(run: ProjectionRun) -> bool:
    """Say whether the same run would be made of the same returns now, or none could be, as every row is cleared."""
    return history.is_cleared(run.authority) or run.inputs_digest == digest_of(inputs(run))
