"""The work of this room that goes on in the background, and what sets it going."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.dispatch import receiver
from django.utils import timezone

from suffice.analyse.returns.signals import returns_changed
from suffice.core import work
from suffice.core.models import Authority
from suffice.core.pages.addresses import here
from suffice.core.work import Progress
from suffice.review.performance import operations
from suffice.review.performance.queries import results


@work.job(results.MAKE)
def make(progress: Progress, *, authority: int) -> str:
    """Make the measures of an authority, and lead to their page."""
    found = Authority.objects.get(pk=authority)
    operations.make(authority=found, by=progress.work.started_by, at=timezone.now(), progress=progress)
    return here(found, "performance:board")


@work.job(results.DRAW)
def draw(progress: Progress, *, authority: int, codes: Sequence[str]) -> str:
    """Draw the pictures of measures, and lead to their page."""
    found = Authority.objects.get(pk=authority)
    operations.draw(authority=found, codes=codes, at=timezone.now(), progress=progress)
    return here(found, "performance:board")


@work.job(results.DAY)
def make_days(progress: Progress, *, authority: int) -> str:
    """Work out the days that were asked for, and lead to their page."""
    found = Authority.objects.get(pk=authority)
    operations.make_days(authority=found, at=timezone.now(), progress=progress)
    return here(found, "performance:days")


@receiver(returns_changed, dispatch_uid="performance.measures")
def make_again(authority: Authority, at: datetime, **_: Any) -> None:
    """Have the measures made again when returns or population change; the house asks, so nobody is told of its work."""
    operations.ask(authority=authority, by=None, at=at)
