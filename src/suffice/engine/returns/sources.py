"""The files that a person brought: found, named, limited in size before they are read, read one at a time."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from suffice.engine.returns import archives, workbooks
from suffice.engine.returns.archives import NotRead

MAX_FILE_BYTES = 512 * 1024**2
"""The largest file that is read."""
MAX_TOTAL_BYTES = 2 * 1024**3
"""The most that is read at once, all files together."""
MAX_FILES = 10_000
"""The most files that are read at once."""
WORKBOOKS = (".xlsx", ".xlsm")
"""How the names of workbooks end."""


@dataclass(frozen=True, slots=True)
class Source:
    """One file, on disk or in a zip.

    Attributes:
        name: relative to what was given, with forward slashes (``2019/episodes.csv``).
        folder: the folder that it lies in, relative too; "" at the top.
        size: in bytes, before it is read.
        opener: gives its bytes, or raises `NotRead`.
    """

    name: str
    size: int
    opener: Callable[[], bytes] = field(repr=False)

    @property
    def folder(self) -> str:
        """The folder that the file lies in, relative to what was given; "" at the top."""
        return self.name.rpartition("/")[0]

    def read(self) -> bytes:
        """Return the bytes; raise `NotRead` when they cannot be had."""
        return self.opener()


@dataclass(frozen=True, slots=True)
class Sources:
    """All files that were found under the paths given.

    Attributes:
        top: the name of the folder or zip that names are relative to.
        files: in order of name.
    """

    top: str
    files: tuple[Source, ...]


def open_sources(paths: Sequence[Path]) -> Sources:
    """Find the files under `paths`: files, folders at any depth, zips.

    Nothing is read yet. A file over `MAX_FILE_BYTES`, everything once the files together pass `MAX_TOTAL_BYTES`, and
    what cannot be opened are in the list all the same: reading them raises `NotRead` with the reason.
    """
    base = _base(paths)
    found = {source.name: source for path in dict.fromkeys(paths) for source in _under(path, base)}
    files = sorted(found.values(), key=lambda source: source.name)
    return Sources(top=base.name or str(base), files=tuple(_limited(files)))


def _base(paths: Sequence[Path]) -> Path:
    resolved = [path.resolve() for path in paths]
    if len(resolved) == 1 and (resolved[0].is_dir() or _is_zip(resolved[0])):
        return resolved[0]
    return Path(os.path.commonpath([path.parent for path in resolved])) if resolved else Path()


def _under(path: Path, base: Path) -> Iterator[Source]:
    path = path.resolve()
    if not path.is_dir():
        yield from _file(path, base)
        return
    closed: list[OSError] = []
    for folder, inside, names in os.walk(path, onerror=closed.append):
        for name in names:
            yield from _file(Path(folder, name), base)
        for linked in (one for one in (Path(folder, name) for name in inside) if one.is_symlink()):
            yield _not_read(_named(linked, base), "file-unreadable", "it is a link to another folder")
    for error in closed:
        name = _named(Path(str(error.filename)), base)
        yield _not_read(name, "file-unreadable", error.strerror or "it is closed")


def _file(path: Path, base: Path) -> Iterator[Source]:
    name = "" if path == base else _named(path, base)
    try:
        about = path.stat()
    except OSError as error:
        yield _not_read(name, "file-unreadable", error.strerror or "it is not there")
        return
    if not stat.S_ISREG(about.st_mode):
        yield _not_read(name, "file-unreadable", "it is not a plain file")
    elif about.st_size <= MAX_FILE_BYTES and _is_zip(path):
        prefix = f"{name}/" if name else ""
        yield from (
            Source(f"{prefix}{member.name}" if member.name else name or path.name, member.size, member.opener)
            for member in archives.members(path, most=MAX_FILES, largest=MAX_FILE_BYTES, total=MAX_TOTAL_BYTES)
        )
    else:
        yield Source(name, about.st_size, lambda: _bytes_of(path))


def _named(path: Path, base: Path) -> str:
    """Return the name relative to `base`; bytes in it that are no text are spelt out, as nothing can print them."""
    return path.relative_to(base).as_posix().encode("utf-8", "backslashreplace").decode("utf-8")


def _is_zip(path: Path) -> bool:
    try:
        if not path.is_file():  # opening a pipe would wait for whoever writes to it
            return False
        with path.open("rb") as file:
            return archives.is_zip(file.read(4)) and not archives.is_workbook(path)
    except OSError:
        return False


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise NotRead("file-unreadable", error.strerror or "it cannot be read") from error


def _not_read(name: str, code: str, reason: str) -> Source:
    return Source(name, 0, archives.refusing(code, reason))


def _limited(files: Sequence[Source]) -> Iterator[Source]:
    total = sum(source.size for source in files if source.size <= MAX_FILE_BYTES)
    for source in files:
        if source.size > workbooks.MAX_BYTES and source.name.lower().endswith(WORKBOOKS):
            refusal = workbooks.too_large(source.size)
            yield Source(source.name, source.size, archives.refusing(refusal.code, refusal.reason))
        elif source.size > MAX_FILE_BYTES:
            limit = f"it holds {_megabytes(source.size)} and the limit for one file is {_megabytes(MAX_FILE_BYTES)}"
            yield Source(source.name, source.size, archives.refusing("file-too-large", limit))
        elif total > MAX_TOTAL_BYTES:
            limit = f"the files hold {_megabytes(total)} together and the limit is {_megabytes(MAX_TOTAL_BYTES)}"
            yield Source(source.name, source.size, archives.refusing("file-too-large", limit))
        elif len(files) > MAX_FILES:
            limit = f"there are {len(files):,} files and the limit is {MAX_FILES:,}"
            yield Source(source.name, source.size, archives.refusing("files-too-many", limit))
        else:
            yield source


def _megabytes(size: int) -> str:
    return f"{size / 1024**2:,.0f} MB"
