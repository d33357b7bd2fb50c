"""The shapes of children that faults are planted in."""

from __future__ import annotations

from datetime import timedelta

from suffice.demo.faults.book import Kid, day
from suffice.demo.returns.model import Row

_PLAIN_STATUS = ("C1", "C2", "V2")
_FOSTER = ("U1", "U2", "U3", "U4", "U5", "U6")
_SHORT_BREAKS = ("V3", "V4")


def shift(text: str, days: int) -> str:
    """Return a written date so many days later."""
    return (day(text) + timedelta(days=days)).strftime("%d/%m/%Y")


def settled(kid: Kid) -> bool:
    """One episode, fostered under an order or agreement that does not run out."""
    return len(kid.episodes) == 1 and plain(kid.last)


def plain(row: Row) -> bool:
    """A foster placement under an order or agreement that does not run out."""
    return row["LS"] in _PLAIN_STATUS and row["PLACE"] in _FOSTER


def lasts(row: Row, days: int) -> bool:
    """An episode that has ended after more than so many days."""
    return bool(row["DEC"]) and (day(row["DEC"]) - day(row["DECOM"])).days > days


def moved(kid: Kid) -> bool:
    """Two episodes or more, the last of which follows from the one before; both plain."""
    return len(kid.episodes) > 1 and follows(*kid.episodes[-2:]) and all(map(plain, kid.episodes[-2:]))


def follows(before: Row, after: Row) -> bool:
    """Whether one episode goes on from the other."""
    return before["REC"] == "X1" and before["DEC"] == after["DECOM"]


def in_care_all_year(kid: Kid) -> bool:
    """In the record of health and wellbeing, which is for children in care all year."""
    return kid.has("OC2")


def short_breaks(kid: Kid) -> bool:
    """Whether the child comes for short breaks."""
    return any(row["LS"] in _SHORT_BREAKS for row in kid.episodes)


def left(kid: Kid) -> bool:
    """Whether the child has left care, other than by adoption."""
    return bool(kid.episodes) and kid.last["REC"] not in ("", "X1", "E11", "E12")


def still_here(kid: Kid) -> bool:
    """Whether the last episode is open."""
    return bool(kid.episodes) and not kid.last["DEC"]
