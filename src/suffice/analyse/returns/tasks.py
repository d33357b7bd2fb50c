"""The work of this room that goes on in the background."""

from __future__ import annotations

import logging

from django.utils import timezone

from suffice.analyse.returns.models import Upload
from suffice.analyse.returns.operations import reading
from suffice.core import work
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
