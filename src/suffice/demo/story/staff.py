"""Imaginary social workers, year by year: made-up numbers, teams named by what they do."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from importlib import resources
from itertools import count
from typing import Any

from suffice.demo.returns.chance import Chance
from suffice.demo.story.localities import LOCALITIES

FRONT_DOOR = "Multi-agency safeguarding hub"
IN_CARE = "Children in care"
DISABLED = "Disabled children and young people"
LEAVING = "Transitions, 16 and over"
_CASE_HOLDER, _WITHOUT_CASES = "5", "6"
_FIRST_NUMBER = 1001
_HOLDERS = {FRONT_DOOR: 14, IN_CARE: 18, DISABLED: 5, LEAVING: 5}
"""Case holders in each team; the others are in the localities."""
_WITHOUT = {
    "1": {"Leadership": 1.0},
    "6": {"Fostering and adoption": 0.5, "Reviewing and quality": 0.3, FRONT_DOOR: 0.2},
}
"""Where those without cases work, by role; managers and senior practitioners are in the teams that hold cases."""
_DAYS_OF_ILLNESS = 180


@dataclass(slots=True, eq=False)
class Worker:
    """One social worker on the day of a census, or who left in the year before it."""

    number: int
    agency: bool
    fte: str
    born: date
    sex: str
    ethnic: str
    role: str
    began: date
    left: date | None = None
    cases: int = 0
    days_lost: float = 0
    away: str = ""
    team: str = ""

    @property
    def name(self) -> str:
        """How lists name the worker: a role and a number, never a person."""
        return f"Social worker {self.number}"

    @property
    def locality(self) -> str:
        """The locality of the worker's team; "" for a team of the whole city."""
        return next((one for one in LOCALITIES if unit_of(one) == self.team), "")


@cache
def figures() -> Mapping[int, Mapping[str, Any]]:
    """Return the published figures of the workforce, by year."""
    text = resources.files("suffice.demo.story").joinpath("workforce.toml").read_text(encoding="utf-8")
    return {int(year): told for year, told in tomllib.loads(text).items()}


def unit_of(locality: str) -> str:
    """Return the social work unit of a locality."""
    return f"Social work unit, {locality.lower()}"


def staff(chance: Chance) -> dict[int, list[Worker]]:
    """Return everybody whom the workforce census of each year tells of, so that its published figures are met.

    Who is in post in two years is the same person, in the same team and with the same hours as far as the figures of
    the years allow; they do not add up from one year to the next, so some come or go between two censuses unseen.
    """
    numbers = count(_FIRST_NUMBER)
    told: dict[int, list[Worker]] = {}
    known: list[Worker] = []
    for year, published in figures().items():
        told[year] = _Year(chance, published, numbers).everybody(known)
        known = [one for one in told[year] if not one.agency and one.left is None]
    return told


class _Year:
    """The people of one census."""

    def __init__(self, chance: Chance, told: Mapping[str, Any], numbers: Iterator[int]) -> None:
        self._chance, self._told, self._numbers = chance, told, numbers
        self._day: date = told["day"]

    def everybody(self, known: Sequence[Worker]) -> list[Worker]:
        """Return those in post and those who left, out of those who were in post a year before and others."""
        before = [replace(one, cases=0, days_lost=0, away="") for one in known]
        self._chance.shuffle(before)
        left = self._left(before[: self._told["left"]["people"]])
        own = self._in_post(before[len(left) :])
        agency = [self._worker(since=0, agency=True) for _ in range(self._told["agency"]["people"])]
        self._give_hours(agency, self._told["agency"])
        holders = [one for one in own if one.role == _CASE_HOLDER] + agency
        self._give_cases(holders)
        self._give_absence(own)
        self._give_teams([one for one in (*own, *left) if one not in holders], holders)
        return [*own, *agency, *left]

    def _left(self, leaving: list[Worker]) -> list[Worker]:
        """Return those who left in the year: nobody is known before the first."""
        gone = leaving or [self._worker(since=1) for _ in range(self._told["left"]["people"])]
        for one in gone:
            one.left = self._chance.between(self._day - timedelta(days=350), self._day)
            one.role = one.role if leaving else self._chance.pick({"5": 0.7, "4": 0.2, "3": 0.1})
        self._give_hours(gone, self._told["left"])
        return gone

    def _in_post(self, stayed: list[Worker]) -> list[Worker]:
        told = self._told
        began = [self._worker(since=0) for _ in range(told["began"]["people"])]
        self._give_hours(began, told["began"])
        room = told["own"]["people"] - len(began)
        longer = stayed[:room] + [self._worker(since=1) for _ in range(room - len(stayed))]
        others = Counter(told["own"]["part_time"]) - Counter(told["began"]["part_time"])
        self._give_hours(longer, {"part_time": others})
        own = [*began, *longer]
        self._chance.shuffle(own)
        self._give_roles(own)
        return own

    def _worker(self, *, since: int, agency: bool = False) -> Worker:
        chance, years = self._chance, self._chance.whole(24, 63)
        served = chance.whole(5, 355) if since == 0 else min(chance.wait(2200, least=370), (years - 22) * 365)
        return Worker(
            number=next(self._numbers),
            agency=agency,
            fte="1",
            born=self._day - timedelta(days=years * 365 + chance.whole(100, 300)),
            sex="2" if chance.yes(0.85) else "1",
            ethnic=chance.pick(
                {"WBRI": 0.56, "BCRB": 0.13, "BAFR": 0.09, "AIND": 0.1, "MWBC": 0.05, "WOTH": 0.04, "NOBT": 0.03}
            ),
            role=_CASE_HOLDER,
            began=self._day - timedelta(days=max(served, 5 if since == 0 else 366)),
        )

    def _give_hours(self, workers: Sequence[Worker], told: Mapping[str, Any]) -> None:
        part_time = [size for size, people in told["part_time"].items() for _ in range(people)]
        sizes = part_time + ["1"] * (len(workers) - len(part_time))
        for worker, size in self._keeping(workers, sizes, lambda one: one.fte):
            worker.fte = size

    def _keeping(
        self, workers: Sequence[Worker], given: Sequence[str], has: Callable[[Worker], str]
    ) -> Iterator[tuple[Worker, str]]:
        """Yield each worker with one of what is given: what it has already where that is among it, else any."""
        room = Counter(given)
        others = []
        for worker in workers:
            if room[has(worker)] > 0:
                room[has(worker)] -= 1
                yield worker, has(worker)
            else:
                others.append(worker)
        left = list(room.elements())
        self._chance.shuffle(left)
        yield from zip(others, left, strict=True)

    def _give_roles(self, own: list[Worker]) -> None:
        """Make as many case holders, part time among them, as hold the published cases; give the others other roles."""
        told = self._told
        wanted: dict[str, int] = dict(told["cases"]["part_time"])
        wanted["1"] = told["cases"]["own"] - sum(wanted.values())
        others = []
        for worker in sorted(own, key=lambda one: one.role != _CASE_HOLDER):
            if wanted.get(worker.fte, 0):
                wanted[worker.fte] -= 1
                worker.role = _CASE_HOLDER
            else:
                others.append(worker)
        roles = [role for role, people in told["roles"].items() for _ in range(people)]
        for worker, role in self._keeping(others, roles, lambda one: one.role):
            worker.role = role

    def _give_cases(self, holders: list[Worker]) -> None:
        chance, held = self._chance, self._told["cases"]["held"]
        mean = held / sum(float(one.fte) for one in holders)
        for worker in holders:
            worker.cases = max(6, round(chance.around(mean, mean / 5) * float(worker.fte)))
        step = 1 if sum(one.cases for one in holders) < held else -1
        while sum(one.cases for one in holders) != held:
            chance.one_of(holders).cases += step

    def _give_absence(self, own: Sequence[Worker]) -> None:
        chance, told = self._chance, self._told["absence"]
        for worker in [one for one in own if one.role == _WITHOUT_CASES][: told["away"]]:
            worker.away = chance.pick({"MAT": 0.6, "SIC": 0.4})
        ill = [one for one in own if one.away == "SIC" or chance.yes(0.55)]
        for worker in ill:
            worker.days_lost = min(chance.wait(12, least=1), _DAYS_OF_ILLNESS)
        whole = int(told["days"])
        while (missing := whole - sum(one.days_lost for one in ill)) != 0:
            worker, step = chance.one_of(ill), 1 if missing > 0 else -1
            if 1 <= worker.days_lost + step <= _DAYS_OF_ILLNESS:
                worker.days_lost += step
        ill[0].days_lost += round(told["days"] - whole, 1)

    def _give_teams(self, others: Sequence[Worker], holders: list[Worker]) -> None:
        units = [unit_of(locality) for locality in LOCALITIES]
        teams = [team for team, people in _HOLDERS.items() for _ in range(people)]
        teams += [units[at % len(units)] for at in range(len(holders) - len(teams))]
        self._chance.shuffle(holders)
        for worker, team in self._keeping(holders, teams, lambda one: one.team):
            worker.team = team
        everywhere = dict(Counter(teams))
        for worker in others:
            among = _WITHOUT.get(worker.role, everywhere)
            worker.team = worker.team if worker.team in among else self._chance.pick(among)
