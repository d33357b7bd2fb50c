"""The work of this room that goes on in the background, and what sets it going."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.dispatch import receiver
from django.utils import timezone

from suffice.analyse.returns.signals import returns_changed
from suffice.core import work
from suffice.core.models import Authority
from suffice.core.pages.addresses import here
from suffice.core.work import Progress
from suffice.review.workforce import operations
from suffice.review.workforce.queries import results


@work.job(results.KIND)
def make(progress: Progress, *, authority: int) -> str:
    """Make the figures of an authority, and lead to their page."""
    found = Authority.objects.get(pk=authority)
    operations.make(authority=found, by=progress.work.started_by, at=timezone.now(), progress=progress)
    return here(found, "workforce:board")


@receiver(returns_changed, dispatch_uid="workforce.figures")
def make_again(authority: Authority, at: datetime, **_: Any) -> None:
    """Have the figures made again when returns change; the house asks, so nobody is told of its work."""
    operations.ask(authority=authority, by=None, at=at)
