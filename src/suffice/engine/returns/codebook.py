"""Code sets by collection year, read from data: what a code means, when it is valid, what it is kept as."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Code:
    """One code and the collection years in which it is valid.

    Attributes:
        code: as it stands in a return.
        label: what it means, in our words.
        first: first collection year; None when it was there before the first year held here.
        last: last collection year; None while it is in use.
        last_day: the day on which it ended inside its last year; None when it ended with the year.
        reads: the code under which it is kept (SEX ``1`` is kept as ``M``).
    """

    code: str
    label: str
    first: int | None = None
    last: int | None = None
    last_day: date | None = None
    reads: str | None = None

    def valid_in(self, year: int | None) -> bool:
        """Return whether a return of collection year `year` may hold the code; any year will do when it is None."""
        if year is None:
            return True
        return (self.first is None or self.first <= year) and (self.last is None or year <= self.last)


class CodeBook:
    """The code sets of one return, read from a file when first asked."""

    def __init__(self, path: Path, *, beside: CodeBook | None = None) -> None:
        """Name the file, and the book whose sets belong to this return too."""
        self._path = path
        self._beside = beside

    def names(self) -> tuple[str, ...]:
        """Return the names of all code sets."""
        return tuple(_sets(self))

    def code_set(self, name: str) -> tuple[Code, ...]:
        """Return every code that set `name` has ever had; KeyError when there is no such set."""
        return _sets(self)[name]

    def codes_for(self, name: str, year: int | None) -> Mapping[str, str]:
        """Return code to label for set `name` in a collection year; every code there ever was when it is None."""
        return _valid(self, name, year)

    def kept_as(self, name: str) -> Mapping[str, str]:
        """Return, for every code that set `name` has ever had, the code under which it is kept."""
        return _kept(self, name)

    def label(self, name: str, code: str) -> str | None:
        """Return what `code` means, whatever the year; None when the set has no such code."""
        return _valid(self, name, None).get(code)

    def declared(self) -> Mapping[str, tuple[Code, ...]]:
        """Return the sets as the file declares them, those of the book beside it first."""
        sets = {} if self._beside is None else dict(self._beside.declared())
        return sets | _read(self._path)


def _read(path: Path) -> dict[str, tuple[Code, ...]]:
    declared = tomllib.loads(path.read_text(encoding="utf-8"))
    return {name: tuple(Code(code=code, **body) for code, body in codes.items()) for name, codes in declared.items()}


@cache
def _sets(book: CodeBook) -> Mapping[str, tuple[Code, ...]]:
    return book.declared()


@cache
def _valid(book: CodeBook, name: str, year: int | None) -> Mapping[str, str]:
    return MappingProxyType({one.code: one.label for one in book.code_set(name) if one.valid_in(year)})


@cache
def _kept(book: CodeBook, name: str) -> Mapping[str, str]:
    return MappingProxyType({one.code: one.reads or one.code for one in book.code_set(name)})
