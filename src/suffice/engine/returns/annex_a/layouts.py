"""The eleven lists of the Annex A workbook and their columns, read from `layouts.toml`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from suffice.engine.returns.sheets.layout import plain

_APOSTROPHES = "['\u2018\u2019]"
_POSSESSIVE = rf"{_APOSTROPHES}s\b"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a list.

    Attributes:
        title: its heading as published (``Date of Birth``).
        kind: ``id``, ``text``, ``date``, ``birth``, ``age``, ``count``, ``postcode`` or ``code``.
        codes: name of the code set, for a column of codes.
        names: every heading that means it, as `plain` writes them, the published one first.
    """

    title: str
    kind: str
    codes: str | None
    names: tuple[str, ...]

    @property
    def field(self) -> str:
        """The name that the column has in a frame: ``date_of_birth``."""
        return field_name(self.title)


@dataclass(frozen=True, slots=True)
class List:
    """One list of the workbook.

    Attributes:
        name: ``List8``, the name of its table.
        title: what it lists.
        window: which children it holds, by when something happened.
        words: what its sheet tends to be called, as `plain` writes it.
        columns: in published order; the first names the child or, in List 11, the adopter.
    """

    name: str
    title: str
    window: str
    words: tuple[str, ...]
    columns: tuple[Column, ...]

    @property
    def number(self) -> int:
        """Its number."""
        return int(self.name.removeprefix("List"))

    @property
    def identity(self) -> str:
        """The frame name of the column that says who a row is about."""
        return self.columns[0].field

    def column(self, field: str) -> Column | None:
        """Return the column with a frame name."""
        return next((one for one in self.columns if one.field == field), None)


def field_name(title: str) -> str:
    """Return the frame name of a heading: small letters, one underscore for all that is no letter or figure."""
    return re.sub(r"[\W_]+", "_", re.sub(_APOSTROPHES, "", title).lower()).strip("_")


@cache
def _declared() -> Mapping[str, Any]:
    return tomllib.loads((Path(__file__).parent / "layouts.toml").read_text(encoding="utf-8"))


def _column(title: str) -> Column:
    body = _declared()["columns"][title]
    kind, _, codes = body["kind"].partition(" ")
    return Column(title, kind, codes or None, tuple(dict.fromkeys(map(plain, (title, *body["names"])))))


@cache
def lists() -> Mapping[str, List]:
    """Return the eleven lists by the name of their table, in order."""
    return {
        name: List(
            name,
            body["title"],
            body["window"],
            tuple(dict.fromkeys(map(plain, (body["title"], *body["words"])))),
            tuple(_column(title) for title in body["columns"]),
        )
        for name, body in _declared()["lists"].items()
    }


@cache
def meaning(heading: str) -> frozenset[str]:
    """Return the words of a heading that say something, words of one meaning written alike."""
    same, small = _declared()["words"], frozenset(_declared()["small"]["words"])
    words = " ".join(same.get(word, word) for word in plain(re.sub(_POSSESSIVE, "", heading)).split()).split()
    return frozenset(words) - small
