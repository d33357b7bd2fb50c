"""The English authorities with children's services, by any of the names they go by."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class Authority:
    """An English authority with children's services.

    Attributes:
        code: the three figures that the returns know it by (``336``).
        ons_code: the code of the Office for National Statistics (``E08000031``).
        name: as published.
        region: as published; London is Inner and Outer.
    """

    code: str
    ons_code: str
    name: str
    region: str


@cache
def every_authority() -> tuple[Authority, ...]:
    """Return the authorities of 2025, in the order of their codes (source and licence: first line of the table)."""
    text = resources.files(__package__).joinpath("authorities.csv").read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return tuple(Authority(**row) for row in csv.DictReader(lines))


def find(named: str) -> Authority | None:
    """Return the authority with this three-figure code, ONS code or name, or None when there is none."""
    return _by_spelling().get(spelling(named))


@cache
def _by_spelling() -> dict[str, Authority]:
    return {spelling(told): one for one in every_authority() for told in (one.code, one.ons_code, one.name)}


def spelling(named: str) -> str:
    """Return a code or name without the differences that do not matter: case, spaces, "City of", punctuation."""
    plain = named.casefold().replace("&", " and ").replace(".", " ").replace(",", " ").replace("-", " ")
    words = plain.split()
    return " ".join(sorted(word for word in words if word not in _COMMON)) or " ".join(words)


_COMMON = frozenset(
    {"city", "county", "council", "borough", "royal", "metropolitan", "london", "of", "the", "upon", "and"}
)
