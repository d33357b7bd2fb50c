"""A needs assessment as it is kept: counts alone, day by day. Rates are worked out when they are shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from suffice.engine.needs import (
    ByLocality,
    Conversion,
    FrontDoor,
    Group,
    Moves,
    PerChildren,
    Profile,
    Projected,
    Step,
    Tier,
    TierCount,
    Whose,
)
from suffice.engine.places.people import LocalityPeople
from suffice.engine.returns.population import PopulationFigure

DEFINITION = "2"
"""Version of what is worked out; figures made under another are made again."""

Share = tuple[int, int]
"""How many, and of how many."""


@dataclass(frozen=True, slots=True)
class Level:
    """One tier on a day: all children at it and those at no higher one (None where nothing tells), and what told."""

    tier: Tier
    itself: int | None
    highest: int | None
    source: str

    def per(self, population: PopulationFigure | None) -> TierCount:
        """Return the tier as the engine has it, with what its rates divide by."""
        itself, highest = PerChildren(self.itself, population), PerChildren(self.highest, population)
        return TierCount(self.tier, itself, highest, self.source)


@dataclass(frozen=True, slots=True)
class Day:
    """What is known of one day, and of the twelve months up to it.

    Attributes:
        on: the day.
        levels: the four tiers, from least to most.
        helped: children in need, at no higher tier, with a plan of help; None where no census tells.
        moves: between tiers since a year before; None where they cannot be told.
        conversion: what came of the year's referrals; None likewise.
        front: the front door as a workbook lists it; None without one.
        profiles: vulnerability by whose trouble counts; empty where a census is missing.
        shares: of measures of the front door by code, as the censuses tell them; those not told are not there.
        factors: assessments that found a factor, by its code.
        localities: None where nothing tells a child's locality.
        people: the children who live in each locality; None where no population of small areas tells.
        missing: why a part is not there, by its name: ``moves``, ``conversion``, ``front``, ``profiles``,
            ``localities``.
    """

    on: date
    levels: tuple[Level, ...]
    helped: int | None = None
    moves: Moves | None = None
    conversion: Conversion | None = None
    front: FrontDoor | None = None
    profiles: Mapping[Whose, Profile] = field(default_factory=dict)
    shares: Mapping[str, Share] = field(default_factory=dict)
    factors: Mapping[str, Share] = field(default_factory=dict)
    localities: ByLocality | None = None
    people: LocalityPeople | None = None
    missing: Mapping[str, str] = field(default_factory=dict)

    def level(self, tier: Tier) -> Level:
        """Return one tier."""
        return next(one for one in self.levels if one.tier is tier)

    @property
    def known(self) -> int | None:
        """Children at any tier, each once; None where nothing tells of any."""
        told = [one.highest for one in self.levels if one.highest is not None]
        return sum(told) if told else None

    def document(self) -> dict[str, Any]:
        """Return the counts as plain values, ready for JSON."""
        return {
            "on": self.on.isoformat(),
            "levels": [[str(one.tier), one.itself, one.highest, one.source] for one in self.levels],
            "helped": self.helped,
            "moves": self.moves.document() if self.moves else None,
            "conversion": [[one.code, one.label, one.referrals] for one in self.conversion.steps]
            if self.conversion
            else None,
            "front": self.front.document() if self.front else None,
            "profiles": [_kept(one) for one in self.profiles.values()],
            "shares": {code: list(one) for code, one in self.shares.items()},
            "factors": {code: list(one) for code, one in self.factors.items()},
            "localities": self.localities.document() if self.localities else None,
            "people": self.people.document() if self.people else None,
            "missing": dict(self.missing),
        }

    @classmethod
    def of(cls, document: Mapping[str, Any]) -> Day:
        """Return the day that `document` was made from."""
        on = date.fromisoformat(document["on"])
        profiles = [_read(on, one) for one in document["profiles"]]
        steps, front, where = document["conversion"], document["front"], document["localities"]
        return cls(
            on=on,
            levels=tuple(Level(Tier(tier), *rest) for tier, *rest in document["levels"]),
            helped=document["helped"],
            moves=Moves.of(document["moves"]) if document["moves"] else None,
            conversion=Conversion(on, tuple(Step(*one) for one in steps)) if steps else None,
            front=FrontDoor.of(front) if front else None,
            profiles={one.whose: one for one in profiles},
            shares={code: (one[0], one[1]) for code, one in document["shares"].items()},
            factors={code: (one[0], one[1]) for code, one in document["factors"].items()},
            localities=ByLocality.read(where) if where else None,
            people=LocalityPeople.read(document["people"]) if document.get("people") else None,
            missing=document["missing"],
        )


@dataclass(frozen=True, slots=True)
class Assessment:
    """Every day that was worked out, in order.

    Attributes:
        days: those that can be read "as at".
        beside: further days, with tiers alone, for which figures were published.
        ahead: the children projected to live here; None where no projection by age was brought.
    """

    days: tuple[Day, ...]
    beside: tuple[Day, ...] = ()
    ahead: Projected | None = None

    def at(self, on: date) -> Day | None:
        """Return one day; None where it was not worked out."""
        return next((one for one in (*self.days, *self.beside) if one.on == on), None)

    def up_to(self, on: date) -> tuple[Day, ...]:
        """Return the year ends up to a day, and the day itself last."""
        return tuple(one for one in self.days if one.on < on and (one.on.month, one.on.day) == (3, 31)) + tuple(
            one for one in self.days if one.on == on
        )

    def document(self) -> dict[str, Any]:
        """Return the days as plain values, ready for JSON."""
        return {
            "days": [one.document() for one in self.days],
            "beside": [one.document() for one in self.beside],
            "ahead": self.ahead.document() if self.ahead else None,
        }

    @classmethod
    def of(cls, document: Mapping[str, Any]) -> Assessment:
        """Return the assessment that `document` was made from."""
        days, beside = (tuple(Day.of(one) for one in document[name]) for name in ("days", "beside"))
        return cls(days, beside, Projected.read(document["ahead"]) if document.get("ahead") else None)


def _kept(profile: Profile) -> dict[str, Any]:
    cells = [[sorted(str(one) for one in cell), count] for cell, count in profile.cells.items()]
    return {"whose": str(profile.whose), "assessed": profile.assessed, "untold": profile.untold, "cells": sorted(cells)}


def _read(on: date, document: Mapping[str, Any]) -> Profile:
    cells = {frozenset(Group(one) for one in cell): count for cell, count in document["cells"]}
    return Profile(on, Whose(document["whose"]), document["assessed"], document["untold"], cells)
