"""Where the imaginary children lived in the last year of the returns, placement by placement."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from suffice.demo.returns.model import LAST_DAY, DemoReturns, Row
from suffice.engine.episodes import PlacementState

YEAR = LAST_DAY.year
FIRST = date(YEAR - 1, 4, 1)
_FOSTER = {"U4", "U5", "U6"}
_FAMILY = {"U1", "U2", "U3"}
_BY_CODE = {
    "K2": PlacementState.CHILDRENS_HOME,
    "S1": PlacementState.CHILDRENS_HOME,
    "R1": PlacementState.CHILDRENS_HOME,
    "K1": PlacementState.SECURE,
    "H5": PlacementState.SUPPORTED_ACCOMMODATION,
    "P2": PlacementState.SUPPORTED_ACCOMMODATION,
}


@dataclass(frozen=True, slots=True)
class Placement:
    """A child's time in one home.

    Attributes:
        child: the child's row of the Header table.
        first: the row of the episode in which it began.
        state: what kind of placement it is.
        start: its first day.
        end: the first day after it; None while it goes on on the last day of the year.
        care: the first day of the unbroken time in care that it belongs to, as far as the year's returns tell.
        turn: which placement of the year it is for the child, from 1.
        unaccompanied: whether the child came alone to seek asylum.
    """

    child: Row
    first: Row
    state: PlacementState
    start: date
    end: date | None
    care: date
    turn: int
    unaccompanied: bool

    @property
    def days(self) -> int:
        """Its days in the financial year."""
        last = self.end or LAST_DAY + timedelta(days=1)
        return max(0, (last - max(self.start, FIRST)).days)


def placements(demo: DemoReturns) -> list[Placement]:
    """Return the placements that cost something in the last year, by child and first day."""
    tables = demo.tables[YEAR]
    alone = {row["CHILD"] for row in tables["UASC"]}
    children = {row["CHILD"]: row for row in tables["Header"]}
    episodes: dict[str, list[Row]] = defaultdict(list)
    for row in tables["Episodes"]:
        if row["LS"] not in {"V3", "V4"}:
            episodes[row["CHILD"]].append(row)
    return [
        one
        for child, rows in episodes.items()
        for one in _of_child(children[child], rows, unaccompanied=child in alone)
    ]


def day(text: str) -> date:
    """Return a day as the returns write it."""
    return datetime.strptime(text, "%d/%m/%Y").date()


def _of_child(child: Row, rows: list[Row], *, unaccompanied: bool) -> Iterator[Placement]:
    care, told = day(rows[0]["DECOM"]), [row for row in rows if not row["PLACE"].startswith("T")]
    for turn, stay in enumerate(_stays(told), start=1):
        first, last = stay[0], stay[-1]
        if first["RNE"] == "S":
            care = day(first["DECOM"])
        state = _state(first)
        if state is not None:
            yield Placement(child, first, state, day(first["DECOM"]), _end(last, rows), care, turn, unaccompanied)


def _stays(rows: list[Row]) -> Iterator[list[Row]]:
    """Yield the episodes of each stay in one home."""
    stay: list[Row] = []
    for row in rows:
        if stay and (row["RNE"] == "S" or _home(row) != _home(stay[-1])):
            yield stay
            stay = []
        stay.append(row)
    if stay:
        yield stay


def _end(last: Row, rows: list[Row]) -> date | None:
    """Return when a stay ended; a night away that follows it is part of it."""
    after = rows[rows.index(last) + 1 :]
    for row in after:
        if not row["PLACE"].startswith("T"):
            break
        last = row
    return day(last["DEC"]) if last["DEC"] else None


def _home(row: Row) -> tuple[object, ...]:
    """Return what tells one stay from the next: the home, and whether it is still the same kind of placement."""
    return (_state(row), row["PLACE_PROVIDER"], row["PL_POST"], row["URN"])


def _state(row: Row) -> PlacementState | None:
    if row["PLACE"] in _FAMILY:
        return PlacementState.FRIENDS_AND_FAMILY
    if row["PLACE"] in _FOSTER:
        agency = row["PLACE_PROVIDER"] in {"PR4", "PR5"}
        return PlacementState.AGENCY_FOSTER if agency else PlacementState.IN_HOUSE_FOSTER
    return _BY_CODE.get(row["PLACE"])
