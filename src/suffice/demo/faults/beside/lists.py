"""Faults in the lists of Annex A."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from suffice.demo.faults.book import NoRoom
from suffice.demo.story.annex_a.given import Cell, Line

_CHILD = "Child Unique ID"
_NEED_START, _NEED_END, _WHY = "CIN Start Date", "CIN Closure Date", "Reason for Closure"
_STATUS, _SEEN, _WORKER = "Case Status", "Date Child Was Last Seen", "Allocated Worker"
_STRATEGY = "Strategy discussion initiating Section 47 Enquiry Start Date"
_CONFERENCE = "Date of Initial Child Protection Conference"
_AUTHORISED, _ASSESSED = "Continuous Assessment Date of Authorisation", "Continuous Assessment Start Date"
_PLAN, _PLAN_END, _VISIT = (
    "Child Protection Plan Start Date",
    "Child Protection Plan End Date",
    "Date of the Last Statutory Visit",
)
_CARE, _CARE_END, _POST = "Date Started to be Looked After", "Date Ceased to be Looked After", "Placement postcode"
_OFFERED = "Was the child offered a Return Interview after their last missing episode (Y/N)?"
_ACCEPTED = "Did the child accept a Return Interview after their last missing episode (Y/N)?"
_HELP, _HELPED = "Assessment start date", "Assessment completion date"


@dataclass(frozen=True, slots=True)
class LineFault:
    """One fault in a list: the finding that it must raise, the column at fault, which rows will do, what is written."""

    code: str
    sheet: str
    column: str
    where: Callable[[Line], bool]
    write: Callable[[Line], Mapping[str, Cell]]


def plant(
    sheets: Mapping[str, Sequence[Line]], faults: Sequence[LineFault], *, chance: Random
) -> tuple[dict[str, list[Line]], list[tuple[LineFault, int]]]:
    """Plant one of each fault, each in a child of its own; return the lists and the row of each.

    Raises:
        NoRoom: no row is as a fault needs one.
    """
    spoilt = {name: [dict(row) for row in rows] for name, rows in sheets.items()}
    lone = Counter(row[_CHILD] for rows in spoilt.values() for row in rows if _CHILD in row)
    taken: set[Cell] = set()
    placed = []
    for fault in faults:
        rows = spoilt[fault.sheet]
        at = _find(fault, rows, lone, taken, chance)
        taken.add(rows[at][_CHILD])
        rows[at].update(fault.write(rows[at]))
        placed.append((fault, at + 2))
    return spoilt, placed


def _find(fault: LineFault, rows: list[Line], lone: Counter[Cell], taken: set[Cell], chance: Random) -> int:
    """Return a row that will do, of a child rather in few lists."""
    able = [at for at, row in enumerate(rows) if row[_CHILD] not in taken and fault.where(row)]
    if not able:
        raise NoRoom(f"{fault.code}: no row of {fault.sheet} is as this fault needs one")
    chance.shuffle(able)
    return min(able, key=lambda at: lone[rows[at][_CHILD]])


def _has(*columns: str) -> Callable[[Line], bool]:
    return lambda row: all(row[column] is not None for column in columns)


def _open(ended: str, *columns: str) -> Callable[[Line], bool]:
    return lambda row: row[ended] is None and all(row[column] is not None for column in columns)


def _reads(column: str, text: str) -> Callable[[Line], bool]:
    return lambda row: row[column] == text


def _sets(column: str, value: Cell) -> Callable[[Line], Mapping[str, Cell]]:
    return lambda _: {column: value}


def _moves(column: str, other: str, days: int) -> Callable[[Line], Mapping[str, Cell]]:
    def write(row: Line) -> Mapping[str, Cell]:
        day = row[other]
        return {column: day + timedelta(days=days) if isinstance(day, date) else None}

    return write


def _young_case(row: Line) -> bool:
    start = row[_NEED_START]
    return isinstance(start, date) and start > date(2021, 12, 1) and row[_NEED_END] is not None


FAULTS = (
    LineFault("annex-a-ethnic-group-missing", "List 1", "Ethnicity", _has(_CHILD), _sets("Ethnicity", None)),
    LineFault("annex-a-sex-missing", "List 1", "Gender", _has(_CHILD), _sets("Gender", None)),
    LineFault("annex-a-birth-missing", "List 1", "Date of Birth", _has("Date of Birth"), _sets("Date of Birth", None)),
    LineFault("annex-a-age-differs", "List 1", "Age of Child (Years)", _has("Age of Child (Years)"),
              _sets("Age of Child (Years)", 37)),
    LineFault("annex-a-early-help-ends-before-start", "List 2", _HELPED, _has(_HELPED), _moves(_HELPED, _HELP, -3)),
    LineFault("annex-a-assessment-ends-before-start", "List 4", _AUTHORISED, _has(_AUTHORISED),
              _moves(_AUTHORISED, _ASSESSED, -3)),
    LineFault("annex-a-conference-before-strategy", "List 5", _CONFERENCE, _has(_CONFERENCE),
              _moves(_CONFERENCE, _STRATEGY, -2)),
    LineFault("annex-a-need-ends-before-start", "List 6", _NEED_END, _young_case, _moves(_NEED_END, _NEED_START, -5)),
    LineFault("annex-a-need-without-start", "List 6", _NEED_START, _open(_NEED_END), _sets(_NEED_START, None)),
    LineFault("annex-a-need-end-and-reason", "List 6", _WHY, _has(_NEED_END, _WHY), _sets(_WHY, None)),
    LineFault("annex-a-need-not-seen", "List 6", _SEEN, _open(_NEED_END, _SEEN), _sets(_SEEN, None)),
    LineFault("annex-a-need-unallocated", "List 6", _WORKER, _open(_NEED_END, _WORKER), _sets(_WORKER, None)),
    LineFault("annex-a-status-and-closure", "List 6", _STATUS, _has(_NEED_END), _sets(_STATUS, "Child in need plan")),
    LineFault("annex-a-status-without-care", "List 6", _STATUS, _reads(_STATUS, "Open assessment"),
              _sets(_STATUS, "Looked after child")),
    LineFault("annex-a-status-without-plan", "List 6", _STATUS, _reads(_STATUS, "Open assessment"),
              _sets(_STATUS, "Child Protection plan")),
    LineFault("annex-a-plan-not-seen", "List 7", _VISIT, _open(_PLAN_END, _VISIT), _sets(_VISIT, None)),
    LineFault("annex-a-plan-without-start", "List 7", _PLAN, _open(_PLAN_END), _sets(_PLAN, None)),
    LineFault("annex-a-care-not-seen", "List 8", "Date of Last Social Work Visit", _open(_CARE_END),
              _sets("Date of Last Social Work Visit", None)),
    LineFault("annex-a-care-without-start", "List 8", _CARE, _open(_CARE_END), _sets(_CARE, None)),
    LineFault("annex-a-postcode-unlikely", "List 8", _POST, _open(_CARE_END), _sets(_POST, "WV1")),
    LineFault("annex-a-return-interview", "List 8", _ACCEPTED, _open(_CARE_END, _OFFERED),
              lambda _: {_OFFERED: "No", _ACCEPTED: "Yes"}),
)  # fmt: skip
