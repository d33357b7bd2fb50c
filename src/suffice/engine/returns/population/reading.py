"""Mid-year population estimates out of a file as its publisher ships it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from suffice.engine.findings import Example, Finding, Severity
from suffice.engine.returns import csv_table
from suffice.engine.returns.archives import NotRead
from suffice.engine.returns.population.authorities import spelling
from suffice.engine.returns.population.model import Population
from suffice.engine.returns.published.layouts import headings_of, marks

LARGEST = 50_000_000
"""Bytes. The published file of every authority since 2012 is 0.3 million."""

_ALIASES: Mapping[str, tuple[str, ...]] = {
    **headings_of("year", "level", "country_code", "country", "region_code", "region", "old_code", "new_code", "name"),
    "age": ("age_group", "age"),
    "number": ("population_estimate", "population_0_17", "population", "estimate", "number"),
}
_AREA_BY_LEVEL: Mapping[str, tuple[str, ...]] = {
    "nat": ("country_code", "country"),
    "reg": ("region_code", "region"),
}
_ZERO_TO_17 = re.compile(r"\b0\D+17\b|under\s*18", re.IGNORECASE)
_WORKBOOK = b"PK"
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d")


class PopulationUnreadable(ValueError):
    """The file cannot be read as population estimates; the message says what is wrong, where and what to do."""


@dataclass(frozen=True, slots=True)
class _Row:
    line: int
    cells: Mapping[str, str]

    def __getitem__(self, name: str) -> str:
        return self.cells.get(name, "")

    @property
    def area(self) -> tuple[str, ...]:
        """The codes and names of the area, the first being the one that it is kept by."""
        columns = _AREA_BY_LEVEL.get(self["level"].casefold()[:3], ("old_code", "new_code", "name"))
        return tuple(self[column] for column in columns if self[column].casefold() not in marks())


def read_population(path: Path) -> Population:
    """Read mid-year population estimates, children aged 0 to 17, of authorities, regions and England.

    The layout is the one in which the Department for Education publishes the estimates of the Office for National
    Statistics: a row an area and year. Columns are known by their names, in any order, under the usual other names;
    marks (c, z, x, k, u, -) are no figures.

    Args:
        path: a CSV file.

    Raises:
        PopulationUnreadable: it is no such file, or tells two figures for one area and year.
    """
    rows = list(_rows(path))
    estimates, doubts = _estimates(rows, path.name)
    if not estimates:
        raise PopulationUnreadable(
            f"{path.name} has no population of children aged 0 to 17 in any row. "
            "Give a file with a figure for each year and area."
        )
    figures: dict[str, dict[int, int]] = defaultdict(dict)
    spellings: dict[str, str] = {}
    for row, year, number in estimates:
        area = row.area[0]
        if figures[area].setdefault(year, number) != number:
            raise PopulationUnreadable(
                f"{path.name}, row {row.line}: {row.area[-1]} has two populations for {year}, "
                f"{figures[area][year]:,} and {number:,}. Keep the right one."
            )
        spellings.update((spelling(told), area) for told in row.area)
    return Population(path.name, dict(figures), spellings, findings=_findings(doubts))


def _rows(path: Path) -> Iterator[_Row]:
    columns, grid = _columns(path)
    taken = grid.frame.select("row", *columns.values())
    for line, *cells in taken.iter_rows():
        yield _Row(line, dict(zip(columns, (cell.strip(csv_table.BLANKS) for cell in cells), strict=True)))


def _columns(path: Path) -> tuple[dict[str, str], csv_table.Grid]:
    """Return where each column stands in the file, by our name for it."""
    grid = _grid(path)
    header = [re.sub(r"\W+", "_", name.strip(csv_table.BLANKS).casefold()).strip("_") for name in grid.header]
    found = {
        ours: str(header.index(theirs))
        for ours, names in _ALIASES.items()
        if (theirs := next((name for name in names if name in header), None))
    }
    missing = [_ALIASES[ours][0] for ours in ("year", "number") if ours not in found]
    if not found.keys() & {"old_code", "new_code", "name"}:
        missing.append("old_la_code, new_la_code or la_name")
    if missing:
        raise PopulationUnreadable(
            f"{path.name} has no column {' and no column '.join(missing)}. Population estimates need time_period, "
            "old_la_code (or new_la_code or la_name) and population_estimate: add them, or give one number instead."
        )
    return found, grid


def _grid(path: Path) -> csv_table.Grid:
    try:
        if path.stat().st_size > LARGEST:
            raise PopulationUnreadable(f"{path.name} is larger than 50 MB, so it cannot be population estimates.")
        data = path.read_bytes()
    except OSError as error:
        raise PopulationUnreadable(f"{path.name} cannot be opened: {error.strerror}. Check the name.") from error
    text = None if data.startswith(_WORKBOOK) else csv_table.decode(data)
    try:
        grid = csv_table.grid(text.text) if text else None
    except NotRead as refusal:
        raise PopulationUnreadable(f"{path.name} was not read: {refusal.reason}. Check the name.") from refusal
    if grid is None:
        raise PopulationUnreadable(f"{path.name} is not a CSV file with rows in it. Save the estimates as CSV.")
    return grid


def _estimates(rows: Iterable[_Row], file: str) -> tuple[list[tuple[_Row, int, int]], list[Example]]:
    """Return the rows that tell a figure, with year and number; and the places that could not be read."""
    told, doubts = [], []
    for row in rows:
        if (row["age"] and not _ZERO_TO_17.search(row["age"])) or row["number"].casefold() in marks():
            continue
        year, number = _YEAR.search(row["year"]), _number(row["number"])
        if year and number and row.area:
            told.append((row, int(year.group()), number))
        else:
            doubts.append(_doubt(row, file, column="population_estimate" if year else "time_period"))
    return told, doubts


def _number(text: str) -> int | None:
    plain = re.sub(r"[,\s]", "", text).removesuffix(".0")
    return int(plain) if re.fullmatch(r"[0-9]{1,9}", plain) and int(plain) > 0 else None


def _doubt(row: _Row, file: str, *, column: str) -> Example:
    value = row["number"] if column == "population_estimate" else row["year"]
    sentence = f"Row {row.line} of {file} has no usable area, year or number and is left out: correct it, or delete it."
    return Example(file, row.line, column, value, sentence)


def _findings(doubts: list[Example]) -> tuple[Finding, ...]:
    if not doubts:
        return ()
    return (Finding("population-row-unreadable", Severity.QUERY, len(doubts), tuple(doubts[:10])),)
