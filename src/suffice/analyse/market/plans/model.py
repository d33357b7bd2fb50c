"""One change that a file would make, told in words and kept as data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from suffice.engine.findings import Finding


class Act(StrEnum):
    """What happens to a record."""

    ADD = "Added"
    CHANGE = "Changed"
    COUNT = "Counted"


@dataclass(frozen=True, slots=True)
class HomeKey:
    """How a file names a home: by URN where it has one, else by its provider and its own name."""

    urn: str
    provider: str
    name: str


@dataclass(frozen=True, slots=True)
class Change:
    """One change.

    Attributes:
        act: what happens.
        noun: to what: provider, home, places, price, places in use.
        name: what the record is called.
        words: the change in words.
        values: the fields that it sets, as the operations take them; a home or provider by how the file names it.
        pk: which record, when it is there already.
    """

    act: Act
    noun: str
    name: str
    words: str
    values: Mapping[str, Any] = field(default_factory=dict)
    pk: int | None = None

    def document(self) -> dict[str, Any]:
        """Return the change as plain values that JSON can hold; two that are the same have the same document."""
        return {
            "act": str(self.act),
            "what": self.noun,
            "name": self.name,
            "words": self.words,
            "pk": self.pk,
            "values": {name: _plain(value) for name, value in sorted(self.values.items())},
        }


@dataclass(frozen=True, slots=True)
class Plan:
    """What a file would change.

    Attributes:
        changes: in the order in which they are made.
        rows: rows in the file.
        children: single children that its rows are about.
        findings: what was found in the file, and what could not be planned.
    """

    changes: tuple[Change, ...]
    rows: int
    children: int = 0
    findings: tuple[Finding, ...] = ()


def _plain(value: Any) -> Any:
    if isinstance(value, HomeKey):
        return [value.urn, value.provider, value.name]
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value
