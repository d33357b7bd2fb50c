"""Reading files again: in their place while nobody has decided about them, else as brought anew."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from suffice.analyse.returns import declarations, policies
from suffice.analyse.returns.models import FoundFinding, FoundTable, Original, ReturnState, Upload, UploadState
from suffice.analyse.returns.operations.bringing import some
from suffice.analyse.returns.operations.clearing import forget_unreferenced, tables_of
from suffice.core import work
from suffice.core.events import record as record_event
from suffice.core.models import Person


@transaction.atomic
def read_again(*, upload: Upload, as_at: date | None, by: Person, at: datetime) -> Upload:
    """Have the originals of an upload read again; return the upload that they are read for.

    Where one of its returns has been decided about, that stays as it was read, and the same files stand as brought
    anew.
    """
    policies.check_kept(upload)
    policies.check_not_being_read(upload)
    decided = upload.returns.exclude(state__in=[ReturnState.CHECKED, ReturnState.FAILED]).exists()
    read = _anew(upload, by=by, at=at) if decided else _emptied(upload)
    files = some(upload.names)
    read.as_at = as_at
    read.work = work.start(
        "returns.read",
        words=f"Reading {files} again"[:200],
        inputs={"upload": read.pk},
        authority=read.authority,
        by=by,
        at=at,
    )
    read.save()
    record_event(declarations.READ_AGAIN, by=by, at=at, authority=read.authority, subject=read, files=files)
    return read


def _anew(upload: Upload, *, by: Person, at: datetime) -> Upload:
    made = Upload.objects.create(authority=upload.authority, by=by, at=at)
    originals = upload.originals.all()
    Original.objects.bulk_create(
        Original(upload=made, name=one.name, sha256=one.sha256, size=one.size) for one in originals
    )
    return made


def _emptied(upload: Upload) -> Upload:
    """Take away what an upload was found to hold, about which nobody has decided anything."""
    tables = tables_of([upload])
    upload.returns.all().delete()
    for found in (FoundTable, FoundFinding):
        found.objects.filter(upload=upload).delete()
    upload.state, upload.read_at, upload.trouble = UploadState.WAITING, None, ""
    upload.flags, upload.set_aside, upload.to_decide, upload.children = "", "", {}, 0
    transaction.on_commit(lambda: forget_unreferenced(tables=tables))
    return upload
