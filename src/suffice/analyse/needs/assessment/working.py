"""Working the needs assessment out: every day that can be read, out of the scene of that day."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from suffice.analyse.needs.assessment.figures import Assessment, Day, Level, Share
from suffice.engine.calendar import collection_year, year_end, years_after
from suffice.engine.measures import INDICATORS, Scene, measure
from suffice.engine.measures.beside import own_codes, workbook_day
from suffice.engine.measures.need.assessing import FACTORS
from suffice.engine.needs import (
    FrontDoor,
    Moves,
    Profile,
    Tiers,
    Whose,
    by_locality,
    conversion,
    front_door,
    moves_between,
    profile,
    tiers,
    with_plan_of_help,
)
from suffice.engine.places.people import LocalityPeople
from suffice.engine.words import prose

SceneOf = Callable[[date], Scene]
PeopleOn = Callable[[date], LocalityPeople | None]
Progress = Callable[[int, int, str], None]

SHARES = ("referral_nfa", "rereferral", "assessment_45")
"""Measures of the front door that the censuses tell, year by year."""

_WHY = {
    "conversion": (
        "What came of referrals is not told: bring the children in need censuses of the twelve months to {day}."
    ),
    "front": "The front door is not told: bring an Annex A workbook of {day}, or of the year before it.",
    "profiles": "Vulnerability is not told: bring the children in need censuses of the twelve months to {day}.",
    "localities": (
        "Nothing tells in which locality a child lives. Bring the directory of postcodes with the list of your "
        "localities, or an Annex A workbook with a column headed Locality, or with teams named after localities."
    ),
}


def days_of(scene: Scene, latest: Iterable[date]) -> tuple[date, ...]:
    """Return the days that can be read "as at": 31 March of every year that the returns tell of, and the latest.

    Args:
        scene: of any day: its history and its censuses say which years there are.
        latest: further days: the last that the returns cover, the day of the latest workbook.
    """
    years = set(scene.cin.years) if scene.cin is not None else set()
    first, last = scene.history.first_day, scene.history.last_day
    if first is not None and last is not None:
        years |= set(range(collection_year(first), collection_year(last) + 1))
    ends = {year_end(year) for year in years}
    known = [*ends, *latest]
    return tuple(sorted({*latest, *(one for one in ends if one <= max(known))}))


def work_out(
    scene_of: SceneOf,
    *,
    days: Collection[date],
    also: Collection[date] = (),
    people_on: PeopleOn = lambda _: None,
    progress: Progress | None = None,
) -> Assessment:
    """Work out every day.

    Args:
        scene_of: gives what is known of a day.
        days: those that can be read "as at".
        also: further days, for which tiers alone are wanted.
        people_on: gives the children who live in each locality, as rates of a day divide by them.
        progress: told how many days are done, of how many, and which is next.
    """
    worked = []
    for done, on in enumerate(days):
        if progress is not None:
            progress(done, len(days), f"Counting the children known on {prose(on)}")
        worked.append(replace(day_of(scene_of(on)), people=people_on(on)))
    beside = [_tiers_of(scene_of(on)) for on in sorted(set(also) - set(days)) if on <= max(days)]
    return Assessment(tuple(worked), tuple(beside))


def day_of(scene: Scene) -> Day:
    """Work out one day."""
    moves, why = _moves(scene)
    told = _tiers_of(scene)
    parts: dict[str, Any] = {
        "conversion": conversion(scene),
        "front": _front(scene),
        "profiles": _profiles(scene),
        "localities": by_locality(scene),
    }
    lacking = {name: words.format(day=prose(scene.on)) for name, words in _WHY.items() if not parts[name]}
    return replace(
        told,
        moves=moves,
        shares=_shares(scene, SHARES),
        factors=_shares(scene, [f"factor_{name}" for name in FACTORS]),
        missing=lacking | ({"moves": why} if why else {}),
        **parts,
    )


def _tiers_of(scene: Scene) -> Day:
    """Return the tiers of a day and nothing else."""
    found = tiers(scene)
    return Day(scene.on, _levels(found), with_plan_of_help(scene, found))


def _levels(found: Tiers) -> tuple[Level, ...]:
    return tuple(Level(one.tier, one.itself.children, one.highest.children, one.source) for one in found.counts)


def _moves(scene: Scene) -> tuple[Moves | None, str]:
    before = years_after(scene.on, -1)
    try:
        moved = moves_between(scene, before)
    except ValueError as refusal:
        return None, f"Moves are not told. {refusal} Bring the returns of both days."
    if not any(count for (was, _), count in moved.children.items() if was != "not_here"):
        return None, f"Moves are not told: no return tells of {prose(before)}, a year before."
    return moved, ""


def _front(scene: Scene) -> FrontDoor | None:
    """Return the front door, unless the workbook is older than the twelve months."""
    told = workbook_day(scene.returns, scene.on, authorities=own_codes(scene.authority))
    return None if told is not None and told < scene.first else front_door(scene)


def _profiles(scene: Scene) -> dict[Whose, Profile]:
    found = {whose: profile(scene, whose=whose) for whose in Whose}
    return {whose: one for whose, one in found.items() if one is not None}


def _shares(scene: Scene, codes: Iterable[str]) -> dict[str, Share]:
    """Return numerator and denominator of each measure that the censuses of the year tell."""
    found = {code: measure(INDICATORS[code], scene).counted for code in codes}
    return {
        code: (int(one.numerator), int(one.denominator))
        for code, one in found.items()
        if one.numerator is not None and one.denominator
    }
