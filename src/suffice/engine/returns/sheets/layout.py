"""What the columns of a simple table are, as data: from a published table schema, or from a layout of ours."""

from __future__ import annotations

import csv
import io
import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Any


class Kind(StrEnum):
    """What a cell of a column holds."""

    TEXT = "text"
    WHOLE = "whole"
    SHARE = "share"
    POUNDS = "pounds"
    NUMBER = "number"
    DAY = "day"
    MONTH = "month"
    CHOICE = "choice"
    YES = "yes"


@dataclass(frozen=True, slots=True)
class Column:
    """One column, found by any of its names.

    Attributes:
        name: our name for it, the key of a row's values.
        title: how the file that we know best writes it; sentences speak of it so.
        kind: what its cells hold.
        needed: whether a file without the column is refused, and a row without a value set aside.
        names: every heading that means it, as `plain` writes them.
        least: the least number that it may hold.
        most: the greatest.
        choices: for a choice, each value by every way of writing it.
    """

    name: str
    title: str
    kind: Kind = Kind.TEXT
    needed: bool = False
    names: tuple[str, ...] = ()
    least: Decimal | None = None
    most: Decimal | None = None
    choices: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Layout:
    """A table that can be read.

    Attributes:
        what: what it is, for sentences: "a capacity file".
        columns: in the order of the file that we know best.
        template: how to have an empty one; "" where there is none.
    """

    what: str
    columns: tuple[Column, ...]
    template: str = ""

    @property
    def needed(self) -> tuple[Column, ...]:
        """The columns without which nothing can be read."""
        return tuple(column for column in self.columns if column.needed)


def plain(heading: str) -> str:
    """Return a heading in small letters with single spaces for all that is no letter or figure."""
    return re.sub(r"[\W_]+", " ", heading.casefold()).strip()


def from_schema(path: Path) -> Layout:
    """Return the layout that a published table schema (a JSON file of ours) declares."""
    schema = json.loads(path.read_text(encoding="utf-8"))
    columns = tuple(_of_field(one) for one in schema["fields"])
    return Layout(schema["what"], columns, schema.get("template", ""))


def example(path: Path) -> str:
    """Return a CSV file with the columns of a published table schema and its few example rows, to write over."""
    fields = json.loads(path.read_text(encoding="utf-8"))["fields"]
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(field["name"] for field in fields)
    writer.writerows(zip(*(field["examples"] for field in fields), strict=True))
    return written.getvalue()


def from_toml(path: Path) -> Layout:
    """Return the layout that a TOML file of ours declares."""
    declared = tomllib.loads(path.read_text(encoding="utf-8"))
    columns = tuple(_of_declared(name, body) for name, body in declared["columns"].items())
    return Layout(declared["what"], columns)


def _of_field(body: Mapping[str, Any]) -> Column:
    limits = body.get("constraints", {})
    return Column(
        name=body["name"],
        title=body["name"],
        kind=Kind(body["kind"]),
        needed=bool(limits.get("required")),
        names=(plain(body["name"]), *(plain(one) for one in body.get("alsoCalled", ()))),
        least=_number(limits.get("minimum")),
        most=_number(limits.get("maximum")),
        choices=_spelt(body.get("categories", {})),
    )


def _of_declared(name: str, body: Mapping[str, Any]) -> Column:
    return Column(
        name=name,
        title=body["title"],
        kind=Kind(body.get("kind", "text")),
        needed=body.get("needed", False),
        names=(plain(body["title"]), *(plain(one) for one in body.get("names", ()))),
        least=_number(body.get("least")),
        most=_number(body.get("most")),
        choices=_spelt(body.get("choices", {})),
    )


def _spelt(choices: Mapping[str, str | list[str]]) -> Mapping[str, str]:
    """Return each value by its code and by all its words."""
    words = {code: [told] if isinstance(told, str) else told for code, told in choices.items()}
    return {
        **{plain(one): code for code, several in words.items() for one in several},
        **{plain(code): code for code in choices},
    }


def _number(limit: float | None) -> Decimal | None:
    return None if limit is None else Decimal(str(limit))
