"""Measures made by hand, of a few indicators over five years, and a report on them for a board."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import date, datetime

import pytest

from suffice.core import work
from suffice.core.models import Authority, Person
from suffice.engine.measures import INDICATORS
from suffice.review.performance.figures import DEFINITION, Point, Told
from suffice.review.performance.models import MeasureFigures, MeasuresResult
from suffice.review.performance.queries import figures
from suffice.review.performance.summary import summary
from suffice.review.reports import operations, pictures
from suffice.review.reports.gate import basis_of
from suffice.review.reports.models import Edition, ReportSet
from suffice.review.reports.queries import sets

ON = date(2022, 3, 31)
DUE = date(2026, 1, 31)
HEADINGS = [
    {"heading": "Children in care", "codes": ["cla_rate", "lac_reviews_held_on_time"]},
    {"heading": "Homes", "codes": ["placed_20_miles", "uasc_share", "dols", "adoption_a1"]},
]
_LACKING = "No child was placed for adoption in the three years."

_QUICKLY = '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10"><rect width="9" height="9"/></svg>'
"""What stands for each chart: tests of their own draw them."""

Counted = Callable[[int], tuple[int, int | None]]
COUNTED: dict[str, Counted] = {
    "cla_rate": lambda month: (560 + 2 * month, 61_000),
    "lac_reviews_held_on_time": lambda month: (500 + 4 * month, 700),
    "placed_20_miles": lambda month: (80 + month % 7, 600),
    "uasc_share": lambda month: (3, 560 + 2 * month),
    "dols": lambda month: (2 if month % 2 else 12, None),
}


def points(code: str, counted: Counted) -> tuple[Point, ...]:
    """A figure on each month end from January 2019 to March 2022."""
    indicator, found = INDICATORS[code], []
    for month in range(1, 40):
        year, at = 2019 + (month - 1) // 12, (month - 1) % 12 + 1
        above, below = counted(month)
        value = above if below is None else above / below * indicator.unit.scale
        estimate = basis_of(indicator).estimate(above, below) if below else None
        low, high = estimate.interval if estimate else (None, None)
        found.append(Point(value, above, below, low, high, date(year, at, monthrange(year, at)[1])))
    return tuple(found)


@pytest.fixture
def measures(authority: Authority, now: datetime, monkeypatch: pytest.MonkeyPatch) -> MeasuresResult:
    """The measures as they stand, as if a return stood behind them."""
    result = MeasuresResult.objects.create(
        authority=authority,
        made_at=now,
        definition=DEFINITION,
        first_day=date(2019, 1, 31),
        last_day=ON,
        inputs={"returns": ["by hand"]},
        inputs_digest="0" * 64,
    )
    source = "SSDA903 returns of 1 April 2017 to 31 March 2022."
    told = {code: Told(points=points(code, counted), source=source) for code, counted in COUNTED.items()}
    for code, one in {**told, "adoption_a1": Told(lacking=_LACKING)}.items():
        MeasureFigures.objects.create(result=result, code=code, document=one.document(), summary=summary(one, {}))
    monkeypatch.setattr(pictures, "drawn", lambda chart: _QUICKLY)
    monkeypatch.setattr(figures, "latest", lambda authority: result if authority == result.authority else None)
    return result


@pytest.fixture
def report_set(authority: Authority, commissioner: Person, now: datetime) -> ReportSet:
    return operations.add(
        authority=authority,
        title="Children's services performance",
        board="Corporate Parenting Board",
        owner="Head of performance",
        readers="councillors",
        frequency="quarterly",
        next_due=DUE,
        headings=HEADINGS,
        by=commissioner,
        at=now,
    )


@pytest.fixture
def edition(measures: MeasuresResult, report_set: ReportSet, analyst: Person, now: datetime) -> Edition:
    """A draft with groups under five not shown."""
    return made(report_set, "suppress", analyst, now)


def made(report_set: ReportSet, protection: str, by: Person, at: datetime) -> Edition:
    asked = operations.ask(report_set=report_set, on=ON, protection=protection, by=by, at=at)
    (done,) = work.run_waiting(sets.KIND)
    assert done.state == "done", done.message
    asked.refresh_from_db()
    return asked
