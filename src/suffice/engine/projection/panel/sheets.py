"""Published tables in the Department for Education's shape: every row taken, told apart and accounted for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from suffice.engine.findings import Example, Finding, Severity
from suffice.engine.projection.panel.model import Account
from suffice.engine.returns import csv_table
from suffice.engine.returns.archives import NotRead
from suffice.engine.returns.published.layouts import marks

LARGEST = 200_000_000
"""Bytes. The published file of fifteen years with every characteristic is 5 million."""

_AUTHORITY_LEVELS = frozenset({"", "local authority", "la"})
_EXAMPLES = 10
_SPOKEN = {"-": "dash", "..": "dots", ":": "colon", "~": "tilde", "n/a": "none", "nothing": "blank"}

Told = tuple[str, int, str]
"""Authority, year and what the figure is of."""


class PanelUnreadable(ValueError):
    """A file cannot be read as what it was given for; the message says what is wrong, where and what to do."""


@dataclass(frozen=True, slots=True)
class Layout:
    """How a kind of file is laid out.

    Attributes:
        words: what it is, for sentences.
        columns: for each of our names the published ones, the first being the one that sentences name.
        number: the published column that holds the figure, by our name.
        what: tells from a row what its figure is of, or None where nothing here asks for it.
    """

    words: str
    columns: Mapping[str, Sequence[str]]
    number: str
    what: Callable[[Mapping[str, str]], str | None]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The figures of one file.

    Attributes:
        figures: the number of each authority, year and what it is of.
        names: the name of each authority, as last told.
        account: what became of the rows.
        findings: marks and rows set aside.
    """

    figures: Mapping[Told, int]
    names: Mapping[str, str]
    account: Account
    findings: tuple[Finding, ...]


def read_sheet(path: Path, layout: Layout) -> Sheet:
    """Read a CSV file of figures by authority and year.

    A row of England or a region, or of a characteristic that is not asked for, is not needed. A mark (c, x, z, k and
    the like) is told as a mark: it is no figure, and it is not zero. A row told twice with two figures is used in
    neither way.

    Raises:
        PanelUnreadable: the file cannot be opened, is no CSV, or lacks a column.
    """
    header, rows, ragged = cells(path, layout)
    taking = _Taking(path.name, layout)
    for row, told in rows:
        taking.take(row, dict(zip(header, told, strict=True)))
    for row, value in ragged:
        taking.set_aside(row, None, value, f"it has {value}")
    return taking.sheet()


def cells(path: Path, layout: Layout) -> tuple[list[str], list[tuple[int, list[str]]], list[tuple[int, str]]]:
    """Return our names of the columns, the rows as (line, cells), and the records that fit no row as (line, why).

    Raises:
        PanelUnreadable: the file cannot be opened, is no CSV, or lacks a column.
    """
    grid = _grid(path, layout)
    published = [re.sub(r"\W+", "_", name.strip(csv_table.BLANKS).casefold()).strip("_") for name in grid.header]
    at = {
        ours: next((published.index(one) for one in names if one in published), None)
        for ours, names in layout.columns.items()
    }
    missing = [layout.columns[ours][0] for ours, place in at.items() if place is None and ours not in _OPTIONAL]
    if missing:
        raise PanelUnreadable(
            f"{path.name} has no column {' and no column '.join(missing)}, which {layout.words} must have. "
            "Give the file as it was published, or name its columns so."
        )
    ours = [name for name, place in at.items() if place is not None]
    taken = grid.frame.select("row", *(str(at[name]) for name in ours))
    rows = [(line, [cell.strip(csv_table.BLANKS) for cell in told]) for line, *told in taken.iter_rows()]
    return ours, rows, list(grid.ragged.select("row", "value").iter_rows())


_OPTIONAL = frozenset({"level", "name"})


def _grid(path: Path, layout: Layout) -> csv_table.Grid:
    try:
        if path.stat().st_size > LARGEST:
            raise PanelUnreadable(f"{path.name} is larger than 200 MB, so it cannot be {layout.words}. Check the name.")
        text = csv_table.decode(path.read_bytes())
    except OSError as trouble:
        raise PanelUnreadable(f"{path} cannot be opened: {trouble.strerror}. Check the name.") from trouble
    try:
        grid = csv_table.grid(text.text) if text else None
    except NotRead as refusal:
        raise PanelUnreadable(f"{path.name} was not read: {refusal.reason}. Check the name.") from refusal
    if grid is None:
        raise PanelUnreadable(f"{path.name} is not a CSV file with rows in it. Save {layout.words} as CSV.")
    return grid


class _Taking:
    """The rows of one file, taken one by one."""

    def __init__(self, file: str, layout: Layout) -> None:
        self._file, self._layout = file, layout
        self._figures: dict[Told, int] = {}
        self._lines: dict[Told, int] = {}
        self._twice: set[Told] = set()
        self._names: dict[str, tuple[int, str]] = {}
        self._fate: Counter[str] = Counter()
        self._marks: dict[tuple[str, str], list[Example]] = {}
        self._aside: list[Example] = []

    def take(self, row: int, told: Mapping[str, str]) -> None:
        """Use the row, or tell why not."""
        what = self._layout.what(told)
        if told.get("level", "").casefold() not in _AUTHORITY_LEVELS or what is None:
            self._fate["not_needed"] += 1
            return
        code, year, text = told["code"], told["year"], told["number"]
        if not re.fullmatch(r"[0-9]{3}", code):
            self.set_aside(row, "code", code, f"{code or 'nothing'} is no three-figure code of an authority")
        elif not re.fullmatch(r"(?:19|20)[0-9]{2}", year):
            self.set_aside(row, "year", year, f"{year or 'nothing'} is no year such as 2024")
        elif text.casefold() in marks():
            self._mark(row, told, what)
        elif not re.fullmatch(r"[0-9]{1,3}(?:,?[0-9]{3}){0,2}(?:\.0)?|[0-9]{1,9}", text):
            self.set_aside(row, "number", text, f"{text} is no whole number and none of the publisher's marks")
        else:
            self._names[code] = max(self._names.get(code, (0, "")), (int(year), told.get("name", code)))
            self._figure(row, (code, int(year), what), int(text.replace(",", "").removesuffix(".0")))

    def set_aside(self, row: int, column: str | None, value: str, why: str) -> None:
        """Keep the row out, with its reason."""
        self._fate["unusable"] += 1
        published = None if column is None else self._layout.columns[column][0]
        sentence = f"Row {row} of {self._file} is left out: {why}. Correct it, or delete it."
        self._aside.append(Example(self._file, row, published, value, sentence))

    def sheet(self) -> Sheet:
        """Return what was taken."""
        for told in self._twice:
            del self._figures[told]
        fate = {name: self._fate[name] for name in ("used", "not_needed", "marks", "unusable")}
        account = Account(self._file, sum(fate.values()), **fate)
        names = {code: name for code, (_, name) in self._names.items()}
        return Sheet(self._figures, names, account, self._findings())

    def _mark(self, row: int, told: Mapping[str, str], what: str) -> None:
        self._fate["marks"] += 1
        mark = told["number"] or "nothing"
        sentence = (
            f"Row {row} of {self._file} has {mark} for {told.get('name', told['code'])} in {told['year']} ({what}): a "
            "mark of the publisher, neither zero nor missing. The figure is taken as not told; nothing needs doing."
        )
        published = self._layout.columns["number"][0]
        self._marks.setdefault((mark, what), []).append(Example(self._file, row, published, told["number"], sentence))

    def _figure(self, row: int, told: Told, number: int) -> None:
        before = self._figures.setdefault(told, number)
        if before != number:
            self.set_aside(
                row, "number", str(number), f"row {self._lines[told]} says {before:,} of the same ({told[2]})"
            )
            if told not in self._twice:
                self._twice.add(told)
                self._fate["used"] -= 1
                self.set_aside(self._lines[told], "number", str(before), f"row {row} says {number:,} of the same")
        elif told in self._lines:
            self._fate["not_needed"] += 1
        else:
            self._lines[told] = row
            self._fate["used"] += 1

    def _findings(self) -> tuple[Finding, ...]:
        marks = [
            Finding(
                f"panel-mark-{_SPOKEN.get(mark, mark)}-{what}", Severity.NOTE, len(places), tuple(places[:_EXAMPLES])
            )
            for (mark, what), places in sorted(self._marks.items())
        ]
        aside = [Finding("panel-row-unusable", Severity.ERROR, len(self._aside), tuple(self._aside[:_EXAMPLES]))]
        return (*marks, *(aside if self._aside else ()))
