"""A comparison as pages, charts and downloads read it: the document of the engine, opened where it is asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from suffice.analyse.projections.outcome import Range
from suffice.analyse.scenarios.documents import Placed, about_the_whole, placed
from suffice.engine.findings import Example, Finding, Severity
from suffice.engine.projection.scenario.model import Lever
from suffice.engine.projection.scenario.reading import read_scenario

Plain = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Difference(Range):
    """What a scenario has more or fewer than the base, future by future with the same luck.

    Attributes:
        below: in how many of all futures there are fewer, as a share.
        above: in how many there are more.
    """

    below: float
    above: float


@dataclass(frozen=True, slots=True)
class Moment:
    """The figures of one future at the end of one month; `difference` is None for the base."""

    on: date
    plain: Plain

    def number(self, breakdown: str = "total", group: str = "") -> Range:
        """Return how many children there are, of all or of one group."""
        return Range(**_picked(self.plain, breakdown, group))

    def difference(self, breakdown: str = "total", group: str = "") -> Difference:
        """Return how many more there are than in the base, of all or of one group."""
        return Difference(**_picked(self.plain["difference"], breakdown, group))


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a waterfall.

    Attributes:
        place: of the lever in the scenario, from 1.
        added: how many more children there are at the end once it works too, the levers before it working already.
        alone: how many more there are with no other lever.
    """

    place: int
    added: Difference
    alone: Difference


class Future:
    """One future of a comparison: the base, or a scenario."""

    def __init__(self, plain: Plain) -> None:
        self._plain = plain

    @property
    def name(self) -> str:
        return str(self._plain["name"])

    @property
    def why(self) -> str:
        """What the scenario is for."""
        return str(self._plain.get("scenario", {}).get("why", ""))

    @cached_property
    def moments(self) -> Sequence[Moment]:
        """The figures of every month, in order."""
        return [Moment(date.fromisoformat(one["date"]), one) for one in self._plain["months"]]

    @property
    def last(self) -> Moment:
        return self.moments[-1]

    @property
    def yearly(self) -> Sequence[Moment]:
        """The figures a whole number of years after the origin."""
        return self.moments[11::12]

    @cached_property
    def levers(self) -> Sequence[Placed]:
        """The levers, each with what the engine has to say of it."""
        return placed(read_scenario(dict(self._plain["scenario"]))[0], self.findings)

    def lever(self, place: int) -> Lever:
        """Return the lever at a place."""
        return self.levers[place - 1].lever

    @cached_property
    def steps(self) -> Sequence[Step]:
        """Which lever did what by the last day, in the order in which they begin."""
        places = {one.lever.id: one.place for one in self.levers}
        return [
            Step(places[one["lever"]], Difference(**one["added"]), Difference(**one["alone"]))
            for one in self._plain.get("waterfall", {}).get("steps", ())
        ]

    @property
    def interaction(self) -> str:
        """What the levers do together that they do not do apart, in a sentence."""
        return str(self._plain.get("waterfall", {}).get("interaction", ""))

    @property
    def years(self) -> Sequence[Plain]:
        """Who comes and goes in each year."""
        found: Sequence[Plain] = self._plain["years"]
        return found

    @property
    def remarks(self) -> Sequence[str]:
        """What the engine has to say of the scenario as a whole."""
        return about_the_whole(self.findings)

    @cached_property
    def findings(self) -> Sequence[Finding]:
        """What the engine has to say of the scenario and of its levers."""
        return [_finding(one) for one in self._plain["findings"]]


class Outcome:
    """What one comparison says."""

    def __init__(self, document: Plain) -> None:
        self._document = document
        self.origin = date.fromisoformat(document["origin"])
        self.in_care: int = document["in_care_at_origin"]
        self.base = Future(document["base"])
        self.scenarios = [Future(one) for one in document["scenarios"]]

    @property
    def findings(self) -> Sequence[str]:
        """What a reader should know of the returns and the method, besides what stands at a lever."""
        about = [_finding(one) for one in self._document["findings"]]
        levers = {finding.code for one in self.scenarios for finding in one.findings}
        return about_the_whole([one for one in about if one.code not in levers])

    @property
    def method(self) -> str:
        """The method and its version, as the engine tells them."""
        return str(self._document.get("method", ""))

    @property
    def strategy(self) -> Mapping[str, Plain]:
        """The cases of the published strategy as the engine explains them, by name; empty where they were not asked."""
        found: Mapping[str, Plain] = self._document.get("strategy", {})
        return found

    @property
    def futures(self) -> Sequence[Future]:
        """The base, then the scenarios."""
        return [self.base, *self.scenarios]

    def at(self, on: date) -> int | None:
        """Return which month ends on a day, or is the last to end before it; None outside the months."""
        ends = [one.on for one in self.base.moments]
        before = [place for place, end in enumerate(ends) if end <= on]
        return before[-1] if before and (before[-1] + 1 < len(ends) or ends[-1] == on) else None


def _picked(plain: Plain, breakdown: str, group: str) -> dict[str, float]:
    found: dict[str, float] = plain["total"] if breakdown == "total" else plain[f"by_{breakdown}"][group]
    return found


def _finding(plain: Plain) -> Finding:
    examples = tuple(Example(**one) for one in plain["examples"])
    return Finding(plain["code"], Severity(plain["severity"]), plain["count"], examples)
