"""Reading what was brought: what was found is written down at once or not at all, and decides nothing."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import polars as pl
from django.db import transaction
from django.utils import timezone

from suffice.analyse.returns import declarations, kinds, storage
from suffice.analyse.returns.belonging import is_of, refusal_of_another
from suffice.analyse.returns.models import (
    FoundFinding,
    FoundTable,
    ParsedTable,
    ReturnRecord,
    ReturnState,
    Upload,
    UploadState,
)
from suffice.analyse.returns.operations.bringing import some
from suffice.analyse.returns.operations.clearing import forget_unreferenced
from suffice.analyse.returns.places import counted, of_others, with_places
from suffice.analyse.returns.queries import mapping
from suffice.analyse.returns.queries.answers import answer
from suffice.core.events import record as record_event
from suffice.engine.returns.annex_a.undecided import to_decide
from suffice.engine.returns.kinds import with_mapping
from suffice.engine.returns.model import SSDA903, Intake, Return
from suffice.engine.returns.published.kind import KIND as PUBLISHED
from suffice.engine.returns.reading import read

Progress = Callable[[int, int, str], None]

_UNDATED = (
    "Nothing in it says its collection year: no episode has a DECOM or DEC that can be read. "
    "Bring it with its Episodes table, dates filled in."
)
_UNDATED_FILE = "Nothing in it says of which year it is. Bring it with its dates filled in."
_BROKE = (
    "The reading stopped at something it was not made for ({what}). The files are kept and no figure has changed. "
    "Show this sentence to whoever looks after Suffice."
)


def read_files(*, upload: Upload, at: datetime, progress: Progress | None = None) -> Upload:
    """Read the originals of an upload and write down what they hold."""
    try:
        intake = _intake(upload, at=at, progress=progress)
    except storage.NoLongerKept:
        return give_up(upload=upload, at=at, why="Its files are no longer kept. Bring them again.")
    return write_down(upload=upload, intake=intake, at=at)


def write_down(*, upload: Upload, intake: Intake, at: datetime) -> Upload:
    """Keep what was found: tables, flags, rows set aside and a record for each return."""
    foreign = of_others([one for one in intake.returns if not is_of(one.authority, upload.authority)])
    with _forgetting_on_failure() as kept, transaction.atomic():
        flags = with_places(intake)
        upload.flags = kept(_without(flags, foreign))
        upload.set_aside = kept(intake.set_aside) if intake.set_aside.height else ""
        upload.children = _children(intake, upload)
        upload.state, upload.read_at = UploadState.READ, at
        upload.save()
        FoundTable.objects.bulk_create(_found(upload, intake))
        FoundFinding.objects.bulk_create(_findings(upload, intake, flags))
        for one in (*intake.returns, *intake.published):
            _keep_return(upload, one, kept)
        _tell(upload, at=at)
    return upload


@transaction.atomic
def give_up(*, upload: Upload, at: datetime, why: str) -> Upload:
    """Write down that an upload could not be read; nothing else changes."""
    upload.state, upload.read_at, upload.trouble = UploadState.FAILED, at, why
    upload.save()
    record_event(
        declarations.UNREADABLE,
        by=None,
        at=at,
        authority=upload.authority,
        subject=upload,
        files=some(upload.names),
        why=why,
    )
    return upload


def broke(failure: BaseException) -> str:
    """Return what a person is told when a reading stopped by itself."""
    return _BROKE.format(what=type(failure).__name__)


def _intake(upload: Upload, *, at: datetime, progress: Progress | None) -> Intake:
    """Read copies of the originals, in a folder whose name people read where nothing else names a return."""
    with tempfile.TemporaryDirectory(prefix="suffice-reading-") as apart:
        folder, paths = Path(apart) / f"Upload {upload.pk}", []
        folder.mkdir()
        for original in upload.originals.all():
            paths.append(folder / original.name)
            storage.copy_original(original.sha256, paths[-1])
        mapped = mapping.mapped(upload.authority, upload)
        intake = read(paths, today=timezone.localdate(at), progress=progress, among=with_mapping(mapped))
    if any(one.kind == kinds.ANNEX_A for one in intake.returns):
        upload.to_decide = to_decide(intake, mapped)
    return intake


@contextmanager
def _forgetting_on_failure() -> Iterator[Callable[[pl.DataFrame], str]]:
    """Give a keeper of tables; should the rest fail, what it kept for nobody is deleted."""
    hashes: list[str] = []

    def keep(frame: pl.DataFrame) -> str:
        hashes.append(storage.keep_table(frame))
        return hashes[-1]

    try:
        yield keep
    except BaseException:
        forget_unreferenced(tables=hashes)
        raise


def _children(intake: Intake, upload: Upload) -> int:
    """Count the children named in any return that can be accepted here, each once."""
    return len(kinds.children_of(one for one in intake.returns if not _trouble(one, upload)))


def _trouble(one: Return, upload: Upload) -> str:
    if one.kind == PUBLISHED:
        return ""  # it is about every authority, and no child is named in it
    return one.refusal or refusal_of_another(one.authority, upload.authority) or _undated(one)


def _undated(one: Return) -> str:
    if kinds.which(one).year is not None:
        return ""
    return _UNDATED if one.kind == SSDA903 else _UNDATED_FILE


def _without(flags: pl.DataFrame, foreign: pl.DataFrame) -> pl.DataFrame:
    """Leave out the places in rows of other authorities' children, which are not ours to keep."""
    return flags.join(foreign, on=["file", "row"], how="anti", maintain_order="left")


def _found(upload: Upload, intake: Intake) -> Iterator[FoundTable]:
    for one in intake.files:
        yield FoundTable(
            upload=upload,
            name=one.name,
            kind=one.kind or "",
            table=one.table or "",
            year=one.year,
            rows=one.rows,
            used=one.used,
            repaired=one.repaired,
            set_aside=one.set_aside,
            sha256=one.sha256,
        )


def _findings(upload: Upload, intake: Intake, flags: pl.DataFrame) -> Iterator[FoundFinding]:
    for group in counted(flags, intake.findings).iter_rows(named=True):
        yield FoundFinding(upload=upload, **group)


def _keep_return(upload: Upload, one: Return, kept: Callable[[pl.DataFrame], str]) -> ReturnRecord:
    trouble = _trouble(one, upload)
    which, counts = kinds.which(one), kinds.counts(one)
    record = ReturnRecord.objects.create(
        authority=upload.authority,
        upload=upload,
        kind=one.kind,
        year=which.year,
        part=which.part,
        name=one.name,
        state=ReturnState.FAILED if trouble else ReturnState.CHECKED,
        trouble=trouble,
        episodes=counts.get("episodes", 0),
        children=counts.get("children", 0),
        counts=counts,
    )
    if not trouble:
        ParsedTable.objects.bulk_create(
            ParsedTable(record=record, table=table, rows=frame.height, sha256=kept(frame))
            for table, frame in one.tables.items()
        )
    return record


def _tell(upload: Upload, *, at: datetime) -> None:
    record_event(
        declarations.READ,
        by=upload.by,
        at=at,
        authority=upload.authority,
        subject=upload,
        files=some(upload.names),
        answer=answer(upload),
    )
