"""Returns as text while faults are planted in them: files of rows, the children in them, the places spoilt."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from random import Random

from suffice.demo.returns.files import FILE_NAMES
from suffice.demo.returns.model import DemoReturns, Row
from suffice.engine import calendar
from suffice.engine.returns.ssda903 import layouts

ONE_TOO_MANY = "one field too many"
"""Key of a row under which a field stands that no column has."""
ANSWERS = "answers.json"
Answer = dict[str, str | int | None]
_NEWER_FILES = {"SWEpisodes": "social_worker.csv", "DoLo": "dolo.csv"}


class NoRoom(LookupError):
    """No child in this return is as the fault needs one."""


def day(text: str) -> date:
    """Return the date that a return writes as dd/mm/yyyy."""
    return datetime.strptime(text, "%d/%m/%Y").date()


def written(when: date) -> str:
    """Return a date as a return writes it."""
    return when.strftime("%d/%m/%Y")


@dataclass(slots=True, eq=False)
class Sheet:
    """One table in one file.

    Attributes:
        file: its name, with the folder of the year.
        table: published name of the table.
        columns: their keys in the rows, in the order of the file; one may stand twice.
        rows: as text.
        names: how a column is called in the file, where not by its published name.
        encoding: of the file.
    """

    file: str
    table: str
    columns: list[str]
    rows: list[Row]
    names: dict[str, str] = field(default_factory=dict)
    encoding: str = "utf-8"

    def content(self) -> bytes:
        """Return the file."""
        text = io.StringIO(newline="")
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow([self.names.get(column, column) for column in self.columns])
        for row in self.rows:
            extra = [row[ONE_TOO_MANY]] if ONE_TOO_MANY in row else []
            writer.writerow([row[column] for column in self.columns] + extra)
        return text.getvalue().encode(self.encoding)

    def line(self, row: Row) -> int:
        """Return the line on which `row` stands; the header is line 1."""
        return next(at for at, one in enumerate(self.rows, start=2) if one is row)


@dataclass(frozen=True, slots=True, eq=False)
class Place:
    """Where a fault was planted: a file, and where they apply its row and its column."""

    file: str = ""
    column: str | None = None
    sheet: Sheet | None = None
    row: Row | None = None
    line: int | None = None

    def document(self, code: str) -> Answer:
        """Return the answer: which code is to be found where, once all faults are planted."""
        line = self.sheet.line(self.row) if self.sheet is not None and self.row is not None else self.line
        file = self.file if self.sheet is None else self.sheet.file
        return {"code": code, "file": file, "row": line, "column": self.column}


@dataclass(slots=True)
class Book:
    """All files of the returns, some spoilt.

    Attributes:
        years: collection year to published table name to sheet.
        loose: files that belong to none of those returns, by name.
        taken: children in whom a fault has been planted.
        answers: the faults planted.
    """

    years: dict[int, dict[str, Sheet]]
    loose: dict[str, bytes] = field(default_factory=dict)
    taken: set[str] = field(default_factory=set)
    answers: list[tuple[str, Place]] = field(default_factory=list)

    @classmethod
    def of(cls, returns: DemoReturns) -> Book:
        """Return a copy of the returns, to be spoilt."""
        return cls({year: _sheets(year, tables) for year, tables in returns.tables.items()})

    def files(self) -> dict[str, bytes]:
        """Return every file by its name."""
        sheets = (sheet for tables in self.years.values() for sheet in tables.values())
        return {sheet.file: sheet.content() for sheet in sheets if sheet.rows} | self.loose

    def document(self) -> list[Answer]:
        """Return the answers, in the order in which the faults were planted."""
        return [place.document(code) for code, place in self.answers]

    def write(self, folder: Path, *, answers: Sequence[Answer] | None = None) -> None:
        """Write every file into `folder`, and the answers, or more `answers` than its own."""
        told = json.dumps(self.document() if answers is None else list(answers), indent=1) + "\n"
        for name, content in (self.files() | {ANSWERS: told.encode()}).items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(content)


def _sheets(year: int, tables: Mapping[str, list[Row]]) -> dict[str, Sheet]:
    names = FILE_NAMES | _NEWER_FILES
    return {
        table: Sheet(
            f"{year}/{names[table]}",
            table,
            [column.name for column in layouts.tables()[table].columns],
            [dict(row) for row in tables.get(table, ())],
        )
        for table in layouts.tables_for(year)
    }


@dataclass(slots=True, eq=False)
class Kid:
    """A child in one return: the header's row, the episodes by start, and the rows in the other tables."""

    header: Row
    episodes: list[Row]
    others: dict[str, list[Row]]

    @property
    def number(self) -> str:
        """The child's number."""
        return self.header["CHILD"]

    @property
    def born(self) -> date:
        """The date of birth."""
        return day(self.header["DOB"])

    @property
    def eighteenth(self) -> date:
        """The 18th birthday."""
        return calendar.birthday(self.born, 18)

    @property
    def first(self) -> Row:
        """The first episode."""
        return self.episodes[0]

    @property
    def last(self) -> Row:
        """The last episode."""
        return self.episodes[-1]

    def age(self, when: date) -> int:
        """Return the age in whole years."""
        return calendar.age_on(self.born, when)

    def only_in(self, *tables: str) -> bool:
        """Return whether the child has no row but in the header, in Episodes and in `tables`."""
        return all(not rows or table in tables for table, rows in self.others.items())

    def has(self, table: str) -> bool:
        """Return whether the child has a row in `table`."""
        return bool(self.others.get(table))


class Page:
    """One year's return in a book, in which one fault is to be planted."""

    def __init__(self, book: Book, year: int, chance: Random) -> None:
        self.book = book
        self.year = year
        self.chance = chance
        self.sheets = book.years[year]
        self.starts, self.ends = calendar.year_start(year), calendar.year_end(year)

    def pick(self, where: Callable[[Kid], bool]) -> Kid:
        """Return a child as `where` wants one, rather one who is in no other year's return; NoRoom without any."""
        fitting = (kid for kid in self._kids() if where(kid))
        kid = min(fitting, key=lambda one: self._elsewhere.get(one.number, 0), default=None)
        if kid is None:
            raise NoRoom(f"no child in the return for {self.year} is as this fault needs one")
        self.book.taken.add(kid.number)
        return kid

    def add(self, table: str, **values: str) -> Row:
        """Add a row after the last one of the same child, or at the end; columns that are not given are blank."""
        sheet = self.sheets[table]
        row = dict.fromkeys(sheet.columns, "") | values
        own = [at for at, other in enumerate(sheet.rows) if other["CHILD"] == row["CHILD"]]
        sheet.rows.insert(own[-1] + 1 if own else len(sheet.rows), row)
        return row

    def remove(self, table: str, row: Row) -> None:
        """Take a row out."""
        sheet = self.sheets[table]
        sheet.rows = [other for other in sheet.rows if other is not row]

    def at(self, table: str, row: Row | None, column: str | None) -> Place:
        """Return the place of a row and a column; of a column, or of the file, without them."""
        return Place(column=column, sheet=self.sheets[table], row=row)

    @cached_property
    def _elsewhere(self) -> Mapping[str, int]:
        counts: dict[str, int] = {}
        for year, sheets in self.book.years.items():
            if year != self.year:
                for number in {row["CHILD"] for row in sheets["Header"].rows}:
                    counts[number] = counts.get(number, 0) + 1
        return counts

    def _kids(self) -> Iterator[Kid]:
        rows = {table: _by_child(sheet.rows) for table, sheet in self.sheets.items()}
        headers = self.sheets["Header"].rows
        for header in self.chance.sample(headers, len(headers)):
            number = header["CHILD"]
            if number in self.book.taken:
                continue
            episodes = sorted(rows["Episodes"].get(number, ()), key=lambda row: day(row["DECOM"]))
            others = {t: own[number] for t, own in rows.items() if t not in ("Header", "Episodes") and number in own}
            yield Kid(header, episodes, others)


def _by_child(rows: list[Row]) -> dict[str, list[Row]]:
    grouped: dict[str, list[Row]] = {}
    for row in rows:
        grouped.setdefault(row["CHILD"], []).append(row)
    return grouped
