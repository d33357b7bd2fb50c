"""The child-level placement cost return as weekly costs: every row used, or set aside with its sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path

import polars as pl

from suffice.engine.calendar import collection_year, year_end, year_start
from suffice.engine.episodes import PlacementState
from suffice.engine.episodes.states import of_placement
from suffice.engine.findings import Example, Finding, note
from suffice.engine.returns.sheets import Layout, Row, Sheet, SheetUnreadable, from_toml, read_sheet
from suffice.engine.returns.ssda903 import codes
from suffice.engine.supply.model import Holding

_PENNY = Decimal("0.01")
_COST = "Total committed cost accrued in FY to date"


@dataclass(frozen=True, slots=True)
class CostRow:
    """One placement of one child in the financial year of the return.

    Attributes:
        row: the line in the file.
        child: the child's identifier.
        placement: the type.
        code: the placement code as it stands.
        holding: how the place was bought; None where the return does not say.
        urn: the inspectorate's number of the home, the only name of a provider that the return has.
        begins: the first day of the placement.
        ends: the first day after it; None while it goes on.
        days: days of the financial year, up to the return's day, that were paid for.
        cost: committed in the financial year so far, in pounds.
        weekly: cost for a week; None where the cost is nought.
        health: of the cost, contributed by health.
        education: of the cost, contributed by education.
    """

    row: int
    child: str
    placement: PlacementState
    code: str
    holding: Holding | None
    urn: str | None
    begins: date
    ends: date | None
    days: int
    cost: Decimal
    weekly: Decimal | None
    health: Decimal
    education: Decimal


@dataclass(frozen=True, slots=True)
class CostFile:
    """A placement cost return.

    Attributes:
        file: its name.
        year: the financial year, named by its end: 2023 is 1 April 2022 to 31 March 2023.
        as_at: the last day that the costs go up to.
        rows: placements that can be used.
        total: how many rows the file has; ``total == len(rows) + len(aside)``.
        aside: every row that is not used, with where it stands and why.
        findings: what is to be said.
    """

    file: str
    year: int
    as_at: date
    rows: tuple[CostRow, ...]
    total: int
    aside: tuple[Example, ...]
    findings: tuple[Finding, ...]


@cache
def layout() -> Layout:
    """Return the columns of the return."""
    return from_toml(Path(__file__).parent / "costs.toml")


def read_costs(path: Path, *, as_at: date | None = None) -> CostFile:
    """Read a child-level placement cost return.

    Args:
        path: a CSV file.
        as_at: the last day that its costs go up to; the last day of the financial year of its latest date where the
            return does not come with one, which a finding says.

    Raises:
        SheetUnreadable: it is no such file, or no row of it can be used; the message says what to do.
    """
    sheet = read_sheet(path, layout())
    _keep_sound(sheet)
    if not sheet.rows:
        raise SheetUnreadable(f"No row of {path.name} can be used: {sheet.aside[0].sentence}")
    day = as_at or _end_of_the_latest_year(sheet)
    year = collection_year(day)
    for row in sheet.rows:
        _keep_within(sheet, row, year, day)
    states = _states(sheet.rows)
    rows = tuple(_row(row, state, year, day) for row, state in zip(sheet.rows, states, strict=True))
    sheet.remarks.extend(_told(sheet, rows, day, assumed=as_at is None))
    aside = tuple(sorted(sheet.aside, key=lambda one: one.row or 0))
    return CostFile(sheet.file, year, day, rows, sheet.total, aside, sheet.findings)


def _keep_sound(sheet: Sheet) -> None:
    known = codes.codes_for("PLACE", None)
    for row in sheet.rows:
        begins, ends = row["begins"], row["ends"]
        if row["cost"] < 0:
            wrong = "a cost below nought is a correction of another row: net it off there"
            sheet.set_aside("cost-below-nought", row.line, _COST, str(row["cost"]), wrong)
        elif ends is not None and ends < begins:
            wrong = f"the placement ends before it starts on {begins.day} {begins:%B %Y}: correct one of the two days"
            sheet.set_aside("ends-before-it-starts", row.line, "Placement end date", ends.isoformat(), wrong)
        elif row["code"].upper() not in known:
            wrong = "there is no such placement code: correct it"
            sheet.set_aside("placement-unknown", row.line, "Placement type", row["code"], wrong)


def _end_of_the_latest_year(sheet: Sheet) -> date:
    days = [day for row in sheet.rows for day in (row["begins"], row["ends"]) if day is not None]
    return year_end(collection_year(max(days)))


def _keep_within(sheet: Sheet, row: Row, year: int, day: date) -> None:
    if not _days(row, year, day):
        wrong = (
            f"no day of the placement lies between 1 April {year - 1} and {day.day} {day:%B %Y}, which the costs are "
            "of: correct its days, or remove it"
        )
        sheet.set_aside(
            "placement-outside-the-year", row.line, "Placement start date", row["begins"].isoformat(), wrong
        )


def _days(row: Row, year: int, day: date) -> int:
    """Return the days paid for; one that starts and ends on the same day counts one."""
    begins: date = row["begins"]
    ends: date = row["ends"] or day + timedelta(days=1)
    if ends == begins:
        ends += timedelta(days=1)
    return max(0, (min(ends, day + timedelta(days=1)) - max(begins, year_start(year))).days)


def _states(rows: Sequence[Row]) -> list[PlacementState]:
    frame = pl.DataFrame(
        {
            "place": [row["code"].upper() for row in rows],
            "place_provider": [(row["provider_code"] or "").upper() for row in rows],
        },
        schema={"place": pl.String, "place_provider": pl.String},
    )
    return [PlacementState(one) for one in frame.select(of_placement().alias("state"))["state"]] if rows else []


def _row(row: Row, state: PlacementState, year: int, day: date) -> CostRow:
    days = _days(row, year, day)
    return CostRow(
        row=row.line,
        child=row["child"],
        placement=state,
        code=row["code"].upper(),
        holding=Holding(row["holding"]) if row["holding"] else None,
        urn=row["urn"],
        begins=row["begins"],
        ends=row["ends"],
        days=days,
        cost=row["cost"],
        weekly=(row["cost"] * 7 / days).quantize(_PENNY) if row["cost"] else None,
        health=row["health"] or Decimal(0),
        education=row["education"] or Decimal(0),
    )


def _told(sheet: Sheet, rows: Sequence[CostRow], day: date, *, assumed: bool) -> Iterator[Finding]:
    if assumed:
        yield note(
            "day-of-the-return-assumed",
            f"{sheet.file} does not say up to which day its costs go, so they are taken to go up to {day.day} "
            f"{day:%B %Y}: give the day if it is another.",
            file=sheet.file,
        )
    free = [row for row in rows if row.weekly is None]
    for row in free:
        told = "its cost is nought, so it counts as a placement and gives no price: fill in what was committed"
        sheet.remark("cost-of-nought", row.row, _COST, "0", told)
