"""The work of this room that goes on in the background, and what sets it going."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models.signals import post_save
from django.dispatch import receiver
from django.utils import timezone

from suffice.analyse.market.signals import market_changed
from suffice.analyse.projections.models import ProjectionRun, RunPurpose
from suffice.analyse.scenarios.models import Scenario
from suffice.analyse.sufficiency import operations
from suffice.analyse.sufficiency.queries import results
from suffice.core import work
from suffice.core.models import Authority
from suffice.core.pages.addresses import here
from suffice.core.work import Progress


@work.job(results.KIND)
def make(progress: Progress, *, authority: int) -> str:
    """Make the result of an authority, and lead to its page."""
    found = Authority.objects.get(pk=authority)
    operations.make(authority=found, by=progress.work.started_by, at=timezone.now(), progress=progress)
    return here(found, "sufficiency:board")


@work.warms
def compiled() -> None:
    """Have the filling of places compiled before anybody waits for it."""
    from suffice.engine.supply.warm import warm_up  # noqa: PLC0415 - brings the compiler, for the worker alone

    warm_up()


@receiver(market_changed, dispatch_uid="sufficiency.market")
def market_moved(authority: Authority, at: datetime, **_: Any) -> None:
    """Have the result made again when places or prices change; the house asks."""
    operations.ask(authority=authority, by=None, at=at)


@receiver(post_save, sender=ProjectionRun, dispatch_uid="sufficiency.projection")
def projection_made(instance: ProjectionRun, **_: Any) -> None:
    """Have the result made again when the projection that stands has been made anew, as when returns change."""
    if instance.purpose == RunPurpose.LATEST and instance.made_at is not None:
        _ask_once_kept(instance.authority)


@receiver(post_save, sender=Scenario, dispatch_uid="sufficiency.scenario")
def scenario_saved(instance: Scenario, **_: Any) -> None:
    """Have the result made again when a scenario has been saved, changed or retired."""
    _ask_once_kept(instance.authority)


def _ask_once_kept(authority: Authority) -> None:
    transaction.on_commit(lambda: operations.ask(authority=authority, by=None, at=timezone.now()) and None)
