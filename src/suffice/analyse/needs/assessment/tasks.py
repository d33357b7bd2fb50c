"""The making of the needs assessment in the background, and what sets it going."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.dispatch import receiver
from django.utils import timezone

from suffice.analyse.needs.assessment import operations
from suffice.analyse.needs.assessment.queries import results
from suffice.analyse.returns.signals import returns_changed
from suffice.core import work
from suffice.core.models import Authority
from suffice.core.pages.addresses import here
from suffice.core.work import Progress


@work.job(results.KIND)
def make(progress: Progress, *, authority: int) -> str:
    """Make the assessment of an authority, and lead to its board."""
    found = Authority.objects.get(pk=authority)
    operations.make(authority=found, by=progress.work.started_by, at=timezone.now(), progress=progress)
    return here(found, "needs:assessment")


@receiver(returns_changed, dispatch_uid="needs.assessment")
def make_again(authority: Authority, at: datetime, **_: Any) -> None:
    """Have the assessment made again when returns or population change; the house asks."""
    operations.ask(authority=authority, by=None, at=at)
