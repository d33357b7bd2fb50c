"""The work of these pages that goes on in the background, and what sets it going."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.dispatch import receiver
from django.utils import timezone

from suffice.analyse.needs.equality import making
from suffice.analyse.needs.equality.queries import results
from suffice.analyse.returns.signals import returns_changed
from suffice.core import work
from suffice.core.models import Authority
from suffice.core.pages.addresses import here
from suffice.core.work import Progress


@work.job(results.KIND)
def make(progress: Progress, *, authority: int) -> str:
    """Make the figures of an authority, and lead to their page."""
    found = Authority.objects.get(pk=authority)
    making.make(authority=found, by=progress.work.started_by, at=timezone.now(), progress=progress)
    return here(found, "needs:equality")


@receiver(returns_changed, dispatch_uid="needs.equality")
def make_again(authority: Authority, at: datetime, **_: Any) -> None:
    """Have the figures made again when returns change; the house asks, so nobody is told of its work."""
    making.ask(authority=authority, by=None, at=at)
