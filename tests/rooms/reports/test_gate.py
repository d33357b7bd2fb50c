"""What may be told of a figure under each rule: nothing of a few children, whichever way a measure is counted."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from suffice.engine.comparison.intervals import of_share
from suffice.engine.disclosure import Protection
from suffice.engine.measures import INDICATORS, Indicator, Tally
from suffice.review.performance.figures import Point
from suffice.review.reports.gate import protected

ON = date(2022, 3, 31)
SHARE, RATE, NUMBER, DAYS = (INDICATORS[one] for one in ("placed_20_miles", "cla_rate", "dols", "adoption_a1"))
CONFERENCES = INDICATORS["s47_icpc"]


def _point(value: float | None, above: float | None, below: float | None) -> Point:
    return Point(value, above, below, 1.23, 4.56, ON)


@pytest.mark.parametrize(
    ("indicator", "point", "protection", "told"),
    [
        (SHARE, (50.0, 30, 60), "full", (50.0, 30, 60)),
        (SHARE, (50.0, 30, 60), "suppress", (50.0, 30, 60)),
        (SHARE, (5.0, 3, 60), "suppress", (None, None, 60)),
        (SHARE, (95.0, 57, 60), "suppress", (None, None, 60)),
        (SHARE, (50.0, 31, 62), "round", (50.0, 30, 60)),
        (RATE, (104.6, 638, 61_000), "round", (640 / 6.1, 640, 61_000)),
        (RATE, (0.5, 3, 61_000), "round", (None, None, 61_000)),
        (NUMBER, (12.0, 12, None), "suppress", (12, 12, None)),
        (NUMBER, (12.0, 12, None), "round", (10, 10, None)),
        (NUMBER, (3.0, 3, None), "round", (None, None, None)),
        (DAYS, (482.0, 26_028, 54), "suppress", (482.0, None, 54)),
        (DAYS, (482.0, 1_446, 3), "suppress", (None, None, None)),
        (CONFERENCES, (110.0, 110, 100), "suppress", (110.0, 110, 100)),
        (CONFERENCES, (300.0, 9, 3), "suppress", (None, None, None)),
        (SHARE, (50.0, None, None), "suppress", (None, None, None)),
        (SHARE, (None, 0, 0), "suppress", (None, None, None)),
    ],
)
def test_what_is_told_of_a_figure(
    indicator: Indicator,
    point: tuple[float | None, float | None, float | None],
    protection: str,
    told: tuple[float | None, float | None, float | None],
) -> None:
    value, above, below = told
    found = protected(indicator, _point(*point), Protection(protection).rule)
    assert found.value == (None if value is None else pytest.approx(value))
    assert (found.numerator, found.denominator) == (above, None if value is None and indicator is DAYS else below)


def test_the_interval_is_that_of_the_numbers_that_are_shown() -> None:
    told = protected(SHARE, _point(50.0, 31, 62), Protection.ROUND.rule)
    assert (told.low, told.high) == pytest.approx(tuple(of_share(30, 60).interval))
    hidden = protected(SHARE, _point(5.0, 3, 60), Protection.SUPPRESS.rule)
    assert (hidden.low, hidden.high) == (None, None)


@given(st.integers(0, 400), st.integers(0, 400), st.sampled_from([Protection.SUPPRESS, Protection.ROUND]))
def test_nobody_finds_one_to_four_children_in_or_out_of_a_share(hits: int, rest: int, protection: Protection) -> None:
    of = hits + rest
    told = protected(SHARE, _point(100 * hits / of if of else None, hits, of), protection.rule)
    if told.value is None or told.numerator is None or told.denominator is None:
        return
    if protection is Protection.SUPPRESS:
        assert not 0 < told.numerator < 5
        assert not 0 < told.denominator - told.numerator < 5
    else:
        assert told.numerator % 5 == told.denominator % 5 == 0


def test_every_indicator_passes_the_gate() -> None:
    for one in INDICATORS.values():
        below = None if one.counted_as in (Tally.NUMBER, Tally.SUM) else 40
        told = protected(one, _point(7.5, 30, below), Protection.SUPPRESS.rule)
        assert told.value is not None, one.code
