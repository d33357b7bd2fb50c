"""A figure has the interval that fits how it was counted, and none where its luck is not known."""

from __future__ import annotations

import pytest

from suffice.engine.comparison.intervals import byar, exact, wilson
from suffice.engine.comparison.luck import interval_of
from suffice.engine.measures import INDICATORS, Count


@pytest.mark.parametrize(
    ("code", "counted", "told"),
    [
        ("cla_rate", Count(585, 61_000), byar(585, 61_000)),
        ("cla_rate", Count(4, 61_000), exact(4, 61_000)),
        ("uasc_of_all_children", Count(40, 61_000), byar(40, 61_000, 100)),
        ("mix_foster", Count(3, 4), wilson(3, 4).times(100)),
        ("sw_agency", Count(25, 220, total=22.5, weight=200.5), wilson(22.5, 200.5).times(100)),
        ("brought_visits_in_time", Count(1, 1, total=45.0, weight=50.0), wilson(45, 50).times(100)),
        ("brought_visits_in_time", Count(1, 1, total=45.5, weight=50.0), None),  # no number of people
        ("s47_icpc", Count(30, 100, total=30.0, weight=100.0), None),  # conferences are no part of enquiries
        ("sw_caseload", Count(60, 60, total=900.0, weight=60.0), None),
        ("missing_incidents", Count(79, None), None),
        ("cla_rate", Count(585, None), None),
        ("mix_foster", Count(0, 0), None),
    ],
)
def test_the_interval_fits_the_count(code: str, counted: Count, told: tuple[float, float] | None) -> None:
    found = interval_of(INDICATORS[code], counted)
    assert found == (None if told is None else pytest.approx(told))
