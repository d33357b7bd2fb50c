"""Saying what the words of an Annex A workbook mean; what was said holds for every later workbook."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from suffice.analyse.returns import declarations, policies
from suffice.analyse.returns.models import MappingDecision, MappingPart, Upload
from suffice.analyse.returns.models.mapping import LONGEST
from suffice.analyse.returns.operations.bringing import some
from suffice.analyse.returns.operations.rereading import read_again
from suffice.analyse.returns.queries import mapping
from suffice.core.events import record as record_event
from suffice.core.models import Authority, Person
from suffice.core.pages.words import counted, day, listed
from suffice.core.policies import NotNow
from suffice.engine.returns.annex_a.mapping import VERSION, MappingUnreadable, from_document


@dataclass(frozen=True, slots=True)
class Answer:
    """What one sheet, heading or value means."""

    part: MappingPart
    within: str
    written: str
    means: str


@transaction.atomic
def explain(
    *, upload: Upload, answers: Sequence[Answer], as_at: date | None = None, by: Person, at: datetime
) -> Upload:
    """Write down what a person said of a workbook, and have it read again; return the upload that is read."""
    policies.check_kept(upload)
    policies.check_not_being_read(upload)
    if as_at is not None and as_at > timezone.localdate(at):
        raise NotNow(f"{day(as_at)} has not been yet. Give the day that the workbook tells of.")
    new = _new(upload.authority, answers)
    if not new and as_at in (None, upload.as_at) and not mapping.changed_since(upload):
        raise NotNow("Nothing new was said, so nothing has changed. Choose what at least one of them means.")
    _keep(new, authority=upload.authority, by=by, at=at)
    told = [*([f"that it is as at {day(as_at)}"] if as_at else []), *([_told(new)] if new else [])]
    if told:
        _tell(listed(told), some(upload.names), upload, by=by, at=at)
    return read_again(upload=upload, as_at=as_at or upload.as_at, by=by, at=at)


@transaction.atomic
def take_mapping(*, authority: Authority, content: bytes, name: str, by: Person, at: datetime) -> int:
    """Take the decisions of a mapping file, as ``suffice check --write-mapping`` makes it; return how many are new."""
    try:
        document = json.loads(content.decode("utf-8-sig"))
        from_document(document, name=name)
    except MappingUnreadable as trouble:
        raise NotNow(str(trouble)) from trouble
    except (ValueError, RecursionError) as trouble:
        raise NotNow(f"{name} is not sound JSON: {trouble}. Bring a file that was downloaded here.") from trouble
    if document.get("authority") not in (None, authority.code):
        raise NotNow(f"{name} is of authority {document['authority']}, and this is {authority}. Nothing was taken.")
    new = _new(authority, [*_answers(document)])
    if not new:
        raise NotNow(
            f"Everything in {name} is decided here in the same way already, or left open. Nothing was changed."
        )
    _keep(new, authority=authority, by=by, at=at)
    _tell(_told(new), name, authority, by=by, at=at)
    return len(new)


@transaction.atomic
def forget(*, decision: MappingDecision, by: Person, at: datetime, reason: str) -> MappingDecision:
    """Let a decision go, with the reason; what was read with it stays as it was read."""
    Authority.objects.select_for_update().get(pk=decision.authority_id)
    held = MappingDecision.objects.select_related("authority").get(pk=decision.pk)
    if held.ended_at is not None:
        raise NotNow("That decision stands no more. Nothing was changed.")
    held.ended_by, held.ended_at, held.ended_reason = by, at, policies.check_reason(reason)
    held.save()
    record_event(
        declarations.UNMAPPED,
        by=by,
        at=at,
        authority=held.authority,
        subject=held,
        what=str(held),
        reason=held.ended_reason,
    )
    return held


def _answers(document: Mapping[str, Any]) -> list[Answer]:
    return [
        Answer(MappingPart(part), one.get(within, ""), one[written], one["means"])
        for part, (within, written) in mapping.KEYS.items()
        for one in document.get(part, ())
        if one["means"] is not None
    ]


def _new(authority: Authority, answers: Sequence[Answer]) -> list[Answer]:
    """Return the answers that are not decided so already; NotNow where one cannot be."""
    Authority.objects.select_for_update().get(pk=authority.pk)
    told = {(one.part, one.within, one.written): one for one in answers}
    _check([*told.values()])
    stands = {(one.part, one.within, one.written): one.means for one in mapping.standing(authority)}
    return [one for key, one in told.items() if stands.get(key) != one.means]


def _check(answers: Sequence[Answer]) -> None:
    if not all(_can_be_kept(one.within) and _can_be_kept(one.written) for one in answers):
        raise NotNow(
            f"One of them is longer than {LONGEST:,} letters or holds no plain text, so nothing can be decided of it. "
            "Correct the workbook instead."
        )
    document: dict[str, Any] = {"version": VERSION}
    for one in answers:
        within, written = mapping.KEYS[one.part]
        said = ({within: one.within} if within else {}) | {written: one.written, "means": one.means}
        document.setdefault(one.part.value, []).append(said)
    try:
        from_document(document, name=mapping.NAME)
    except MappingUnreadable as trouble:
        raise NotNow(str(trouble)) from trouble


def _can_be_kept(text: str) -> bool:
    """Say whether a database can keep a text: not too long, no null, no half of a letter."""
    return len(text) <= LONGEST and "\0" not in text and not any("\ud800" <= one <= "\udfff" for one in text)


def _keep(answers: Sequence[Answer], *, authority: Authority, by: Person, at: datetime) -> None:
    for one in answers:
        earlier = mapping.standing(authority).filter(part=one.part, within=one.within, written=one.written)
        earlier.update(ended_by=by, ended_at=at, ended_reason="Decided otherwise.")
        MappingDecision.objects.create(
            authority=authority, part=one.part, within=one.within, written=one.written, means=one.means, by=by, at=at
        )


def _told(answers: Sequence[Answer]) -> str:
    """Return how many of each were decided: "2 headings and 1 value"."""
    many = {part: sum(one.part == part for one in answers) for part in MappingPart}
    return f"what {listed([counted(number, part.label.lower()) for part, number in many.items() if number])} mean"


def _tell(what: str, files: str, subject: Upload | Authority, *, by: Person, at: datetime) -> None:
    authority = subject.authority if isinstance(subject, Upload) else subject
    record_event(declarations.MAPPED, by=by, at=at, authority=authority, subject=subject, what=what, files=files)
