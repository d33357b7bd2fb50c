"""The returns beside the SSDA903 that reading knows: each recognises its own files and reads them whole."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from suffice.engine.returns.annex_a.reading import AnnexA
from suffice.engine.returns.model import Opened
from suffice.engine.returns.published import kind as published
from suffice.engine.returns.templates.reading import FILLED
from suffice.engine.returns.workforce import reading as workforce


class OtherReturn(Protocol):
    """What the module of a return offers."""

    KIND: str
    """What `Return.kind` and `FileReport.kind` say: ``cin``, ``annex_a``, ``csww``."""

    def recognises(self, name: str, data: bytes) -> bool:
        """Return whether the file is such a return, by its beginning alone: it is asked of every file."""

    def read(self, data: bytes, *, name: str, folder: str, sha256: str, today: date) -> Opened:
        """Return what one file holds, its own checks made.

        Raises:
            NotRead: where nothing of the file can be used; the code is one of `REMARKS`.
        """


KINDS: tuple[OtherReturn, ...] = (AnnexA(), published, workforce, *FILLED)
"""Add a line here, and `suffice check` reads the return."""


def kind_of(name: str, data: bytes) -> OtherReturn | None:
    """Return the return that a file is; None where it is none of those beside the SSDA903."""
    return next((kind for kind in KINDS if kind.recognises(name, data)), None)
