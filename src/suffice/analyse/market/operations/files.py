"""Bringing a file to the market: kept as it is, shown with what it would change, and used only once accepted."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path, PurePath
from typing import Any

from django.core.files.base import File
from django.db import transaction

from suffice.analyse.market import declarations, policies
from suffice.analyse.market.models import BroughtFile, FileKind, FileState
from suffice.analyse.market.plans.applying import Applying
from suffice.analyse.market.plans.known import tally
from suffice.analyse.market.plans.model import Plan
from suffice.analyse.market.plans.reading import Unreadable, plan_of
from suffice.analyse.market.signals import together
from suffice.analyse.returns import storage
from suffice.analyse.returns.operations.clearing import forget_unreferenced
from suffice.core.events import Kind
from suffice.core.events import record as record_event
from suffice.core.models import Authority, Person
from suffice.core.policies import NotNow

LARGEST = 50 * 1024**2
_MOVED = (
    "The register has changed since this page was shown, so nothing was written down. What the file would change now "
    "is shown below: read it, and accept it then."
)


def bring(
    *,
    authority: Authority,
    kind: FileKind,
    file: File[Any],
    by: Person,
    at: datetime,
    on: date | None = None,
    areas: Sequence[str] = (),
) -> BroughtFile:
    """Keep a file and work out what it would change; nothing is changed.

    Args:
        authority: whose register it is for.
        kind: what sort of file it is.
        file: as it was brought.
        by: who brought it.
        at: when.
        on: the day that it tells of, where its rows do not say.
        areas: authorities whose homes are wanted out of the inspectorate's list, beside those that are used.
    """
    if file.size > LARGEST:
        raise NotNow("The file is larger than 50 MB. Check that it is the right one; nothing was kept.")
    name = PurePath(str(file.name)).name
    sha256 = storage.keep_original(file)
    brought = BroughtFile(
        authority=authority,
        kind=kind,
        name=name,
        sha256=sha256,
        size=file.size,
        on=on,
        areas=list(areas),
        brought_by=by,
        brought_at=at,
    )
    try:
        return _write_down(brought, _plan(brought))
    except BaseException:
        forget_unreferenced(originals=[sha256])
        raise


def accept(*, file: BroughtFile, by: Person, at: datetime) -> BroughtFile:
    """Make the changes that were shown, all or none; where they are not the same any more, show them again."""
    with transaction.atomic():
        held = _held(file)
        policies.check_waits(held)
        policies.check_kept(held)
        plan = _plan(held)
        if [one.document() for one in plan.changes] == held.changes:
            return _apply(held, plan, by=by, at=at)
        _show(held, plan)
        held.save()
    raise NotNow(_MOVED)


@transaction.atomic
def refuse(*, file: BroughtFile, by: Person, at: datetime) -> BroughtFile:
    """Turn a file away; nothing changes, and the file stays."""
    held = _held(file)
    policies.check_waits(held)
    _decide(held, FileState.REFUSED, by=by, at=at)
    _tell(declarations.REFUSED, held, by=by, at=at)
    return held


def _apply(held: BroughtFile, plan: Plan, *, by: Person, at: datetime) -> BroughtFile:
    with together(authority=held.authority, by=by, at=at):
        applying = Applying(held, by=by, at=at)
        for change in plan.changes:
            applying.apply(change)
        _decide(held, FileState.ACCEPTED, by=by, at=at)
        _tell(declarations.ACCEPTED, held, by=by, at=at, changes=tally(plan.changes))
    return held


def _decide(held: BroughtFile, state: FileState, *, by: Person, at: datetime) -> None:
    held.state, held.decided_by, held.decided_at = state, by, at
    held.save()


@transaction.atomic
def _write_down(brought: BroughtFile, plan: Plan) -> BroughtFile:
    _show(brought, plan)
    brought.save()
    _tell(declarations.BROUGHT, brought, by=brought.brought_by, at=brought.brought_at, changes=tally(plan.changes))
    return brought


def _show(brought: BroughtFile, plan: Plan) -> None:
    brought.rows, brought.children = plan.rows, plan.children
    brought.changes = [one.document() for one in plan.changes]
    brought.findings = [one.document() for one in plan.findings]


def _plan(brought: BroughtFile) -> Plan:
    """Read a copy of the original, under the name that it was brought with, and work out what it would change."""
    with tempfile.TemporaryDirectory(prefix="suffice-market-") as folder:
        path = Path(folder) / brought.name
        storage.copy_original(brought.sha256, path)
        try:
            return plan_of(brought, path)
        except Unreadable as trouble:
            raise NotNow(str(trouble)) from trouble


def _held(file: BroughtFile) -> BroughtFile:
    Authority.objects.select_for_update().get(pk=file.authority_id)
    return BroughtFile.objects.select_related("authority").get(pk=file.pk)


def _tell(kind: Kind, file: BroughtFile, *, by: Person, at: datetime, **data: str) -> None:
    record_event(
        kind,
        by=by,
        at=at,
        authority=file.authority,
        subject=file,
        name=file.name,
        kind_of_file=file.kind,
        label=file.get_kind_display(),
        sha256=file.sha256,
        **data,
    )
