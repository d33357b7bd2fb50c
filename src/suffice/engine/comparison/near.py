"""Authorities next door: those that stand with one below the region, as data: see near.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Near:
    """Authorities that stand together below the region.

    Attributes:
        name: as it stands inside a sentence: ``the Black Country``.
        codes: three figures each.
    """

    name: str
    codes: tuple[str, ...]


def near(code: str) -> Near | None:
    """Return those among whom an authority stands; None where no such name is known."""
    return next((Near(name, codes) for name, codes in _told().items() if code in codes), None)


@cache
def _told() -> Mapping[str, tuple[str, ...]]:
    told = tomllib.loads((Path(__file__).parent / "near.toml").read_text(encoding="utf-8"))
    return {name: tuple(codes) for name, codes in told.items()}
