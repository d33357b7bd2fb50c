"""What a person said that the words of Annex A workbooks mean, what is left to say, and the mapping file of it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from suffice.analyse.returns.models import MappingDecision, MappingPart, Upload
from suffice.core.models import Authority
from suffice.engine.returns.annex_a.layouts import lists
from suffice.engine.returns.annex_a.mapping import AS_WRITTEN, SCHEMA, VERSION, Mapped, from_document
from suffice.engine.returns.sheets.layout import plain

KEYS = {
    MappingPart.SHEETS: ("", "sheet"),
    MappingPart.HEADINGS: ("list", "heading"),
    MappingPart.VALUES: ("column", "value"),
}
NAME = "what was decided here"


@dataclass(frozen=True, slots=True)
class Question:
    """One thing in a workbook that nothing declared meets.

    Attributes:
        part: whether it is a sheet, a heading or a value.
        within: the list of a heading, the column of a value; "" for a sheet.
        written: as it stands in the workbook.
        rows: how many rows have it; None for a sheet.
        choices: what it may mean, with words.
    """

    part: MappingPart
    within: str
    written: str
    rows: int | None
    choices: tuple[tuple[str, str], ...]

    @property
    def key(self) -> str:
        """A short name for forms, the same whenever the workbook is read."""
        return hashlib.sha256("\0".join((self.part, self.within, self.written)).encode()).hexdigest()[:16]

    @property
    def where(self) -> str:
        """The list of a heading or the column of a value, in words."""
        if self.part == MappingPart.HEADINGS:
            return f"List {lists()[self.within].number}: {lists()[self.within].title}"
        return self.within


def every(authority: Authority) -> QuerySet[MappingDecision]:
    """Return every decision, those that stand first, the latest first."""
    found = MappingDecision.objects.filter(authority=authority).select_related("by", "ended_by")
    return found.order_by("part", "within", "written", "-at", "-pk")


def standing(authority: Authority) -> QuerySet[MappingDecision]:
    """Return the decisions that stand."""
    return every(authority).filter(ended_at__isnull=True)


def document(authority: Authority) -> dict[str, Any]:
    """Return the decisions that stand as a mapping file, as ``suffice check --mapping`` takes it."""
    told: dict[str, Any] = {"$schema": SCHEMA.name, "version": VERSION, "as_at": None, "authority": authority.code}
    for part in MappingPart:
        told[part.value] = [entry(one) for one in standing(authority) if one.part == part]
    return told


def mapped(authority: Authority, upload: Upload | None = None) -> Mapped:
    """Return the decisions that stand as reading takes them, with the day that was said of the upload's workbook."""
    day = upload.as_at.isoformat() if upload is not None and upload.as_at else None
    return from_document(document(authority) | {"as_at": day, "authority": None}, name=NAME)


def entry(decision: MappingDecision) -> dict[str, str]:
    """Return a decision as an entry of a mapping file."""
    within, written = KEYS[MappingPart(decision.part)]
    return ({within: decision.within} if within else {}) | {written: decision.written, "means": decision.means}


def questions(upload: Upload) -> list[Question]:
    """Return what the workbook of an upload leaves open, and nobody has said since."""
    said = set(standing(upload.authority).values_list("part", "within", "written"))
    return [one for one in asked(upload.to_decide) if (one.part, one.within, one.written) not in said]


def changed_since(upload: Upload) -> bool:
    """Say whether other decisions stand than those that the workbook of an upload was read with."""
    followed = {
        (part, one.get(within, ""), _plainly(part, one[written]), one["means"])
        for part, (within, written) in KEYS.items()
        for one in upload.to_decide.get(part, ())
        if one["means"] is not None
    }
    stands = standing(upload.authority).values_list("part", "within", "written", "means")
    return followed != {(part, within, _plainly(part, written), means) for part, within, written, means in stands}


def _plainly(part: str, written: str) -> str:
    """Return a heading as the reading compares it; sheets and values as they stand."""
    return plain(written) if part == MappingPart.HEADINGS else written


def asked(content: Mapping[str, Any]) -> Iterator[Question]:
    """Return the open questions in a mapping file."""
    for part, (within, written) in KEYS.items():
        for one in content.get(part, ()):
            if one["means"] is None:
                yield Question(part, one.get(within, ""), one[written], one.get("rows"), _choices(one["choices"]))


def _choices(among: Mapping[str, str] | list[str]) -> tuple[tuple[str, str], ...]:
    """Return what may be meant: with their words where there are any; what leaves it as it is last."""
    told = dict(among) if isinstance(among, Mapping) else {one: one for one in among}
    told.pop(AS_WRITTEN, None)
    known = tuple((code, words if code == words else f"{code}: {words}") for code, words in told.items())
    return (*known, (AS_WRITTEN, "Leave it as it is written"))
