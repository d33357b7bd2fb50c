"""Moves of children between kinds of home until fostering meets the published counts exactly."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from suffice.demo.returns.chance import Chance
from suffice.demo.returns.model import FIRST_DAY, Career, Child, Period, Stay
from suffice.demo.returns.placements import FOSTER, may_live_with_parents
from suffice.engine.episodes.model import PlacementState as State

_CHILDRENS_HOME_FROM = 9
_SUPPORTED_FROM = 16
_FOR_THE_COUNT = {State.CHILDRENS_HOME: "K2", State.SUPPORTED_ACCOMMODATION: "H5", State.WITH_PARENTS: "P1"}


@dataclass(frozen=True, slots=True)
class _Place:
    """One child in care on the day that is being counted."""

    child: Child
    period: Period
    stay: Stay


def _present(children: Sequence[Child], day: date) -> list[_Place]:
    return [
        _Place(child, period, stay)
        for child in children
        for period in child.periods
        if period.career is not Career.SHORT_BREAKS and (stay := period.stay_on(day)) is not None
    ]


def meet(chance: Chance, children: Sequence[Child], targets: Sequence[tuple[date, Mapping[State, int]]]) -> None:
    """Change stays in place until the count of each fostering state is its target on each day, in date order.

    A stay that began after the day counted before is given another kind of home altogether; an older one is cut by a
    move between the two days, so that what was counted before stands.
    """
    before = FIRST_DAY - timedelta(days=1)
    for day, target in targets:
        _meet_one(chance, _present(children, day), before, day, target)
        before = day


def _meet_one(chance: Chance, places: list[_Place], before: date, day: date, target: Mapping[State, int]) -> None:
    chance.shuffle(places)
    counts = Counter(place.stay.state for place in places)
    missing = {state: target[state] - counts[state] for state in target}
    for place in places:
        start = _first_day_of_change(chance, place.stay, before, day)
        state = place.stay.state
        wanted = _wanted(chance, place, start, missing)
        if wanted is None:
            continue
        _rehouse(place, start, wanted)
        for changed, step in ((state, 1), (wanted, -1)):
            if changed in missing:
                missing[changed] += step
    if any(missing.values()):
        raise ValueError(f"fostering on {day} cannot be brought to its published counts: {missing}")


def _first_day_of_change(chance: Chance, stay: Stay, before: date, day: date) -> date:
    if stay.start > before:
        return stay.start
    return chance.between(before + timedelta(days=2), day)


def _wanted(chance: Chance, place: _Place, start: date, missing: Mapping[State, int]) -> State | None:
    """Return the state that the child should be in instead, or None to leave them where they are."""
    state, surplus = place.stay.state, sum(missing.values())
    if place.period.plan is not None and place.period.plan.placed is not None and state not in FOSTER:
        return None
    if state in FOSTER and missing[state] >= 0:
        return None
    if state not in FOSTER and (surplus <= 0 or state not in _FOR_THE_COUNT):
        return None
    if state in FOSTER and surplus < 0 and (elsewhere := _not_fostered(chance, place, start)):
        return elsewhere
    short = [one for one in missing if missing[one] > 0 and _may_live(place, one)]
    return max(short, key=lambda one: missing[one], default=None)


def _may_live(place: _Place, state: State) -> bool:
    return state is not State.FRIENDS_AND_FAMILY or not (place.child.uasc or place.period.career is Career.REMAND)


def _not_fostered(chance: Chance, place: _Place, start: date) -> State | None:
    if place.period.plan is not None and place.period.plan.placed is not None:
        return None
    age = place.child.age_on(start)
    possible = {
        State.WITH_PARENTS: 0.5 * may_live_with_parents(place.period, start),
        State.CHILDRENS_HOME: 0.4 * (age >= _CHILDRENS_HOME_FROM),
        State.SUPPORTED_ACCOMMODATION: 0.4 * (age >= _SUPPORTED_FROM),
    }
    return chance.pick(possible) if any(possible.values()) else None


def _rehouse(place: _Place, start: date, state: State) -> None:
    stay = place.stay
    codes = [(start, _FOR_THE_COUNT.get(state, ""))]
    if start == stay.start:
        stay.state, stay.codes = state, codes
        return
    place.period.stays.insert(place.period.stays.index(stay) + 1, Stay(start, stay.end, state, codes))
    stay.end = start
