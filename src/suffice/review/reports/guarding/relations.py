"""How the counts behind measures hang together (relations.toml), and what each measure counts."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from suffice.engine.measures import INDICATORS, Area, Indicator, Span, Tally
from suffice.engine.measures.monthly import FLOWS

_NOT_CHILDREN = frozenset({Area.WORKFORCE, Area.QUALITY})


@dataclass(frozen=True, slots=True)
class Family:
    """A whole and its parts, as the names of what is counted; "" is a part that no measure tells."""

    parts: tuple[str, ...]
    whole: str


@dataclass(frozen=True, slots=True)
class Stock:
    """Those there are, those who came and those who left, as the names of what is counted."""

    stock: str
    came: str
    left: str


def guards(indicator: Indicator) -> bool:
    """Say whether children stand behind a measure: of staff and audits nobody's childhood can be worked out."""
    return indicator.area not in _NOT_CHILDREN


def above(indicator: Indicator) -> str:
    """Return the name of what a measure counts above the line: another's own words where it counts the same."""
    return indicator.numerator if indicator.numerator in _wholes() else indicator.code


def below(indicator: Indicator) -> str:
    """Return the name of what a measure counts below the line; "" where that is the population, or nothing."""
    if not indicator.denominator or indicator.counted_as is Tally.RATE:
        return ""
    return f"{indicator.code}, out of" if _as_brought(indicator) else indicator.denominator


def rest(indicator: Indicator) -> str:
    """Return the name of those below the line of a share who are not above it."""
    return f"{indicator.code}, the others"


@cache
def events() -> Mapping[str, int]:
    """Return what happens in a time, with the years that are counted together: each event is in one day alone."""
    found: dict[str, int] = {}
    for one in INDICATORS.values():
        if one.code in FLOWS or one.span is Span.THREE_YEARS:
            found |= dict.fromkeys(filter(None, (above(one), below(one), rest(one))), one.span.years or 1)
    return found


@cache
def families() -> Sequence[Family]:
    """Return every whole with its parts."""
    return [_family(one) for one in _declared()["parts"]]


@cache
def stocks() -> Sequence[Stock]:
    """Return every stock with its flows."""
    return [
        Stock(*(above(INDICATORS[one[name]]) for name in ("stock", "came", "left"))) for one in _declared()["stock"]
    ]


@cache
def _declared() -> Mapping[str, Any]:
    return tomllib.loads((Path(__file__).parent / "relations.toml").read_text(encoding="utf-8"))


def _family(told: Mapping[str, Any]) -> Family:
    codes = [code for one in told["parts"] for code in _named(one)]
    whole = below(INDICATORS[codes[0]]) if told["whole"] == "below" else above(INDICATORS[told["whole"]])
    return Family(tuple(above(INDICATORS[code]) if code else "" for code in codes), whole)


def _named(one: str) -> Sequence[str]:
    if one.endswith("*"):
        return [code for code in INDICATORS if code.startswith(one.removesuffix("*"))]
    return [one]


@cache
def _wholes() -> frozenset[str]:
    return frozenset(filter(None, map(below, INDICATORS.values())))


def _as_brought(indicator: Indicator) -> bool:
    return any(one.startswith("figures:") for one in indicator.source)
