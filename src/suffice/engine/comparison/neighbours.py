"""Statistical neighbours: the ten authorities most like one, and how like."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from suffice.engine.comparison.intervals import Estimate, Interval
from suffice.engine.returns import csv_table
from suffice.engine.returns.archives import NotRead

LARGEST = 20_000_000
_CODE = re.compile(r"[0-9]{3}")
_WIDE = re.compile(r"sn_?([0-9]{1,2})")


class NeighboursUnreadable(ValueError):
    """The file is no list of statistical neighbours; the message says what is wrong and what to do."""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """One of an authority's statistical neighbours.

    Attributes:
        code: three figures.
        closeness: as published, such as "Very close"; "" where the list does not say.
    """

    code: str
    closeness: str


@dataclass(frozen=True, slots=True)
class Neighbours:
    """A list of statistical neighbours.

    Attributes:
        of: the neighbours of each authority, the closest first, never itself.
        file: where they stand.
    """

    of: Mapping[str, tuple[Neighbour, ...]]
    file: str


def read_neighbours(path: Path) -> Neighbours:
    """Read a list as published: a row for each authority (SN_1, SN_1P ...) or for each pair.

    Raises:
        NeighboursUnreadable: it cannot be opened or is no such list.
    """
    header, rows = _cells(path)
    at = {name: place for place, name in reversed(list(enumerate(header)))}
    own = next((at[name] for name in ("old_la_code", "la_code", "la_number") if name in at), None)
    places = [(at[name], at.get(f"{name}p")) for name in header if _WIDE.fullmatch(name)]
    other = next((at[name] for name in ("neighbour_old_la_code", "neighbour") if name in at), None)
    if own is None or (not places and other is None):
        raise NeighboursUnreadable(
            f"{path.name} is no list of statistical neighbours: it needs a column old_la_code, and SN_1 to SN_10 or "
            "neighbour_old_la_code. Give it as published."
        )
    told: dict[str, dict[str, Neighbour]] = {}
    pairs = places if other is None else [(other, at.get("closeness"))]
    for row in rows if other is None else _by_rank(rows, at.get("rank")):
        mine = told.setdefault(row[own], {})
        for place, how in pairs:
            if _CODE.fullmatch(row[place]) and row[place] != row[own]:
                mine.setdefault(row[place], Neighbour(row[place], "" if how is None else row[how]))
    return Neighbours({code: tuple(mine.values()) for code, mine in told.items() if mine}, path.name)


def _cells(path: Path) -> tuple[list[str], list[list[str]]]:
    try:
        data = path.read_bytes() if path.stat().st_size <= LARGEST else b""
    except OSError as trouble:
        raise NeighboursUnreadable(f"{path} cannot be opened: {trouble.strerror}. Check the name.") from trouble
    text = csv_table.decode(data)
    try:
        grid = csv_table.grid(text.text) if text else None
    except NotRead:
        grid = None
    if grid is None:
        raise NeighboursUnreadable(f"{path.name} is no CSV file with rows in it. Save the list of neighbours as CSV.")
    header = [re.sub(r"\W+", "_", name.strip(csv_table.BLANKS).casefold()).strip("_") for name in grid.header]
    rows = [[str(cell or "").strip(csv_table.BLANKS) for cell in told] for _, *told in grid.frame.iter_rows()]
    return header, rows


def _by_rank(rows: list[list[str]], at: int | None) -> list[list[str]]:
    if at is None or not all(row[at].isdigit() for row in rows):
        return rows
    return sorted(rows, key=lambda row: int(row[at]))


def mean(estimates: Sequence[Estimate]) -> Estimate:
    """Return the plain mean of authorities' figures, each counting as one, with its interval.

    The distances to the limits are added as squares and divided by how many there are.

    Args:
        estimates: at least one.
    """
    size = len(estimates)
    value = sum(one.value for one in estimates) / size
    below = sum((one.value - one.interval.low) ** 2 for one in estimates) ** 0.5 / size
    above = sum((one.interval.high - one.value) ** 2 for one in estimates) ** 0.5 / size
    return Estimate(value, Interval(value - below, value + above))
