"""Small histories for tests, one line a stay in a placement, put through the house's own assembly."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from suffice.engine.calendar import collection_year
from suffice.engine.episodes import History, assemble
from tests.engine.episodes.build import a_return


@dataclass(frozen=True)
class Stay:
    """One episode of one child."""

    child: str
    dob: date
    decom: date
    dec: date | None = None
    place: str = "U4"
    provider: str | None = "PR1"
    ls: str = "C2"
    rec: str | None = None
    rne: str = "S"


def history(stays: Sequence[Stay], *, first_day: date = date(2015, 4, 1), last_day: date) -> History:
    """Assemble stays as if the returns covered `first_day` to `last_day`."""
    episodes = [
        {
            "child": stay.child,
            "decom": stay.decom.isoformat(),
            "rne": stay.rne,
            "ls": stay.ls,
            "cin": "N1",
            "place": stay.place,
            "place_provider": stay.provider,
            "dec": stay.dec.isoformat() if stay.dec else None,
            "rec": stay.rec or ("E4A" if stay.dec else None),
        }
        for stay in stays
    ]
    header = [
        {"child": child, "sex": "F", "dob": dob.isoformat(), "ethnic": "WBRI"}
        for child, dob in {stay.child: stay.dob for stay in stays}.items()
    ]
    found = assemble([a_return(collection_year(last_day), Episodes=episodes, Header=header)])
    return replace(found, first_day=first_day, last_day=last_day)
