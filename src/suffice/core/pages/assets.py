from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import StaticFilesStorage


class HashedAddress(StaticFilesStorage):
    """Static files served where they lie, each address with the hash of the file, so that it may be kept for ever."""

    def url(self, name: str | None) -> str:
        return f"{super().url(name)}?v={_digest(name or '')}"


@cache
def _digest(name: str) -> str:
    found = finders.find(name)
    if not found:
        raise ValueError(f"There is no static file called {name}.")
    return hashlib.sha256(Path(str(found)).read_bytes()).hexdigest()[:12]
