"""Which sheet is which list, and which heading is which column: by what they mean, not by how they are written."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise

from suffice.engine.returns.annex_a.layouts import Column, List, lists, meaning
from suffice.engine.returns.annex_a.mapping import AS_WRITTEN, Mapped
from suffice.engine.returns.csv_table import BLANKS
from suffice.engine.returns.sheets.layout import plain
from suffice.engine.returns.workbooks import TOP_ROWS, SheetCells

_LIKE, _AHEAD = 0.75, 0.15  # how alike two headings must be, and how much more than the next
_FEWEST, _SHARE = 4, 0.4  # how many headings of a list make a sheet that list
_COMMON = frozenset({"child_unique_id", "gender", "ethnicity", "date_of_birth", "age_of_child_years"})
_NUMBERED = re.compile(r"(?:\blist\s*(\d{1,2})\b)|(?:^(?:annex a )?(\d{1,2})\b)")


@dataclass(frozen=True, slots=True)
class Heads:
    """How the headings of one sheet were understood as one list.

    Attributes:
        list: the list.
        row: the row of the sheet on which the headings stand (the last of them, where they take two).
        columns: where each column stands, by its frame name.
        written: the heading of each place that has one.
        guessed: the frame names that were found by likeness alone.
        decided: the frame names that the mapping file gave.
        unmapped: the places whose heading is no column of the list.
        repeated: the places whose heading means a column that another has already.
    """

    list: List
    row: int
    columns: Mapping[str, int]
    written: Mapping[int, str]
    guessed: frozenset[str] = frozenset()
    decided: frozenset[str] = frozenset()
    unmapped: tuple[int, ...] = ()
    repeated: tuple[int, ...] = ()

    @property
    def own(self) -> int:
        """How many columns were found that not every list has."""
        return len(self.columns.keys() - _COMMON)


@dataclass(slots=True)
class _Place:
    """Headings while they are being given to columns."""

    columns: dict[str, int] = field(default_factory=dict)
    guessed: set[str] = field(default_factory=set)
    decided: set[str] = field(default_factory=set)
    unmapped: list[int] = field(default_factory=list)
    repeated: list[int] = field(default_factory=list)


def list_named(sheet: str) -> List | None:
    """Return the list that the name of a sheet says it is."""
    name = plain(sheet)
    numbered = _NUMBERED.search(name)
    if numbered and (found := lists().get(f"List{int(numbered[1] or numbered[2])}")) is not None:
        return found
    bare = plain(re.sub(r"\d+|annex a|\blist\b", " ", name))
    return next((one for one in lists().values() if bare in one.words), None)


def heads(sheet: SheetCells, mapped: Mapped) -> Heads | None:
    """Return how the headings of a sheet are best understood; None when it is no list."""
    decided = mapped.sheets.get(sheet.name)
    if decided == AS_WRITTEN:
        return None
    named = lists().get(decided or "") or list_named(sheet.name)
    candidates = [found for one in lists().values() if (found := _heads_as(sheet, one, mapped)) is not None]
    enough = [one for one in candidates if _is_enough(one, sure=one.list is named)]
    if decided is not None:
        enough = [one for one in enough if one.list is named]
    best = max(
        enough, key=lambda one: (len(one.columns) + 2 * (one.list is named), -len(one.list.columns)), default=None
    )
    return best or (_as_decided(sheet, named, mapped) if decided is not None and named is not None else None)


def _as_decided(sheet: SheetCells, one: List, mapped: Mapped) -> Heads | None:
    """Return the fullest of the first rows as headings, where a person said which list it is and nothing else tells."""
    words = {number: _headings(sheet, number) for number in sorted(sheet.rows)[:TOP_ROWS]}
    row = max(words, key=lambda number: (len(words[number]), -number), default=None)
    return None if row is None or not words[row] else _placed(one, row, words[row], mapped)


def _is_enough(found: Heads, *, sure: bool) -> bool:
    if len(found.columns) < _FEWEST or len(found.columns) < _SHARE * len(found.list.columns):
        return False
    return sure or found.own >= 2


def _heads_as(sheet: SheetCells, one: List, mapped: Mapped) -> Heads | None:
    """Return the best row, or two rows together, of headings of one list."""
    top = sorted(sheet.rows)[:TOP_ROWS]
    words = {number: _headings(sheet, number) for number in top}
    rows = [*words.items(), *((second, _joined(words[first], words[second])) for first, second in pairwise(top))]
    known = [
        (len({found.field for text in row.values() if (found := _exactly(one, text, mapped))}), row) for _, row in rows
    ]
    most = max((count for count, _ in known), default=0)
    if most < _FEWEST // 2:
        return None
    # The sooner row wins, and one row before two.
    best = [_placed(one, rows[at][0], row, mapped) for at, (count, row) in enumerate(known) if count >= most - 1]
    return max(best, key=lambda each: len(each.columns))


def _headings(sheet: SheetCells, number: int) -> dict[int, str]:
    cells = sheet.rows[number]
    return {at: " ".join(cell.text.strip(BLANKS).split()) for at, cell in cells.items() if cell.text.strip(BLANKS)}


def _joined(first: Mapping[int, str], second: Mapping[int, str]) -> dict[int, str]:
    both = {**first, **second}
    return {
        at: both[at] if at not in first or at not in second or first[at] == second[at] else f"{first[at]} {second[at]}"
        for at in sorted(both)
    }


def _placed(one: List, row: int, words: Mapping[int, str], mapped: Mapped) -> Heads:
    place = _Place()
    rest: dict[int, str] = {}
    for at, heading in words.items():
        column = _exactly(one, heading, mapped)
        if column is None:
            rest[at] = heading
        elif column.field in place.columns:
            place.repeated.append(at)
        else:
            place.columns[column.field] = at
            place.decided |= {column.field} if mapped.heading(one.name, heading) else set()
    for at, heading in rest.items():
        field_like = None if mapped.heading(one.name, heading) == AS_WRITTEN else _nearest(one.name, heading)
        if field_like is None or field_like in place.columns:
            place.unmapped.append(at)
        else:
            place.columns[field_like] = at
            place.guessed.add(field_like)
    return Heads(
        one,
        row,
        place.columns,
        words,
        frozenset(place.guessed),
        frozenset(place.decided),
        tuple(place.unmapped),
        tuple(place.repeated),
    )


def _exactly(one: List, heading: str, mapped: Mapped) -> Column | None:
    """Return the column that a person decided on, or whose heading, or another name for it, has the same words."""
    decision = mapped.heading(one.name, heading)
    if decision is not None:
        return next((column for column in one.columns if column.title == decision), None)
    return _in_words(one.name, heading)


@cache
def _in_words(name: str, heading: str) -> Column | None:
    by_name, by_meaning = _known(name)
    return by_name.get(plain(heading)) or by_meaning.get(meaning(heading))


@cache
def _known(name: str) -> tuple[Mapping[str, Column], Mapping[frozenset[str], Column]]:
    """Return the columns of a list by every name, and by the words of every name; published headings come first."""
    columns = lists()[name].columns
    every = [(column.names[0], column) for column in columns]
    every += [(other, column) for column in columns for other in column.names[1:]]
    meant = [(meaning(written), column) for written, column in every]
    return dict(reversed(every)), {words: column for words, column in reversed(meant) if words}


@cache
def _nearest(name: str, heading: str) -> str | None:
    """Return the column whose heading is nearest in words, when it is near and no other is as near."""
    said = meaning(heading)
    if len(said) < 2:
        return None
    scored = sorted(
        (
            (max(_alike(said, meaning(other)) for other in column.names), column.field)
            for column in lists()[name].columns
        ),
        reverse=True,
    )
    (best, found), (second, _) = scored[0], scored[1]
    return found if best >= _LIKE and best - second >= _AHEAD else None


def _alike(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other) if one | other else 0.0


def names_lists(sheets: Sequence[str]) -> bool:
    """Return whether the names of a workbook's sheets say that it is an Annex A workbook."""
    return len({found.name for name in sheets if (found := list_named(name)) is not None}) >= 2
