"""Where the files of statements are kept: under the hash of what the paper says, in Django's default storage."""

from __future__ import annotations

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from suffice.core.papers import pdf, word
from suffice.core.papers.model import Paper
from suffice.core.policies import NotNow

KINDS = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}
_MAKERS = {"docx": word.made, "pdf": pdf.made}


def keep(paper: Paper) -> str:
    """Write the paper as Word and as PDF, keep both, and return the hash of what it says."""
    digest = paper.digest
    for kind, make in _MAKERS.items():
        name = _name(digest, kind)
        if not default_storage.exists(name):
            default_storage.save(name, ContentFile(make(paper)))
    return digest


def read(digest: str, kind: str) -> bytes:
    """Return the bytes of a kept paper; NotNow where they were lost with a disk."""
    try:
        with default_storage.open(_name(digest, kind)) as file:
            found: bytes = file.read()
    except FileNotFoundError as missing:
        raise NotNow("The file of that statement is not where it was kept. Make the statement again.") from missing
    return found


def _name(digest: str, kind: str) -> str:
    return f"statements/{digest}.{kind}"
