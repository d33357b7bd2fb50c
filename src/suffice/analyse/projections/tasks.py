"""The work of this room that goes on in the background, and what sets it going."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.dispatch import receiver
from django.utils import timezone

from suffice.analyse.projections import operations
from suffice.analyse.projections.models import BacktestRun, ProjectionRun
from suffice.analyse.projections.queries import backtests, runs
from suffice.analyse.returns.signals import returns_changed
from suffice.core import work
from suffice.core.models import Authority
from suffice.core.pages.addresses import here
from suffice.core.work import Progress


@work.job(runs.KIND)
def make(progress: Progress, *, run: int) -> str:
    """Make a run, and lead to its page."""
    asked = ProjectionRun.objects.select_related("authority", "asked_by").get(pk=run)
    operations.make(run=asked, at=timezone.now(), progress=progress)
    return here(asked.authority, "projections:run", pk=asked.pk)


@work.job(backtests.KIND)
def test(progress: Progress, *, run: int) -> str:
    """Test the projection against the past, have what it changes made anew, and lead to the page of the test."""
    asked = BacktestRun.objects.select_related("authority", "asked_by").get(pk=run)
    operations.make_test(run=asked, at=timezone.now(), progress=progress)
    operations.ask_as_ever(authority=asked.authority, by=None, at=timezone.now())
    return here(asked.authority, "projections:how_good")


@work.warms
def compiled() -> None:
    """Have the simulation compiled before anybody waits for it."""
    from suffice.engine.projection.warm import warm_up  # noqa: PLC0415 - brings the compiler, for the worker alone

    warm_up()


@receiver(returns_changed, dispatch_uid="projections.runs")
def make_again(authority: Authority, at: datetime, **_: Any) -> None:
    """Have the test and the house's own projections made again when the returns change; the house asks.

    The test comes first: the range of the projection is as wide as it says.
    """
    operations.ask_test_as_ever(authority=authority, by=None, at=at)
    operations.ask_as_ever(authority=authority, by=None, at=at)
