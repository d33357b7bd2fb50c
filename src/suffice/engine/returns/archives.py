"""Zips opened with care: nothing is ever unpacked to disk, and nothing grows beyond what it says."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

MAX_RATIO = 200
"""How many times smaller than its content a file in a zip may be; text shrinks ten- to fiftyfold."""
SMALL = 1024**2
"""Below this size a file may shrink as much as it likes."""


class NotRead(Exception):
    """A file that is not read, with the code of the remark and the reason for its sentence."""

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Member:
    """One file in a zip: its harmless name, its size when unpacked, and how to have its bytes."""

    name: str
    size: int
    opener: Callable[[], bytes]


def refusing(code: str, reason: str) -> Callable[[], bytes]:
    """Return an opener that raises `NotRead`."""

    def refuse() -> bytes:
        raise NotRead(code, reason)

    return refuse


def is_zip(start: bytes) -> bool:
    """Return whether a file that begins with `start` claims to be a zip."""
    return start.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def is_workbook(path: Path) -> bool:
    """Return whether the zip at `path` is an office document (a workbook is one inside)."""
    try:
        with zipfile.ZipFile(path) as archive:
            return "[Content_Types].xml" in archive.NameToInfo
    except (zipfile.BadZipFile, NotImplementedError, ValueError):
        return False


def members(path: Path, *, most: int, largest: int, total: int) -> Iterator[Member]:
    """Yield the files in the zip at `path`; one member named ``""`` that refuses when the zip cannot be opened.

    Args:
        path: the zip.
        most: how many files it may hold.
        largest: the largest file, unpacked, in bytes. A larger one is listed with its size and left to the caller.
        total: how much it may hold unpacked, in bytes.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError):
        yield Member("", 0, refusing("zip-broken", ""))
        return
    reason = unsafe(entries, most=most, largest=largest, total=total)
    if reason:
        yield Member("", 0, refusing("zip-refused", reason))
        return
    taken: set[str] = set()
    for entry in entries:
        name = _harmless(entry.filename, taken)
        taken.add(name)
        yield Member(name, entry.file_size, _opener(path, entry))


def unsafe(entries: list[zipfile.ZipInfo], *, most: int, largest: int, total: int) -> str | None:
    """Return why the files of a zip are not unpacked; None when they may be. See `members` for what is given."""
    if len(entries) > most:
        return f"it holds {len(entries):,} files and the limit is {most:,}"
    unpacked = sum(entry.file_size for entry in entries if entry.file_size <= largest)
    if unpacked > total:
        return f"it would unpack to {unpacked / 1024**2:,.0f} MB and the limit is {total / 1024**2:,.0f} MB"
    for entry in entries:
        if entry.file_size > max(SMALL, MAX_RATIO * entry.compress_size):
            return f"{entry.filename} in it would grow more than {MAX_RATIO} times when unpacked"
    return None


def _harmless(name: str, taken: set[str]) -> str:
    """Return a relative name without steps upwards, drives or backslashes, and not yet taken."""
    parts = [part for part in PurePosixPath(name.replace("\\", "/").replace(":", "")).parts if part != "/"]
    plain = "/".join("_" if part == ".." else part for part in parts) or "_"
    while plain in taken:
        plain += "_"
    return plain


def _opener(path: Path, entry: zipfile.ZipInfo) -> Callable[[], bytes]:
    def read() -> bytes:
        if entry.flag_bits & 1:
            raise NotRead("zip-refused", "it is locked with a password")
        try:
            with zipfile.ZipFile(path) as archive, archive.open(entry) as file:
                data = file.read(entry.file_size + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError) as error:
            raise NotRead("zip-broken", "") from error
        if is_zip(data[:4]) and b"[Content_Types].xml" not in data[-65_536:]:
            raise NotRead("zip-refused", "it is a zip inside a zip")
        return data

    return read
