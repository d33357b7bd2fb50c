"""The returns beside the SSDA903 that reading knows: each recognises its own files and reads them whole."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from suffice.engine.returns.annex_a.mapping import Mapped
from suffice.engine.returns.annex_a.reading import AnnexA
from suffice.engine.returns.cin import reading as cin
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


KINDS: tuple[OtherReturn, ...] = (cin, AnnexA(), published, workforce, *FILLED)
"""Add a line here, and `suffice check` reads the return."""


def kind_of(name: str, data: bytes, among: Sequence[OtherReturn] = KINDS) -> OtherReturn | None:
    """Return the return that a file is; None where it is none of those beside the SSDA903."""
    return next((kind for kind in among if kind.recognises(name, data)), None)


def with_mapping(mapped: Mapped) -> tuple[OtherReturn, ...]:
    """Return the same returns, the Annex A workbook being read with what a person decided."""
    return tuple(AnnexA(mapped) if isinstance(kind, AnnexA) else kind for kind in KINDS)
