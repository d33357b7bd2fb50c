"""Places and prices out of the files that a council keeps: every row used, or set aside with its sentence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Generic, TypeVar

from suffice.engine.episodes import PlacementState
from suffice.engine.findings import Example, Finding
from suffice.engine.returns.sheets import Layout, Row, Sheet, example, from_schema, read_sheet
from suffice.engine.supply.model import Holding, Price, Provision

Record = TypeVar("Record", Provision, Price)

ALWAYS = date(1900, 1, 1)
"""The day from which places without an opening day count as open."""
OWN = "the council"
_NEVER_PLACES = (PlacementState.FRIENDS_AND_FAMILY, PlacementState.WITH_PARENTS, PlacementState.PLACED_FOR_ADOPTION)


class Template(StrEnum):
    """The tables that have a published schema and a template."""

    CAPACITY = "capacity"
    PRICES = "prices"


@dataclass(frozen=True, slots=True)
class Records(Generic[Record]):
    """What a file of places or prices held.

    Attributes:
        file: its name.
        records: what can be used, in the order of the rows.
        rows: how many rows the file has; ``rows == len(records) + len(aside)``.
        aside: every row that is not used, with where it stands and why.
        findings: what is to be said; errors count the rows set aside.
    """

    file: str
    records: tuple[Record, ...]
    rows: int
    aside: tuple[Example, ...]
    findings: tuple[Finding, ...]


@cache
def layout(template: Template) -> Layout:
    """Return the columns of a capacity or price file, as its published schema declares them."""
    return from_schema(schema_path(template))


def schema_path(template: Template) -> Path:
    """Return where the published schema stands: a JSON table schema."""
    return Path(__file__).parent / f"{template}.schema.json"


def template_csv(template: Template) -> str:
    """Return a file with the columns and a few rows of an imaginary council, to write over."""
    return example(schema_path(template))


def read_capacity(path: Path) -> Records[Provision]:
    """Read the places that a council can use from a CSV or JSON file.

    Args:
        path: a file with the columns of `capacity.schema.json`.

    Raises:
        SheetUnreadable: it is no such file; the message says what is wrong and what to do.
    """
    sheet = read_sheet(path, layout(Template.CAPACITY))
    for row in sheet.rows:
        _check_provision(sheet, row)
    _remark_on_twins(sheet)
    return _records(sheet, _provision)


def read_prices(path: Path) -> Records[Price]:
    """Read what places cost from a CSV or JSON file.

    Args:
        path: a file with the columns of `prices.schema.json`.

    Raises:
        SheetUnreadable: it is no such file; the message says what is wrong and what to do.
    """
    sheet = read_sheet(path, layout(Template.PRICES))
    for row in sheet.rows:
        _check_price(sheet, row)
    _keep_one_price_a_day(sheet)
    return _records(sheet, _price)


def _records(sheet: Sheet, made: Callable[[Row], Record]) -> Records[Record]:
    return Records(
        file=sheet.file,
        records=tuple(made(row) for row in sheet.rows),
        rows=sheet.total,
        aside=tuple(sorted(sheet.aside, key=lambda one: one.row or 0)),
        findings=sheet.findings,
    )


def _check_provision(sheet: Sheet, row: Row) -> None:
    opens, closes = row["opens"], row["closes"]
    youngest, oldest = _ages(row)
    if PlacementState(row["placement"]) in _NEVER_PLACES:
        words = PlacementState(row["placement"]).label
        sheet.set_aside(
            "not-places",
            row.line,
            "placement",
            row["placement"],
            f"{words} is not a place that a council holds: remove it",
        )
    elif closes is not None and opens is not None and closes <= opens:
        wrong = f"it closes on {_words(closes)}, before it opens on {_words(opens)}: correct one of the two days"
        sheet.set_aside("closes-before-it-opens", row.line, "closes", closes.isoformat(), wrong)
    elif youngest > oldest:
        wrong = f"the youngest age, {youngest}, is above the oldest, {oldest}: correct one of the two"
        sheet.set_aside("ages-the-wrong-way-round", row.line, "youngest", str(youngest), wrong)
    elif opens is None:
        told = (
            f"no day is given on which the places of {row['name']} open, so they count as open on every day: fill it in"
        )
        sheet.remark("opens-not-given", row.line, "opens", None, told)


def _remark_on_twins(sheet: Sheet) -> None:
    """Say where a row gives the same places as one before it: two lots of places may be alike, or one told twice."""
    first: dict[tuple[object, ...], Row] = {}
    for row in sheet.rows:
        key = tuple(row[name] for name in ("name", "provider", "placement", "holding", "opens", "closes"))
        before = first.setdefault(key, row)
        if before is not row:
            told = (
                f"row {before.line} already gives places of {row['name']}, held the same way from the same day. Both "
                "are counted: remove one where they are the same places"
            )
            sheet.remark("places-told-twice", row.line, "places", str(row["places"]), told)


def _check_price(sheet: Sheet, row: Row) -> None:
    if row["weekly"] <= 0:
        wrong = (
            "nothing is free, so a price of nought or less is not used and what it was for has no price from this row: "
            "write what a week costs, or remove the row"
        )
        sheet.set_aside("price-of-nought", row.line, "weekly", str(row["weekly"]), wrong)


def _keep_one_price_a_day(sheet: Sheet) -> None:
    """Set aside a second price of the same thing from the same day."""
    first: dict[tuple[object, ...], Row] = {}
    for row in sheet.rows:
        key = tuple(row[name] for name in ("placement", "holding", "provider", "need", "begins"))
        before = first.setdefault(key, row)
        if before is not row:
            wrong = (
                f"row {before.line} already gives a price for the same placement, holding, provider and need from "
                f"{_words(row['begins'])}, £{before['weekly']:,}: keep the right one"
            )
            sheet.set_aside("prices-overlap", row.line, "begins", row["begins"].isoformat(), wrong)


def _provision(row: Row) -> Provision:
    youngest, oldest = _ages(row)
    return Provision(
        name=row["name"],
        provider=row["provider"] or OWN,
        placement=PlacementState(row["placement"]),
        holding=Holding(row["holding"]),
        places=row["places"],
        opens=row["opens"] or ALWAYS,
        closes=row["closes"],
        usable=float(_or(row["usable"], 1)),
        youngest=youngest,
        oldest=oldest,
        urn=row["urn"],
    )


def _price(row: Row) -> Price:
    return Price(
        placement=PlacementState(row["placement"]),
        weekly=row["weekly"],
        begins=row["begins"],
        holding=Holding(row["holding"]) if row["holding"] else None,
        provider=row["provider"],
        need=row["need"] or "",
        uplift=float(_or(row["uplift"], 0)),
        uplift_spread=float(_or(row["uplift_spread"], 0)),
        per_place=bool(row["per_place"]),
    )


def _ages(row: Row) -> tuple[int, int]:
    return int(_or(row["youngest"], 0)), int(_or(row["oldest"], 17))


def _or(given: int | Decimal | None, without: int) -> int | Decimal:
    return without if given is None else given


def _words(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
