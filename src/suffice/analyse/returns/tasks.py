"""The work of this room that goes on in the background."""

from __future__ import annotations

import logging
from datetime import datetime
from typing import Any

from django.dispatch import receiver
from django.utils import timezone

from suffice.analyse.returns import operations
from suffice.analyse.returns.models import Upload
from suffice.analyse.returns.operations import reading
from suffice.analyse.returns.queries import agreement
from suffice.analyse.returns.signals import returns_changed
from suffice.core import work
from suffice.core.models import Authority
from suffice.core.pages.addresses import here
from suffice.core.work import Progress, WorkFailed

READ = "returns.read"
_LOG = logging.getLogger(__name__)


@work.job(READ)
def read(progress: Progress, *, upload: int) -> str:
    """Read an upload, and lead to the page that says what was found."""
    brought = Upload.objects.select_related("authority", "by").get(pk=upload)
    try:
        reading.read_files(upload=brought, at=timezone.now(), progress=progress)
    except Exception as failure:
        _LOG.exception("Upload %s could not be read", upload)
        why = reading.broke(failure)
        reading.give_up(upload=Upload.objects.select_related("authority").get(pk=upload), at=timezone.now(), why=why)
        raise WorkFailed(why) from failure
    return here(brought.authority, "returns:upload", pk=brought.pk)


@work.job(agreement.KIND)
def hold_against(progress: Progress, *, authority: int) -> str:
    """Hold the returns of an authority against each other, and lead to the page of it."""
    found = Authority.objects.get(pk=authority)
    operations.make_agreement(authority=found, by=progress.work.started_by, at=timezone.now(), progress=progress)
    return here(found, "returns:agreement")


@receiver(returns_changed, dispatch_uid="returns.agreement")
def hold_against_again(authority: Authority, at: datetime, **_: Any) -> None:
    """Have the returns held against each other again when they change; the house asks."""
    operations.ask_agreement(authority=authority, by=None, at=at)
