"""The harder measures against plain Python, child by child."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from suffice.engine.calendar import collection_year
from suffice.engine.measures import INDICATORS, measure
from tests.engine.measures.need.build import census, scene

ON = date(2025, 3, 31)
BEGIN = date(2023, 4, 1)
DAYS = st.lists(st.integers(0, (ON - BEGIN).days), unique=True, max_size=5)


@settings(max_examples=12, deadline=None)
@given(st.lists(DAYS, min_size=1, max_size=4))
def test_repeated_referrals_are_those_that_a_plain_count_finds(offsets: list[list[int]]) -> None:
    referred = {f"K{at}": sorted(BEGIN + timedelta(days=one) for one in days) for at, days in enumerate(offsets)}
    lines: dict[int, list[str]] = {2024: [], 2025: []}
    for child, days in referred.items():
        for nth, day in enumerate(days, start=1):
            lines[collection_year(day)].append(f"{child} | {nth} | {day}")
    told = [
        census(year, CINdetails="\n".join(["child | episode | cinreferraldate", *rows])) for year, rows in lines.items()
    ]
    one = measure(INDICATORS["rereferral"], scene(ON, *told))
    of_year = [(child, day) for child, days in referred.items() for day in days if day >= date(2024, 4, 1)]
    again = sum(
        any(timedelta(0) < day - other <= timedelta(days=365) for other in referred[child]) for child, day in of_year
    )
    assert (one.counted.numerator, one.counted.denominator) == (again, len(of_year))
