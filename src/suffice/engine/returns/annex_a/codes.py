"""The code sets of the lists: under what a value is kept, and every way of writing it, read from `codes.toml`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from suffice.engine.returns.sheets.layout import plain

_LETTER = re.compile(r"^\s*[a-z]{1,2}\s*[).]\s*(?=\S)", re.IGNORECASE)
_CODE = re.compile(r"^\s*([A-Z]{0,4}[0-9]{0,2}[A-Z]?)\s*(?:[:\-\u2013.]\s*(.*))?$", re.IGNORECASE | re.DOTALL)

GROUPS: Mapping[str, str] = {"W": "White", "M": "Mixed", "A": "Asian", "C": "Asian", "B": "Black", "O": "Other"}
_NOT_KNOWN = frozenset({"REFU", "NOBT"})


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a set: what it is kept as, the words of the published list, and other words and codes for it."""

    kept: str
    means: str
    names: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()


@cache
def sets() -> Mapping[str, tuple[Value, ...]]:
    """Return every code set by its name."""
    declared = tomllib.loads((Path(__file__).parent / "codes.toml").read_text(encoding="utf-8"))
    return {
        name: tuple(
            Value(kept, body["means"], tuple(body.get("names", ())), tuple(body.get("codes", ())))
            for kept, body in values.items()
        )
        for name, values in declared.items()
    }


@cache
def kept_values(name: str) -> Mapping[str, str]:
    """Return, for one set, what each kept value means."""
    return {value.kept: value.means for value in sets()[name]}


@cache
def _by_words(name: str) -> Mapping[str, str]:
    every = [(plain(words), one.kept) for one in sets()[name] for words in (one.kept, one.means, *one.names)]
    return dict(reversed(every))  # what is declared first wins


@cache
def _by_code(name: str) -> Mapping[str, str]:
    return {code.upper(): one.kept for one in sets()[name] for code in one.codes}


def kept_as(name: str, written: str) -> str | None:
    """Return what a value of set `name` is kept as; None when no declared way of writing it is met.

    "a) White", "White", "a) WBRI", "N1 - Abuse or Neglect", "C2: FCO" and "q) 6: Police" are all understood: the letter
    of the list before it, a national code before it or alone, the words.
    """
    words, by_code = _by_words(name), _by_code(name)
    for candidate in _readings(written):
        if (kept := words.get(plain(candidate))) is not None:
            return kept
        match = _CODE.match(candidate)
        if match and (kept := by_code.get(match[1].upper())) is not None:
            return kept
        if match and match[2] and (kept := words.get(plain(match[2]))) is not None:
            return kept
    return None


def _readings(written: str) -> Iterator[str]:
    yield written
    bare = _LETTER.sub("", written, count=1)
    if bare != written:
        yield bare


def ethnic_group(kept: str | None) -> str | None:
    """Return White, Mixed, Asian, Black, Other or Not known for a kept ethnicity; None where blank or unmapped."""
    if kept is None or kept in GROUPS.values():
        return kept
    if kept in _NOT_KNOWN:
        return "Not known"
    return GROUPS.get(kept[0]) if kept in kept_values("ethnicity") else None
