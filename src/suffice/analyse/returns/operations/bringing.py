"""Bringing files: the originals are kept, and the reading is queued."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import PurePath
from typing import Any

from django.core.files.base import File
from django.db import transaction

from suffice.analyse.returns import declarations, storage
from suffice.analyse.returns.models import Original, Upload
from suffice.analyse.returns.operations.clearing import forget_unreferenced
from suffice.core import work
from suffice.core.events import record as record_event
from suffice.core.models import Authority, Person
from suffice.core.pages.words import listed
from suffice.core.policies import NotNow

_NAMED = 3  # files named in a sentence before the rest are counted


def bring(*, authority: Authority, files: Sequence[File[Any]], by: Person, at: datetime) -> Upload:
    """Keep the files as they are and queue their reading; no figure changes."""
    if not files:
        raise NotNow("Choose the files of a return: CSV tables, an XML file, a workbook, or a zip.")
    kept = [(PurePath(str(file.name)).name, storage.keep_original(file), file.size) for file in files]
    try:
        return _write_down(kept, authority=authority, by=by, at=at)
    except BaseException:
        forget_unreferenced(originals=[sha256 for _, sha256, _ in kept])
        raise


@transaction.atomic
def _write_down(kept: Sequence[tuple[str, str, int]], *, authority: Authority, by: Person, at: datetime) -> Upload:
    upload = Upload.objects.create(authority=authority, by=by, at=at)
    Original.objects.bulk_create(
        Original(upload=upload, name=name, sha256=sha256, size=size) for name, sha256, size in kept
    )
    files = some([name for name, _, _ in kept])
    record_event(
        declarations.BROUGHT,
        by=by,
        at=at,
        authority=authority,
        subject=upload,
        files=files,
        hashes={name: sha256 for name, sha256, _ in kept},
    )
    upload.work = work.start(
        "returns.read", words=f"Reading {files}"[:200], inputs={"upload": upload.pk}, authority=authority, by=by, at=at
    )
    upload.save(update_fields=["work"])
    return upload


def some(names: Sequence[str]) -> str:
    """Return the names as one reads them, the many after the first few only counted."""
    if len(names) <= _NAMED + 1:
        return listed(list(names))
    return f"{', '.join(names[:_NAMED])} and {len(names) - _NAMED} more files"
