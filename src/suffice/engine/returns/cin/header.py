"""Whose census it is and of which year: what the header says, held against what follows it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import polars as pl

from suffice.engine.calendar import collection_year, year_end, year_start
from suffice.engine.returns import flags
from suffice.engine.returns.dates import parse_one
from suffice.engine.returns.population.authorities import find
from suffice.engine.words import prose

_EVENTS = {
    "CINdetails": ("cinreferraldate", "cinclosuredate"),
    "Assessments": ("assessmentactualstartdate", "assessmentauthorisationdate"),
    "CINPlanDates": ("cinplanstartdate", "cinplanenddate"),
    "Section47": ("s47actualstartdate", "dateofinitialcpc"),
    "ChildProtectionPlans": ("cppstartdate", "cppenddate"),
    "Reviews": ("cppreviewdate",),
}


@dataclass(frozen=True, slots=True)
class Header:
    """What the header says, or where it says nothing, what the dates of the census do.

    Attributes:
        authority: three figures; None where none is named.
        year: collection year (2026 ends on 31 March 2026); None when nothing tells it.
        reference: the day for which the census was taken, as the header says; None where it does not.
        row: the line of the header; None without one.
    """

    authority: str | None
    year: int | None
    reference: date | None
    row: int | None


def read_header(rows: pl.DataFrame, texts: Iterable[pl.DataFrame], *, today: date) -> Header:
    """Return what the header says; `rows` is the header's table as tidy text, `texts` the other tables."""
    said: Mapping[str, str | None] = rows.row(0, named=True) if rows.height else {}
    reference = _day(said.get("referencedate"), today)
    year = _year(said.get("year"))
    if year is None:
        day = reference or _latest(texts, today)
        year = None if day is None else collection_year(day)
    return Header(said.get("lea"), year, reference, rows["row"][0] if rows.height else None)


def _year(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and 1990 <= int(text) <= 2100 else None


def _day(text: str | None, today: date) -> date | None:
    return parse_one(text, today=today, future=True)[0] if text else None


def _latest(texts: Iterable[pl.DataFrame], today: date) -> date | None:
    """Return the latest event that any table tells."""
    columns = {column for group in _EVENTS.values() for column in group}
    written = {cell for rows in texts for name in columns & {*rows.columns} for cell in rows[name].drop_nulls()}
    return max((day for cell in written if (day := parse_one(cell, today=today)[0]) is not None), default=None)


def remarks(
    header: Header, said: Mapping[str, str | None], tables: Mapping[str, pl.DataFrame], *, file: str
) -> list[pl.DataFrame]:
    """Return the flags about a header: what it lacks, what in it contradicts, what the dates do not bear out."""
    told = [*_lacking(header, said, file), *_contradictions(header, said, file)]
    if header.authority is not None and find(header.authority) is None:
        told.append(flags.at_file("authority-unknown", file=file, column="LEA", value=header.authority, row=header.row))
    return [*told, *_not_its_year(header, tables, file)]


def _lacking(header: Header, said: Mapping[str, str | None], file: str) -> Iterable[pl.DataFrame]:
    for name, kept in (
        ("Year", _year(said.get("year"))),
        ("ReferenceDate", header.reference),
        ("LEA", header.authority),
    ):
        if kept is None:
            written = said.get(name.lower())
            instead = f', only "{written}"' if written else ""
            yield flags.at_file("header-missing", file=file, column=name, value=instead, row=header.row)


def _contradictions(header: Header, said: Mapping[str, str | None], file: str) -> Iterable[pl.DataFrame]:
    year = _year(said.get("year"))
    if year is not None and header.reference is not None and header.reference != year_end(year):
        words = (
            f"it is {prose(header.reference)}, although a census of Year {year} is taken on {prose(year_end(year))}. "
            "Year was followed"
        )
        yield flags.at_file("header-disagrees", file=file, column="ReferenceDate", value=words, row=header.row)


def _not_its_year(header: Header, tables: Mapping[str, pl.DataFrame], file: str) -> Iterable[pl.DataFrame]:
    if header.year is None:
        return
    days = [tables[name][column] for name, columns in _EVENTS.items() for column in columns]
    every = pl.concat([one.alias("day") for one in days]).drop_nulls()
    first, last = year_start(header.year), year_end(header.year)
    latest = every.max()
    if isinstance(latest, date) and not every.is_between(first, last).any():
        words = (
            f"no date in the census lies from {prose(first)} to {prose(last)}, the year it is of; the latest is "
            f"{prose(latest)}"
        )
        yield flags.at_file("header-disagrees", file=file, column="Year", value=words, row=header.row)
