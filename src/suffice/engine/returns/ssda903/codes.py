"""The code sets of the SSDA903 return, by collection year, read from `codes.toml`."""

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


@cache
def _sets() -> Mapping[str, tuple[Code, ...]]:
    declared = tomllib.loads((Path(__file__).parent / "codes.toml").read_text(encoding="utf-8"))
    return {name: tuple(Code(code=code, **body) for code, body in codes.items()) for name, codes in declared.items()}


def names() -> tuple[str, ...]:
    """Return the names of all code sets."""
    return tuple(_sets())


def code_set(name: str) -> tuple[Code, ...]:
    """Return every code that set `name` has ever had; KeyError when there is no such set."""
    return _sets()[name]


@cache
def codes_for(name: str, year: int | None) -> Mapping[str, str]:
    """Return code to label for set `name` in collection year `year`; every code there ever was when it is None."""
    return MappingProxyType({one.code: one.label for one in code_set(name) if one.valid_in(year)})


@cache
def kept_as(name: str) -> Mapping[str, str]:
    """Return, for every code that set `name` has ever had, the code under which it is kept."""
    return MappingProxyType({one.code: one.reads or one.code for one in code_set(name)})


@cache
def label(name: str, code: str) -> str | None:
    """Return what `code` means, whatever the year; None when the set has no such code."""
    return next((one.label for one in code_set(name) if one.code == code), None)
