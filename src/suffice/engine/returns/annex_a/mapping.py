"""The mapping file: what a person decided about sheets, headings and values that no declared way of writing meets."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from suffice.engine.returns.annex_a import codes
from suffice.engine.returns.annex_a.layouts import Column, lists
from suffice.engine.returns.sheets.layout import plain

SCHEMA = Path(__file__).parent / "mapping.schema.json"
AS_WRITTEN = "as written"
"""The decision that something is to stay as it is, and not be asked about again."""
VERSION = 1
MOST_BYTES = 5_000_000
"""The largest mapping file that is read."""
_KEYS = frozenset({"$schema", "version", "as_at", "authority", "sheets", "headings", "values"})


class MappingUnreadable(ValueError):
    """A mapping file that cannot be used; the message says every trouble and what to do."""


@dataclass(frozen=True, slots=True)
class Mapped:
    """The decisions of one mapping file.

    Attributes:
        as_at: the day that the workbook tells of; None where it is to be found in the workbook.
        authority: the authority's code; None where the file names none.
        sheets: the list (``List8``) or `AS_WRITTEN`, by the name of the sheet.
        headings: the published heading or `AS_WRITTEN`, by list and heading as `plain` writes it.
        values: the kept value or `AS_WRITTEN`, by published heading and value as written.
        name: of the file, for sentences.
    """

    as_at: date | None = None
    authority: str | None = None
    sheets: Mapping[str, str] = field(default_factory=dict)
    headings: Mapping[tuple[str, str], str] = field(default_factory=dict)
    values: Mapping[tuple[str, str], str] = field(default_factory=dict)
    name: str = ""

    def heading(self, one: str, written: str) -> str | None:
        """Return what was decided about a heading of list `one`."""
        return self.headings.get((one, plain(written)))

    def value(self, column: str, written: str) -> str | None:
        """Return what was decided about a value of the column with published heading `column`."""
        return self.values.get((column, written))


NOTHING = Mapped()
"""No decisions."""


def read_mapping(path: Path) -> Mapped:
    """Read a mapping file.

    Raises:
        MappingUnreadable: it is not there, not JSON, or says something that cannot be; every trouble is told at once.
    """
    try:
        if path.stat().st_size > MOST_BYTES:
            raise MappingUnreadable(f"{path.name} is larger than a mapping file can be. Check the name.")
        return from_document(json.loads(path.read_text(encoding="utf-8-sig")), name=path.name)
    except OSError as trouble:
        raise MappingUnreadable(f"{path} cannot be opened: {trouble.strerror}. Check the name.") from trouble
    except (ValueError, RecursionError) as trouble:
        if isinstance(trouble, MappingUnreadable):
            raise
        raise MappingUnreadable(
            f"{path.name} is not sound JSON: {trouble}. Give a file that --write-mapping made."
        ) from trouble


def from_document(document: Any, *, name: str) -> Mapped:
    """Return the decisions in a mapping file's content; an entry whose `means` is null is not decided yet.

    Raises:
        MappingUnreadable: with every trouble, each in a sentence.
    """
    if not isinstance(document, dict):
        raise MappingUnreadable(f"{name} should hold one JSON object. Give a file that --write-mapping made.")
    troubles = list(_troubles(document))
    if troubles:
        raise MappingUnreadable("\n".join(f"{name}: {one}" for one in troubles))
    return Mapped(
        as_at=_day(document.get("as_at")),
        authority=document.get("authority"),
        sheets={one["sheet"]: one["means"] for one in _decided(document, "sheets")},
        headings={(one["list"], plain(one["heading"])): one["means"] for one in _decided(document, "headings")},
        values={(one["column"], one["value"]): one["means"] for one in _decided(document, "values")},
        name=name,
    )


def _decided(document: Mapping[str, Any], part: str) -> Iterator[Mapping[str, str]]:
    return (one for one in document.get(part, ()) if one["means"] is not None)


def _day(text: Any) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _troubles(document: Mapping[str, Any]) -> Iterator[str]:
    unknown = sorted(document.keys() - _KEYS)
    if unknown:
        yield f"{', '.join(unknown)} is no part of a mapping file. Take it out."
    if document.get("version") != VERSION:
        yield f"version should be {VERSION}, but is {json.dumps(document.get('version'))}."
    try:
        _day(document.get("as_at"))
    except (TypeError, ValueError):
        yield f"as_at is {json.dumps(document['as_at'])}: write a day such as 2026-03-31, or null."
    if not isinstance(document.get("authority"), str | None):
        yield 'authority should be a code in quotation marks, such as "336", or null.'
    for part, keys in (("sheets", ("sheet",)), ("headings", ("list", "heading")), ("values", ("column", "value"))):
        yield from _troubles_of_part(document.get(part, []), part, keys)


def _troubles_of_part(entries: Any, part: str, keys: Sequence[str]) -> Iterator[str]:
    if not isinstance(entries, list):
        yield f"{part} should be a list."
        return
    said: dict[tuple[str, ...], str] = {}
    for at, one in enumerate(entries, start=1):
        if not isinstance(one, dict) or not all(isinstance(one.get(key), str) for key in keys):
            yield f"entry {at} of {part} should be an object with {' and '.join(keys)} in it, each a text."
        elif not isinstance(one.get("means"), str | None):
            yield f"entry {at} of {part}: means should be a text or null."
        elif one.get("means") not in (None, AS_WRITTEN):
            among = _allowed(part, one)
            if one["means"] not in among:
                told = ", ".join(among) or f"nothing, because {one[keys[0]]} is not known"
                yield f'entry {at} of {part}: "{one["means"]}" cannot be. It may be {told}, or "{AS_WRITTEN}".'
        if _decides(one, keys) and said.setdefault(tuple(one[key] for key in keys), one["means"]) != one["means"]:
            yield f'entry {at} of {part} says another meaning of "{one[keys[-1]]}" than one before it. Take one out.'


def _decides(one: Any, keys: Sequence[str]) -> bool:
    return isinstance(one, dict) and all(isinstance(one.get(key), str) for key in (*keys, "means"))


def _allowed(part: str, one: Mapping[str, Any]) -> tuple[str, ...]:
    """Return what an entry may mean."""
    if part == "sheets":
        return tuple(lists())
    if part == "headings":
        found = lists().get(one["list"])
        return tuple(column.title for column in found.columns) if found else ()
    column = column_titled(one["column"])
    return tuple(codes.kept_values(column.codes)) if column is not None and column.codes else ()


def column_titled(title: str) -> Column | None:
    """Return the column with a published heading, whichever list has it."""
    return next((column for one in lists().values() for column in one.columns if column.title == title), None)


def schema() -> dict[str, Any]:
    """Return the published schema of a mapping file (JSON Schema, draft 2020-12)."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Mapping of an Annex A workbook",
        "description": f'What a person decided. "means": null is not decided yet; "{AS_WRITTEN}" keeps it as it is.',
        "type": "object",
        "properties": {
            "$schema": {"type": "string"},
            "version": {"const": VERSION},
            "as_at": {"type": ["string", "null"], "format": "date", "description": "The day that it tells of."},
            "authority": {"type": ["string", "null"], "description": "The authority's code."},
            "sheets": _entries({"sheet": {"type": "string"}}, [*lists(), AS_WRITTEN, None]),
            "headings": _entries({"list": {"enum": [*lists()]}, "heading": {"type": "string"}}, None),
            "values": _entries({"column": {"enum": list(_columns_of_codes())}, "value": {"type": "string"}}, None),
        },
        "required": ["version"],
        "additionalProperties": False,
    }


def _columns_of_codes() -> dict[str, None]:
    return {column.title: None for one in lists().values() for column in one.columns if column.codes}


def _entries(keys: Mapping[str, Any], among: Sequence[str | None] | None) -> dict[str, Any]:
    means: dict[str, Any] = {"type": ["string", "null"]} if among is None else {"enum": list(among)}
    beside = {"rows": {"type": "integer", "minimum": 0}, "choices": {"type": ["array", "object"]}}
    return {
        "type": "array",
        "items": {
            "type": "object",
            "properties": {**keys, "means": means, **beside},
            "required": [*keys, "means"],
            "additionalProperties": False,
        },
    }


def published() -> str:
    """Return the schema as the text of the file beside this module."""
    return json.dumps(schema(), indent=2) + "\n"
