"""Presence in the count is read from a history exactly: who, where, from when to when, and why it ended."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from suffice.engine.calendar import birthday
from suffice.engine.episodes import assemble, stock_on
from suffice.engine.projection.cells import CARE_EDGES, DAYS_A_MONTH, STATES, Cause
from suffice.engine.projection.observe import Window, observe
from suffice.engine.projection.spells import Spells, birthday_days, day_number, spells
from tests.engine.episodes.build import folder_returns
from tests.engine.projection.histories import Stay, history

BORN = date(2010, 5, 5)
END = date(2022, 3, 31)


def found(*stays: Stay) -> Spells:
    return spells(history(stays, last_day=END))


def causes(those: Spells) -> list[str]:
    order = list(Cause)
    return [str(order[cause]) if leaves else "" for cause, leaves in zip(those.cause, those.leaves, strict=True)]


def test_placements_that_follow_each_other_in_one_state_are_one_stretch() -> None:
    one = found(
        Stay("a", BORN, date(2020, 1, 1), date(2020, 6, 1), "U4", "PR1", rec="X1"),
        Stay("a", BORN, date(2020, 6, 1), date(2020, 9, 1), "U6", "PR2", rec="X1"),
        Stay("a", BORN, date(2020, 9, 1), None, "U4", "PR4"),
    )
    assert [STATES[state] for state in one.state] == ["in_house_foster", "agency_foster"]
    assert one.start.tolist() == [day_number(date(2020, 1, 1)), day_number(date(2020, 9, 1))]
    assert one.since.tolist() == [day_number(date(2020, 1, 1))] * 2
    assert one.enters.tolist() == [True, False]
    assert one.leaves.tolist() == [False, False]
    assert [STATES[state] if state >= 0 else "" for state in one.moves_to] == ["agency_foster", ""]


def test_short_breaks_take_a_child_out_of_the_count_and_back() -> None:
    one = found(
        Stay("a", BORN, date(2020, 1, 1), date(2020, 3, 1), ls="C2", rec="X1"),
        Stay("a", BORN, date(2020, 3, 1), date(2020, 5, 1), ls="V4", rec="X1"),
        Stay("a", BORN, date(2020, 5, 1), None, ls="C2"),
    )
    assert causes(one) == ["short_breaks", ""]
    assert one.enters.tolist() == [True, True]
    assert one.last_stop[1] == day_number(date(2020, 3, 1))
    assert one.next_start[0] == day_number(date(2020, 5, 1))


@pytest.mark.parametrize(
    ("rec", "cause"),
    [
        ("E4A", "home"),
        ("E13", "home"),
        ("E11", "adoption"),
        ("E45", "order"),
        ("E41", "order"),
        ("E8", "other"),
        ("X1", "unknown"),
    ],
)
def test_the_reason_for_ceasing_is_kept(rec: str, cause: str) -> None:
    assert causes(found(Stay("a", BORN, date(2020, 1, 1), date(2020, 6, 1), rec=rec))) == [cause]


@pytest.mark.parametrize(("days_early", "grown_up"), [(0, True), (1, True), (7, True), (8, False)])
def test_a_stay_that_ends_in_the_last_week_before_18_ended_because_of_it(days_early: int, grown_up: bool) -> None:
    end = date(2021, 5, 5) - timedelta(days=days_early)
    one = found(Stay("a", date(2003, 5, 5), date(2020, 1, 1), end))
    assert one.grown_up.tolist() == [grown_up]
    assert one.leaves.tolist() == [not grown_up]


def test_nobody_stays_in_the_count_after_the_18th_birthday() -> None:
    one = found(Stay("a", date(2002, 2, 28), date(2019, 1, 1), None))
    assert one.stop.tolist() == [day_number(date(2020, 2, 28))]
    assert one.grown_up.tolist() == [True]


@given(st.dates(date(1999, 1, 1), date(2024, 12, 31)), st.sampled_from([1, 5, 10, 16, 18]))
def test_birthdays_are_those_of_the_calendar(born: date, years: int) -> None:
    assert birthday_days(np.array([born], "datetime64[D]"), years)[0] == day_number(birthday(born, years))


def test_a_child_born_on_29_february_is_18_on_1_march() -> None:
    assert birthday_days(np.array(["2004-02-29"], "datetime64[D]"), 17)[0] == day_number(date(2021, 3, 1))


DAYS = st.dates(date(2018, 4, 1), END)
STAYS = st.builds(
    Stay,
    child=st.sampled_from("abc"),
    dob=st.just(date(2003, 6, 1)),
    decom=DAYS,
    dec=st.none() | DAYS,
    place=st.sampled_from(["U1", "U4", "K2", "P1", "A3", "T1"]),
    provider=st.sampled_from(["PR1", "PR4"]),
    ls=st.sampled_from(["C2", "V2", "V3", "V4"]),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(STAYS, min_size=1, max_size=12), st.lists(DAYS, min_size=1, max_size=5))
def test_the_spells_open_on_any_day_are_the_stock_of_that_day(stays: list[Stay], days: list[date]) -> None:
    sensible = [stay for stay in stays if stay.dec is None or stay.dec >= stay.decom]
    if not sensible:
        return
    whole = history(sensible, last_day=END)
    those = spells(whole)
    for day in days:
        on = day_number(day)
        assert int(((those.start <= on) & (those.stop > on)).sum()) == stock_on(whole, day).total


@pytest.mark.samples
@pytest.mark.parametrize("folder", ["csc-data-synthesizer/steady_n150_seed1", "cs-demand-model/v1_by_year"])
def test_the_spells_of_the_samples_are_their_stock_every_month(samples: Path, folder: str) -> None:
    whole = assemble(folder_returns(samples / "returns" / folder))
    those = spells(whole)
    for month in range(36):
        day = date(2018 + (3 + month) // 12, (3 + month) % 12 + 1, 15)
        on = day_number(day)
        assert int(((those.start <= on) & (those.stop > on)).sum()) == stock_on(whole, day).total


RETURNS_BEGIN = date(2015, 4, 1)


@pytest.mark.parametrize(
    ("decom", "rne", "months_added"),
    [
        (date(2015, 1, 1), "P", 24),  # under way before the first return, at its latest move: in care for longer
        (date(2015, 1, 1), "S", 0),  # under way before the first return, which shows its start
        (date(2015, 4, 1), "P", 0),  # begun inside the returns, whatever its code says
    ],
)
def test_a_run_that_began_before_the_returns_is_known_to_be_long_only_later(
    decom: date, rne: str, months_added: int
) -> None:
    one = found(Stay("a", BORN, decom, None, rne=rne), Stay("b", BORN, date(2019, 1, 1), None))
    shift = round(months_added * DAYS_A_MONTH) + 1 if months_added else 0
    assert one.since.tolist() == [day_number(decom) - shift, day_number(date(2019, 1, 1))]
    assert one.known_from.tolist() == [day_number(decom) + shift, day_number(date(2019, 1, 1))]


def test_leaving_is_learnt_only_where_the_months_in_care_are_known() -> None:
    early = Stay("a", BORN, date(2015, 1, 1), date(2016, 1, 1), rne="P")
    late = Stay("b", BORN, date(2015, 1, 1), date(2017, 6, 1), rne="P")
    seen = observe(found(early, late), Window(day_number(RETURNS_BEGIN), day_number(END), 12))
    longest = len(CARE_EDGES)
    assert seen.left.sum() == seen.left[:, :, longest].sum() == 1
    assert seen.left_by_cause.sum() == 2
    known_days = (date(2017, 6, 1) - date(2017, 1, 1)).days
    assert seen.exposed_to_leaving.sum() == pytest.approx(known_days / DAYS_A_MONTH, abs=0.1)
    assert seen.exposed_to_leaving.sum() == seen.exposed_to_leaving[:, :, longest].sum()
    whole_days = (date(2016, 1, 1) - RETURNS_BEGIN).days + (date(2017, 6, 1) - RETURNS_BEGIN).days
    assert seen.exposed_to_moving.sum() == pytest.approx(whole_days / DAYS_A_MONTH)
