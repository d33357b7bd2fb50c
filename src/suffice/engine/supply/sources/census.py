"""The placement census: who is placed with whom outside the council's own homes, and for how much a week."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

from suffice.engine.episodes import PlacementState
from suffice.engine.findings import Example, Finding
from suffice.engine.returns.sheets import Layout, Row, Sheet, from_toml, read_sheet
from suffice.engine.returns.sheets.layout import plain
from suffice.engine.supply.model import Holding

_LAYOUT = Path(__file__).parent / "census.toml"
_ADULT = 18


@dataclass(frozen=True, slots=True)
class CensusRow:
    """One external placement on the census day.

    Attributes:
        row: the line in the file.
        authority: who placed the child.
        child: the child's identifier.
        age: in whole years; None where the census does not say.
        looked_after: False for those over 18, who stay on.
        placement: the type.
        provision: the type of provision as it stands.
        holding: how the place was bought; None where the census does not say, or says something else.
        organisation: who provides it.
        establishment: the home, where it is named.
        host: the authority in which it lies.
        urn: the inspectorate's number.
        unaccompanied: whether the child came seeking asylum alone; None where that is not known.
        begins: the first day of the placement; None where the census does not say.
        weekly: pounds a week in all; None where it is not given, or nought.
        health: of the weekly cost, contributed by health.
        education: of the weekly cost, contributed by education.
        solo: whether the placement is for this child alone.
    """

    row: int
    authority: str
    child: str
    age: int | None
    looked_after: bool
    placement: PlacementState
    provision: str
    holding: Holding | None
    organisation: str
    establishment: str | None
    host: str | None
    urn: str | None
    unaccompanied: bool | None
    begins: date | None
    weekly: Decimal | None
    health: Decimal
    education: Decimal
    solo: bool


@dataclass(frozen=True, slots=True)
class CensusFile:
    """A placement census.

    Attributes:
        file: its name.
        rows: placements that can be used.
        total: how many rows the file has; ``total == len(rows) + len(aside)``.
        aside: every row that is not used, with where it stands and why.
        findings: what is to be said.
    """

    file: str
    rows: tuple[CensusRow, ...]
    total: int
    aside: tuple[Example, ...]
    findings: tuple[Finding, ...]


@cache
def layout() -> Layout:
    """Return the columns of the census."""
    return from_toml(_LAYOUT)


def read_census(path: Path) -> CensusFile:
    """Read a placement census.

    Args:
        path: a CSV file.

    Raises:
        SheetUnreadable: it is no such file; the message says what is wrong and what to do.
    """
    sheet = read_sheet(path, layout())
    for row in sheet.rows:
        _check(sheet, row)
    rows = tuple(_row(row) for row in sheet.rows)
    aside = tuple(sorted(sheet.aside, key=lambda one: one.row or 0))
    return CensusFile(sheet.file, rows, sheet.total, aside, sheet.findings)


def _check(sheet: Sheet, row: Row) -> None:
    if row["weekly"] is not None and row["weekly"] < 0:
        wrong = "a weekly cost below nought is a correction of another row: correct that row"
        sheet.set_aside("cost-below-nought", row.line, "Total weekly cost", str(row["weekly"]), wrong)
        return
    if row["weekly"] is None or row["weekly"] == 0:
        told = "no weekly cost is given, so it counts as a placement and gives no price: fill it in"
        sheet.remark("cost-of-nought", row.line, "Total weekly cost", None, told)
    if _longest(_words("placement"), row["provision"]) is None:
        told = f"{row['provision']!r} is no type of provision that is known, so it counts as Other: correct it"
        sheet.remark("provision-unknown", row.line, "Type of provision", row["provision"], told)
    if row["sourced"] and _longest(_words("holding"), row["sourced"]) is None:
        told = (
            f"{row['sourced']!r} is no way of sourcing that is known, so how the place is held is left open: correct it"
        )
        sheet.remark("sourcing-unknown", row.line, "How the placement was sourced", row["sourced"], told)


def _row(row: Row) -> CensusRow:
    holding = _longest(_words("holding"), row["sourced"] or "")
    return CensusRow(
        row=row.line,
        authority=row["authority"],
        child=row["child"],
        age=row["age"],
        looked_after=row["looked_after"] != "no" and (row["age"] is None or row["age"] < _ADULT),
        placement=PlacementState(_longest(_words("placement"), row["provision"]) or PlacementState.OTHER),
        provision=row["provision"],
        holding=Holding(holding) if holding else None,
        organisation=row["organisation"],
        establishment=row["establishment"],
        host=row["host"],
        urn=row["urn"],
        unaccompanied={"yes": True, "no": False}.get(plain(row["unaccompanied"] or "")),
        begins=row["begins"],
        weekly=row["weekly"] or None,
        health=row["health"] or Decimal(0),
        education=row["education"] or Decimal(0),
        solo="in a solo placement" in plain(row["solo"] or "") and "not in a solo" not in plain(row["solo"] or ""),
    )


@cache
def _words(what: str) -> Mapping[str, str]:
    declared: dict[str, dict[str, str]] = tomllib.loads(_LAYOUT.read_text(encoding="utf-8"))
    return {plain(words): value for words, value in declared[what].items()}


def _longest(words: Mapping[str, str], text: str) -> str | None:
    """Return what the longest of the words that a text begins with stands for."""
    said = plain(text)
    found = [beginning for beginning in words if said.startswith(beginning)]
    return words[max(found, key=len)] if found else None
