"""The work of this room that goes on in the background, and what sets it going."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.dispatch import receiver
from django.utils import timezone

from suffice.analyse.returns.signals import returns_changed
from suffice.core import work
from suffice.core.models import Authority
from suffice.core.pages.addresses import here
from suffice.core.work import Progress
from suffice.review.timeliness import operations
from suffice.review.timeliness.queries import results


@work.job(results.KIND)
def make(progress: Progress, *, authority: int, on: str | None = None) -> str:
    """Work out drift and delay of an authority and the quality of its data, and lead to the day that was asked for."""
    found = Authority.objects.get(pk=authority)
    day = date.fromisoformat(on) if on else None
    who, now = progress.work.started_by, timezone.now()
    operations.make(authority=found, on=day, by=who, at=now, progress=progress)
    operations.make_quality(authority=found, by=who, at=now)
    return here(found, "timeliness:board") + (f"?on={on}" if on else "")


@receiver(returns_changed, dispatch_uid="timeliness.drift")
def make_again(authority: Authority, at: datetime, **_: Any) -> None:
    """Have it worked out again when returns change; the house asks, so nobody is told of its work."""
    operations.ask(authority=authority, by=None, at=at)
