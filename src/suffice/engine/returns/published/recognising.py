"""Which published table a file is, by its headings, and what is said of headings that are missing or new."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from suffice.engine.returns.published.layouts import Named, Table, common, tables
from suffice.engine.returns.sheets.layout import plain

_ENOUGH = 0.5  # of its own columns, to be taken for the table
_NEAREST = 3

Values = Callable[[int], Collection[str]]
"""Gives the different cells of a column, plainly written, by its place."""


@dataclass(frozen=True, slots=True)
class Recognised:
    """A table found in a file.

    Attributes:
        table: which.
        places: where each column stands, by our name.
        missing: columns that it should have and has not.
        new: the headings that are no column known, with their places.
    """

    table: Table
    places: Mapping[str, int]
    missing: tuple[Named, ...]
    new: Mapping[str, int]

    @property
    def readable(self) -> bool:
        """Whether its figures can be told apart: every filter is there, a year, an area and a figure."""
        return not self.without

    @property
    def without(self) -> tuple[Named, ...]:
        """The missing columns without which nothing can be read."""
        needed = [one for one in self.missing if one in self.table.filters]
        if all(one in self.missing for one in self.table.measures):
            needed += self.table.measures
        return tuple(needed)

    def looked_for(self, column: Named) -> str:
        """Return the words that say which known column was looked for, and the nearest headings that are there."""
        names = " or ".join(column.headings)
        near = nearest(column, self.new)
        if near:
            return f"it looked for {names}; the nearest headings are {' and '.join(near)}"
        return f"it looked for {names}, and no other heading is near"


def nearest(column: Named, headings: Collection[str]) -> tuple[str, ...]:
    """Return the few headings that look most like a column, the likest first."""
    plainly = {plain(heading): heading for heading in headings}
    scored = {
        heading: max(difflib.SequenceMatcher(None, told, name).ratio() for name in column.plainly)
        for told, heading in plainly.items()
    }
    best = sorted((one for one in scored if scored[one] >= 0.4), key=lambda one: -scored[one])
    return tuple(best[:_NEAREST])


def recognise(header: Sequence[str], values: Values) -> Recognised | None:
    """Return the published table that a file is, or None.

    It needs a year, an area, and half of a table's own columns; where tables share headings, the words in the columns
    tell them apart.

    Args:
        header: the headings as they stand.
        values: gives the different cells of a column, plainly written.
    """
    headings = [plain(one) for one in header]
    shared = _placed(common(), headings, frozenset())
    if "year" not in shared or not shared.keys() & {"old_code", "new_code", "name", "region", "country"}:
        return None
    found = [one for table in tables() if (one := _as(table, headings, shared, values, header))]
    return max(found, key=_fit, default=None)


def _as(
    table: Table, headings: Sequence[str], shared: Mapping[str, int], values: Values, header: Sequence[str]
) -> Recognised | None:
    places = _placed(table.own, headings, frozenset(shared.values()))
    own = [one for one in table.own if one.name not in table.optional]
    matched = [one for one in own if one.name in places]
    if len(matched) < _ENOUGH * len(own) or not any(one.name in places for one in table.measures):
        return None
    if len(matched) < min(2, len(own)) or (table.tell and not _tells(table, len(header), shared, values)):
        return None
    taken = {*shared.values(), *places.values()}
    new = {header[at]: at for at, heading in enumerate(headings) if at not in taken and heading}
    return Recognised(table, {**shared, **places}, tuple(one for one in own if one.name not in places), new)


def _tells(table: Table, width: int, shared: Mapping[str, int], values: Values) -> bool:
    """Return whether words of the table stand in a column, under whatever heading."""
    return any(table.tell & set(values(at)) for at in range(width) if at not in shared.values())


def _fit(found: Recognised) -> tuple[float, int, bool]:
    own = len([one for one in found.table.own if one.name not in found.table.optional])
    return (own - len(found.missing)) / own, own - len(found.missing), bool(found.table.tell)


def _placed(columns: Sequence[Named], headings: Sequence[str], taken: frozenset[int]) -> dict[str, int]:
    """Return where each column stands; no heading stands for two."""
    places: dict[str, int] = {}
    for column in columns:
        at = next(
            (
                place
                for name in column.plainly
                for place, heading in enumerate(headings)
                if heading == name and place not in taken and place not in places.values()
            ),
            None,
        )
        if at is not None:
            places[column.name] = at
    return places
