"""Where originals and tables are kept: under the hash of their bytes, in Django's default storage."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import polars as pl
from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage

from suffice.core.policies import NotNow

_PIECE = 1 << 20


class NoLongerKept(NotNow):
    """The bytes under a hash are not there: cleared while they were asked for, or lost with a disk."""


def keep_original(file: File[Any]) -> str:
    """Keep the bytes of `file` and return their hash; the same bytes are kept once."""
    sha256 = _hash(file.chunks(_PIECE))
    file.seek(0)
    _save(original_name(sha256), file)
    return sha256


def original_name(sha256: str) -> str:
    """Return where the storage keeps an original."""
    return f"originals/{sha256}"


def open_original(sha256: str) -> File[Any]:
    """Open an original to read it; NoLongerKept when it was cleared."""
    return _open(original_name(sha256))


def copy_original(sha256: str, target: Path) -> None:
    """Write the original to `target`, for a reader that wants a path."""
    with open_original(sha256) as source, target.open("wb") as out:
        for piece in source.chunks(_PIECE):
            out.write(piece)


def keep_table(frame: pl.DataFrame) -> str:
    """Keep `frame` as Parquet and return the hash of its bytes."""
    buffer = io.BytesIO()
    frame.write_parquet(buffer, compression="zstd")
    content = buffer.getvalue()
    sha256 = hashlib.sha256(content).hexdigest()
    _save(table_name(sha256), ContentFile(content))
    return sha256


def table_name(sha256: str) -> str:
    """Return where the storage keeps a table."""
    return f"tables/{sha256}.parquet"


def load_table(sha256: str) -> pl.DataFrame:
    """Return the table kept under `sha256`; NoLongerKept when it was cleared."""
    with _open(table_name(sha256)) as source:
        return pl.read_parquet(io.BytesIO(source.read()))


def forget(names: Iterable[str]) -> None:
    """Delete what the storage keeps under these names; what is gone already is no trouble."""
    for name in names:
        default_storage.delete(name)


def _save(name: str, content: File[Any]) -> None:
    """Keep `content` as `name`, once: of two people who bring the same bytes at once, the second's copy goes."""
    if default_storage.exists(name):
        return
    kept = default_storage.save(name, content)
    if kept != name:
        default_storage.delete(kept)


def _open(name: str) -> File[Any]:
    try:
        return default_storage.open(name, "rb")
    except FileNotFoundError as missing:
        raise NoLongerKept(
            f"What the house kept as {name} is not there any more. Figures made before stay. Tell an administrator: "
            "the files of the house have to be put back from a backup, or the returns brought again."
        ) from missing


def _hash(pieces: Iterable[bytes]) -> str:
    found = hashlib.sha256()
    for piece in pieces:
        found.update(piece)
    return found.hexdigest()
