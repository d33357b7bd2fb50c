"""Children who need a place are in one, in the next that would do, or counted as without: none is lost."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from suffice.engine.episodes import AGE_BANDS
from suffice.engine.projection.cells import AGES, STATES
from suffice.engine.supply.gap import Gap, Sufficiency, sufficiency
from suffice.engine.supply.groups import OVERFLOW, TYPES
from suffice.engine.supply.model import CapacityChange, Provision
from suffice.engine.supply.places import bands_of
from tests.engine.supply.build import H, P, futures, month_ends, places

DATES = month_ends(date(2026, 3, 31), 2)
FOSTER, AGENCY, HOME = P.IN_HOUSE_FOSTER, P.AGENCY_FOSTER, P.CHILDRENS_HOME
SUPPORTED, SECURE = P.SUPPORTED_ACCOMMODATION, P.SECURE


def one_future(need: dict[tuple[P, str], float], provisions: list[Provision], **also: Any) -> Sufficiency:
    return sufficiency(futures([{key: [one] for key, one in need.items()}], 1), DATES[:1], provisions, **also)


def held(made: Sufficiency) -> dict[tuple[P, H], float]:
    return {(one.placement, one.holding): one.children.mean for one in made.by_holding}


def of_type(made: Sufficiency, placement: P, at: int = 0) -> Gap:
    return [one for one in made.by_type if one.placement is placement][at]


ENOUGH = [places(FOSTER, H.OWN, 100), places(AGENCY, H.SPOT, 100), places(HOME, H.SPOT, 100)]
WHO_GOES_WHERE = [
    pytest.param(
        {(FOSTER, "5-9"): 10},
        [places(FOSTER, H.OWN, 12), places(AGENCY, H.FRAMEWORK, 5), places(HOME, H.SPOT, 5)],
        {(FOSTER, H.OWN): 10, (AGENCY, H.FRAMEWORK): 0, (HOME, H.SPOT): 0},
        0,
        id="all find what they need",
    ),
    pytest.param(
        {(FOSTER, "5-9"): 10},
        [places(FOSTER, H.OWN, 4), places(AGENCY, H.FRAMEWORK, 5), places(HOME, H.SPOT, 5)],
        {(FOSTER, H.OWN): 4, (AGENCY, H.FRAMEWORK): 5, (HOME, H.SPOT): 1},
        0,
        id="in-house foster care, then agency, then a home",
    ),
    pytest.param(
        {(FOSTER, "5-9"): 10},
        [places(FOSTER, H.OWN, 4), places(AGENCY, H.FRAMEWORK, 2), places(HOME, H.SPOT, 1)],
        {(FOSTER, H.OWN): 4, (AGENCY, H.FRAMEWORK): 2, (HOME, H.SPOT): 1},
        3,
        id="three find no place at all",
    ),
    pytest.param(
        {(AGENCY, "5-9"): 3, (FOSTER, "5-9"): 4},
        [places(FOSTER, H.OWN, 6), places(AGENCY, H.FRAMEWORK, 1), places(HOME, H.SPOT, 5)],
        {(FOSTER, H.OWN): 6, (AGENCY, H.FRAMEWORK): 1, (HOME, H.SPOT): 0},
        0,
        id="a free place with the council's own carers goes before a home",
    ),
    pytest.param(
        {(HOME, "10-15"): 5},
        [places(HOME, H.OWN, 1), places(HOME, H.BLOCK, 1), places(HOME, H.FRAMEWORK, 1), places(HOME, H.SPOT, 9)],
        {(HOME, H.OWN): 1, (HOME, H.BLOCK): 1, (HOME, H.FRAMEWORK): 1, (HOME, H.SPOT): 2},
        0,
        id="what is paid for anyway is filled first",
    ),
    pytest.param(
        {(HOME, "5-9"): 2, (HOME, "10-15"): 2},
        [places(HOME, H.OWN, 2, youngest=0, oldest=17), places(HOME, H.SPOT, 2, youngest=5, oldest=9)],
        {(HOME, H.OWN): 2, (HOME, H.SPOT): 2},
        0,
        id="a place for all ages makes room where another age has only that one",
    ),
    pytest.param(
        {(SECURE, "16-17"): 2, (SUPPORTED, "16-17"): 3},
        [places(SECURE, H.SPOT, 1), places(SUPPORTED, H.BLOCK, 1, youngest=16), places(HOME, H.SPOT, 2)],
        {(SECURE, H.SPOT): 1, (SUPPORTED, H.BLOCK): 1, (HOME, H.SPOT): 2},
        1,
        id="secure homes and supported accommodation overflow into homes",
    ),
    pytest.param(
        {(HOME, "10-15"): 10},
        [places(HOME, H.BLOCK, 10, usable=0.75)],
        {(HOME, H.BLOCK): 7.5},
        2.5,
        id="places that cannot be used hold nobody",
    ),
    pytest.param(
        {(HOME, "10-15"): 4},
        [places(HOME, H.BLOCK, 3, opens=date(2026, 4, 1)), places(HOME, H.SPOT, 2, closes=date(2026, 3, 31))],
        {(HOME, H.BLOCK): 0, (HOME, H.SPOT): 0},
        4,
        id="not open yet, and closed that very day",
    ),
]


@pytest.mark.parametrize(("need", "provisions", "wanted", "without"), WHO_GOES_WHERE)
def test_children_go_where_a_person_would_say(
    need: dict[tuple[P, str], float], provisions: list[Provision], wanted: dict[tuple[P, H], float], without: float
) -> None:
    named = {one.placement for one in provisions}
    rest = [one for one in ENOUGH if one.placement not in named and one.placement not in OVERFLOW[next(iter(need))[0]]]
    made = one_future(need, [*provisions, *rest])

    found = held(made)
    assert {key: found[key] for key in wanted} == pytest.approx(wanted)
    assert made.unmet[0].children.mean == pytest.approx(without)


def test_a_type_without_a_record_takes_all_and_says_that_its_gap_is_not_known() -> None:
    made = one_future({(FOSTER, "5-9"): 10, (SECURE, "10-15"): 2}, [places(FOSTER, H.OWN, 4)])

    assert made.unmet[0].children.mean == 0
    assert of_type(made, SECURE).gap is None
    assert of_type(made, SECURE).chance is None
    assert of_type(made, FOSTER).short.mean == 6
    told = {
        one.value for finding in made.findings for one in finding.examples if finding.code == "no-capacity-recorded"
    }
    assert told == {str(one) for one in TYPES} - {str(FOSTER)}


def test_friends_and_family_parents_and_adoption_are_no_places_that_run_out() -> None:
    made = one_future({(P.FRIENDS_AND_FAMILY, "5-9"): 50, (P.WITH_PARENTS, "0"): 5}, [])

    assert made.unmet[0].children.mean == 0
    assert made.placed.elsewhere.sum() == 55


def test_the_gap_opens_on_the_first_date_that_is_as_likely_as_not() -> None:
    """Four futures; ten places; need over them in 1, 2 and 4 of the four on the three dates."""
    rising = [[9, 9, 11], [9, 9, 12], [9, 11, 13], [11, 12, 14]]
    made = sufficiency(futures([{(HOME, "10-15"): one} for one in rising], 3), DATES, [places(HOME, H.SPOT, 10)])

    assert [of_type(made, HOME, at).chance for at in range(3)] == [0.25, 0.5, 1.0]
    opening = next(one for one in made.openings if one.placement is HOME and one.age is None)
    assert (opening.even, opening.likely, opening.chance) == (DATES[1], DATES[2], 1.0)
    assert (opening.worst, opening.places80, opening.places90) == (DATES[2], 4, 4)
    last = of_type(made, HOME, 2)
    assert last.gap is not None
    assert (last.gap.p10, last.gap.p50, last.gap.p90, last.gap.mean) == (1, 2, 4, 2.5)
    first = of_type(made, HOME, 0)
    assert first.gap is not None
    assert (first.gap.p10, first.gap.p90) == (-1, 1)


def test_more_places_are_wanted_where_not_every_place_can_be_used() -> None:
    made = one_future({(HOME, "10-15"): 18}, [places(HOME, H.BLOCK, 10, usable=0.8)])

    opening = next(one for one in made.openings if one.placement is HOME and one.age is None)
    assert opening.places80 == 13  # ten children more, eight of every ten places


def test_occupancy_counts_those_who_come_from_a_full_type() -> None:
    made = one_future(
        {(FOSTER, "5-9"): 6, (AGENCY, "5-9"): 2}, [places(FOSTER, H.OWN, 4), places(AGENCY, H.FRAMEWORK, 8)]
    )

    by = {(one.placement, one.holding): one.occupancy for one in made.by_holding}
    assert by == {(FOSTER, H.OWN): 1.0, (AGENCY, H.FRAMEWORK): 0.5}


def test_a_scenario_gains_and_loses_places_from_its_day_on() -> None:
    need = futures([{(HOME, "10-15"): [10, 10, 10]}], 3)
    changes = [
        CapacityChange(HOME, H.BLOCK, 4, date(2026, 4, 30), "new home"),
        CapacityChange(HOME, H.SPOT, -3, date(2026, 5, 1), "a home closes"),
    ]
    provisions = [places(HOME, H.SPOT, 5)]

    made = sufficiency(need, DATES, provisions, changes=changes)

    assert [of_type(made, HOME, at).places for at in range(3)] == [5, 9, 6]
    assert [one.children.mean for one in made.unmet] == [5, 1, 4]


def test_a_loss_of_more_places_than_there_are_takes_them_all_and_is_told() -> None:
    made = one_future(
        {(HOME, "10-15"): 2}, [places(HOME, H.SPOT, 3)], changes=[CapacityChange(HOME, H.SPOT, -8, DATES[0], "closure")]
    )

    assert of_type(made, HOME).places == 0
    told = [one.examples[0].sentence for one in made.findings if one.code == "fewer-places-than-lost"]
    assert told == [
        "The change called closure takes away 8 places of children's homes (spot purchase), more than there are: all "
        "of them are taken away."
    ]


def test_a_change_of_places_that_nobody_recorded_is_told_and_does_nothing() -> None:
    made = one_future({(HOME, "10-15"): 2}, [], changes=[CapacityChange(HOME, H.SPOT, 8, DATES[0])])

    assert of_type(made, HOME).places is None
    assert "change-of-unrecorded-places" in {one.code for one in made.findings}


def test_more_children_than_recorded_places_on_the_known_day_is_told() -> None:
    made = one_future({(HOME, "10-15"): 6}, [places(HOME, H.SPOT, 5)])

    sentence = next(one for one in made.findings if one.code == "more-children-than-places").examples[0].sentence
    assert sentence.startswith("On 31 March 2026 6 children live in children's homes, and 5.0 places")


def test_every_count_is_multiplied_by_its_factor() -> None:
    need = futures([{(HOME, "10-15"): [10.0]}, {(HOME, "10-15"): [20.0]}], 1)

    made = sufficiency(need, DATES[:1], [places(HOME, H.SPOT, 5)], factors=np.array([[1.1], [0.5]]))

    assert of_type(made, HOME).need.mean == pytest.approx((11 + 10) / 2)


def test_streams_are_added_up() -> None:
    whole = futures([{(HOME, "10-15"): [10.0]}], 1)
    apart = np.stack([whole * 0.75, whole * 0.25], axis=2)

    both = [sufficiency(one, DATES[:1], [places(HOME, H.SPOT, 5)]).by_type for one in (whole, apart)]

    assert both[0] == both[1]


_BANDS = st.sampled_from([(0, 17), (0, 9), (5, 15), (10, 17), (16, 17), (1, 4), (5, 17)])
_PROVISIONS = st.lists(
    st.builds(
        lambda placement, holding, number, usable, ages: places(
            placement, holding, number, usable=usable, youngest=ages[0], oldest=ages[1]
        ),
        st.sampled_from(TYPES),
        st.sampled_from(list(H)),
        st.integers(0, 12),
        st.sampled_from([1.0, 0.9, 0.5]),
        _BANDS,
    ),
    max_size=9,
)
_NEED = st.lists(st.integers(0, 9), min_size=45, max_size=45).map(lambda one: np.array(one).reshape(1, 1, 9, 5))


@settings(max_examples=150)
@given(need=_NEED, provisions=_PROVISIONS)
def test_every_child_is_in_one_place_or_counted_as_without(need: Any, provisions: list[Provision]) -> None:
    made = sufficiency(need, DATES[:1], provisions)

    everywhere = made.placed.held.sum() + made.placed.elsewhere.sum() + made.placed.unmet.sum()
    assert everywhere == pytest.approx(need.sum())
    for one in made.by_holding:
        assert one.children.mean <= one.usable + 1e-6
    for one in made.by_type:
        assert -1e-9 <= one.unmet.mean <= one.short.mean + 1e-6 <= one.need.mean + 1e-5


@settings(max_examples=150)
@given(need=_NEED, provisions=_PROVISIONS, more=_PROVISIONS.filter(lambda ones: len(ones) > 0))
def test_more_places_never_leave_more_children_without(
    need: Any, provisions: list[Provision], more: list[Provision]
) -> None:
    known = {one.placement for one in provisions}
    gained = [one for one in more if one.placement in known]  # a first record ends "without limit": that is no gain

    fewer, greater = (sufficiency(need, DATES[:1], ones) for ones in (provisions, [*provisions, *gained]))

    assert greater.unmet[0].children.mean <= fewer.unmet[0].children.mean + 1e-6
    for before, after in zip(fewer.by_type, greater.by_type, strict=True):
        assert after.short.mean <= before.short.mean + 1e-6


@settings(max_examples=100)
@given(need=_NEED, provisions=_PROVISIONS)
def test_as_many_find_a_place_as_any_sharing_out_could_place(need: Any, provisions: list[Provision]) -> None:
    """An oracle of its own: a textbook flow, one case at a time."""
    made = sufficiency(need, DATES[:1], provisions)

    known = {one.placement for one in provisions}
    sources = [
        (placement, band)
        for placement in TYPES
        if not {placement, *OVERFLOW[placement]} - known
        for band in range(len(AGES))
        if need[0, 0, STATES.index(str(placement)), band]
    ]
    assert made.unmet[0].children.mean == pytest.approx(_most_without(sources, need, provisions), abs=1e-6)


def _most_without(sources: list[Any], need: Any, provisions: list[Provision]) -> float:
    """Return how many children the greatest flow of children into places leaves over (Ford and Fulkerson)."""
    room: dict[Any, dict[Any, float]] = {"begin": {}, "end": {}}
    for source in sources:
        wanted = float(need[0, 0, STATES.index(str(source[0])), source[1]])
        room["begin"][source], room[source] = wanted, {}
        for p, one in enumerate(provisions):
            first, last = bands_of(one)
            if one.placement in (source[0], *OVERFLOW[source[0]]) and first <= source[1] <= last:
                room[source][p] = wanted
                room.setdefault(p, {})["end"] = one.places * one.usable
    total = sum(room["begin"].values())
    while path := _path(room, ["begin"]):
        least = min(room[a][b] for a, b in pairwise(path))
        for a, b in pairwise(path):
            room[a][b] -= least
            room.setdefault(b, {})[a] = room[b].get(a, 0.0) + least
        total -= least
    return total


def _path(room: dict[Any, dict[Any, float]], begun: list[Any]) -> list[Any] | None:
    before: dict[Any, Any] = {begun[0]: None}
    for node in begun:
        for other, free in room[node].items():
            if free > 1e-9 and other not in before:
                before[other] = node
                begun.append(other)
    if "end" not in before:
        return None
    path = ["end"]
    while before[path[-1]] is not None:
        path.append(before[path[-1]])
    return path[::-1]


def test_the_bands_are_those_that_the_pages_name() -> None:
    assert tuple(label for label, _, _ in AGE_BANDS) == AGES
