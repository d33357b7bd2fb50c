"""The starter library of reports (library.toml), and lists of indicators as people write them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from suffice.engine.measures import INDICATORS

Headings = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Starter:
    """A report to start from."""

    key: str
    title: str
    board: str
    frequency: str
    owner: str
    readers: str
    protection: str
    headings: Headings
    plain: bool = False

    @property
    def told(self) -> dict[str, Any]:
        """What a form is filled with."""
        names = ("title", "board", "frequency", "owner", "readers", "protection", "plain")
        return {name: getattr(self, name) for name in names}


@cache
def starters() -> Mapping[str, Starter]:
    """Return every report of the library by its key, in its order."""
    declared = tomllib.loads((Path(__file__).parent / "library.toml").read_text(encoding="utf-8"))["report"]
    return {str(at): _starter(str(at), one) for at, one in enumerate(declared, start=1)}


def as_lines(headings: Sequence[Mapping[str, Any]]) -> str:
    """Return indicators under their headings as people write them: a heading with a colon, then titles."""
    lines = []
    for one in headings:
        lines += [f"{one['heading']}:", *(INDICATORS[code].title for code in one["codes"] if code in INDICATORS), ""]
    return "\n".join(lines).strip()


def understood(lines: str) -> tuple[Headings, list[str]]:
    """Return the indicators that lines name, under their headings, and the lines that name none.

    A line may give the title or the code of an indicator; one that ends in a colon is a heading.
    """
    headings: Headings = []
    unknown: list[str] = []
    for line in filter(None, (one.strip() for one in lines.splitlines())):
        code = _codes().get(line.casefold())
        if code is not None:
            if not headings:
                headings.append({"heading": "Indicators", "codes": []})
            headings[-1]["codes"].append(code)
        elif line.endswith(":"):
            headings.append({"heading": line.removesuffix(":").strip(), "codes": []})
        else:
            unknown.append(line)
    return [one for one in headings if one["codes"]], unknown


def by_area() -> Mapping[str, Sequence[str]]:
    """Return the titles of all indicators by service area, for who chooses among them."""
    found: dict[str, list[str]] = {}
    for one in INDICATORS.values():
        found.setdefault(str(one.area), []).append(one.title)
    return found


@cache
def _codes() -> Mapping[str, str]:
    titles = {one.title.casefold(): code for code, one in INDICATORS.items()}
    return {**titles, **{code.casefold(): code for code in INDICATORS}}


def _starter(key: str, told: Mapping[str, Any]) -> Starter:
    headings = [{"heading": one["heading"], "codes": list(one["codes"])} for one in told.get("part", [])]
    plain = {name: told[name] for name in ("title", "board", "frequency", "owner", "readers", "protection")}
    return Starter(key=key, headings=headings, plain=told.get("plain", False), **plain)
