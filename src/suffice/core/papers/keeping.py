"""Where the files of papers are kept: under the hash of what they say, in Django's default storage."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from suffice.core.digests import digest_of
from suffice.core.pages import takeaway
from suffice.core.papers import pdf, word
from suffice.core.papers.model import Paper
from suffice.core.policies import NotNow

KINDS = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}
WITH_WORKBOOK = {**KINDS, "xlsx": takeaway.KINDS["xlsx"]}


def keep(
    folder: str, paper: Paper, *, also: Mapping[str, Callable[[], bytes]] | None = None, saying: Sequence[Any] = ()
) -> str:
    """Write a paper as Word and as PDF, keep both, and return the hash of what all files say.

    Args:
        folder: of the room.
        paper: to be kept.
        also: what else is kept beside it, by the ending of its file.
        saying: what those say that the paper does not, as plain values.
    """
    digest = digest_of([paper.document(), *saying]) if saying else paper.digest
    makers = {"docx": lambda: word.made(paper), "pdf": lambda: pdf.made(paper), **(also or {})}
    for kind, make in makers.items():
        name = _name(folder, digest, kind)
        if not default_storage.exists(name):
            default_storage.save(name, ContentFile(make()))
    return digest


def read(folder: str, digest: str, kind: str) -> bytes:
    """Return the bytes of a kept file; NotNow where they were lost with a disk."""
    try:
        with default_storage.open(_name(folder, digest, kind)) as file:
            found: bytes = file.read()
    except FileNotFoundError as missing:
        raise NotNow("That file is not where it was kept. Have it made again.") from missing
    return found


def _name(folder: str, digest: str, kind: str) -> str:
    return f"{folder}/{digest}.{kind}"
