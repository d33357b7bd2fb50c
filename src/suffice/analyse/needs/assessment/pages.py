"""The pages of the needs assessment as data: which tables each has, and what else it says."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from suffice.analyse.needs.assessment import sentences
from suffice.analyse.needs.assessment.queries import doors, places, rates, tables, troubles
from suffice.analyse.needs.assessment.queries.reading import View
from suffice.analyse.needs.queries import published
from suffice.core.pages.register import Register
from suffice.engine.needs import How, Tier, Whose

Rows = Callable[[View], Sequence[Any]]


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the assessment.

    Attributes:
        template: under `needs/assessment`, without its ending.
        words: gives what the page says, by the name that the template has for it.
        tables: each register with what gives its rows, by the name that the template has for it.
    """

    template: str
    words: Callable[[View], Mapping[str, Any]]
    tables: Mapping[str, tuple[Register, Rows]] = field(default_factory=dict)


def _tiers(view: View) -> Mapping[str, Any]:
    ours = published.Ours(None, view.assessment, view.population)
    figures = [one for one in published.standing(view.authority) if published.of_tiers(one)]
    rows = published.beside(ours, figures)
    return {
        "answer": sentences.known(view),
        "each": [sentences.tier_words(view, one) for one in Tier],
        "published": rows,
        "agreement": published.agreement(rows) if rows else "",
        "disagreements": published.disagreements(rows),
    }


def _moves(view: View) -> Mapping[str, Any]:
    came = view.now.conversion
    return {
        "answer": sentences.moved(view),
        "matrix": tables.matrix(view.now),
        "years": sentences.moved_before(view),
        "converted": sentences.converted(came) if came else view.now.missing.get("conversion", ""),
    }


def _vulnerability(view: View) -> Mapping[str, Any]:
    found = view.now.profiles.get(Whose.ANYONE)
    return {
        "answer": sentences.vulnerable(found) if found else view.now.missing.get("profiles", ""),
        "profile": found,
        "changed": troubles.changed(troubles.factors(view)),
        "at_odds": troubles.at_odds(published.standing(view.authority)),
    }


def _front_door(view: View) -> Mapping[str, Any]:
    front = view.now.front
    return {
        "answer": sentences.at_the_door(view),
        "front": front,
        "soon": sentences.soon(front) if front else "",
        "moved": sentences.moved(view),
    }


def _localities(view: View) -> Mapping[str, Any]:
    found, people = view.now.localities, view.now.people
    if found is None:
        return {"answer": view.now.missing.get("localities", ""), "found": None}
    rated = rates.parts(view.now)
    return {
        "answer": rates.sentence(rated) or places.sentence(found),
        "found": found,
        "shares": places.sentence(found),
        "many": places.many(found),
        "unplaced": places.unplaced(found),
        "how": [f"{how.words}: {found.how[how]:,} children" for how in How if how in found.how],
        "people": people,
        "ends": rates.ends(rated),
        "rated": places.by_chance(rated, "rates"),
        "wanting": rates.WANTING,
    }


TIERS = Page("tiers", _tiers, {"sheet": (tables.TIERS, tables.tier_days)})
MOVES = Page(
    "moves",
    _moves,
    {
        "listed": (tables.MOVES, lambda view: tables.moves(view.now.moves) if view.now.moves else []),
        "steps": (tables.CAME, lambda view: tables.came(view.now.conversion) if view.now.conversion else []),
    },
)
VULNERABILITY = Page(
    "vulnerability",
    _vulnerability,
    {
        "groups": (troubles.TROUBLES, troubles.troubles),
        "factors": (troubles.FACTORS, troubles.factors),
        "estimates": (
            troubles.PUBLISHED,
            lambda view: troubles.publications(published.standing(view.authority)),
        ),
    },
)
FRONT_DOOR = Page(
    "front_door",
    _front_door,
    {
        "listed": (doors.LISTED, lambda view: doors.listed(view.now.front) if view.now.front else []),
        "years": (doors.DOOR_YEARS, doors.door_years),
    },
)
LOCALITIES = Page(
    "localities",
    _localities,
    {
        "rates": (rates.RATES, lambda view: rates.rows(rates.parts(view.now))),
        "sheet": (doors.PLACES, lambda view: doors.place_rows(view.now.localities) if view.now.localities else []),
    },
)
