"""Imaginary social workers: made-up numbers, teams named by what they do."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib import resources
from typing import Any

from suffice.demo.returns.chance import Chance
from suffice.demo.story.localities import LOCALITIES

FRONT_DOOR = "Multi-agency safeguarding hub"
IN_CARE = "Children in care"
DISABLED = "Disabled children and young people"
LEAVING = "Transitions, 16 and over"
_CASE_HOLDER, _SENIOR, _WITHOUT_CASES = "5", "4", "6"
_FIRST_NUMBER = 1001
_TEAMS = {FRONT_DOOR: 14, IN_CARE: 18, DISABLED: 5, LEAVING: 5}
"""Case holders in each team; the others are in the localities."""


@dataclass(slots=True, eq=False)
class Worker:
    """One social worker on the day of the census, or who left in the year before it."""

    number: int
    agency: bool
    fte: str
    born: date
    sex: str
    ethnic: str
    role: str
    began: date
    left: date | None = None
    case_fte: str = ""
    cases: int = 0
    days_lost: int = 0
    away: str = ""
    team: str = ""

    @property
    def name(self) -> str:
        """How lists name the worker: a role and a number, never a person."""
        return f"Social worker {self.number}"


@cache
def figures() -> Mapping[str, Any]:
    """Return the published figures of the workforce."""
    text = resources.files("suffice.demo.story").joinpath("workforce.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def staff(chance: Chance) -> list[Worker]:
    """Return everybody whom the workforce census tells of, so that the published figures are met."""
    told = figures()
    began = _people(chance, told["began"], since=0)
    others = {size: count - told["began"]["part_time"].get(size, 0) for size, count in told["own"]["part_time"].items()}
    longer = _people(chance, {"people": told["own"]["people"] - len(began), "part_time": others}, since=1)
    agency = _people(chance, told["agency"], since=0, agency=True)
    left = _people(chance, told["left"], since=1)
    own = [*began, *longer]
    chance.shuffle(own)
    _give_roles(own, told)
    holders = [one for one in own if one.role == _CASE_HOLDER] + agency
    _give_cases(chance, holders, told["cases"]["held"])
    _give_absence(chance, own, told["absence"])
    for worker in left:
        worker.left = chance.between(told["day"] - timedelta(days=350), told["day"])
        worker.role = chance.pick({"5": 0.7, "4": 0.2, "3": 0.1})
    everybody = [*own, *agency, *left]
    for number, worker in enumerate(everybody, start=_FIRST_NUMBER):
        worker.number = number
    _give_teams(chance, holders)
    return everybody


def _people(chance: Chance, told: Mapping[str, Any], *, since: int, agency: bool = False) -> list[Worker]:
    sizes = [size for size, count in told["part_time"].items() for _ in range(count)]
    sizes += ["1"] * (told["people"] - len(sizes))
    chance.shuffle(sizes)
    return [_worker(chance, size, since=since, agency=agency) for size in sizes]


def _worker(chance: Chance, size: str, *, since: int, agency: bool) -> Worker:
    day: date = figures()["day"]
    years = chance.whole(24, 63)
    served = chance.whole(5, 355) if since == 0 else min(chance.wait(2200, least=370), (years - 22) * 365)
    return Worker(
        number=0,
        agency=agency,
        fte=size,
        born=day - timedelta(days=years * 365 + chance.whole(100, 300)),
        sex="2" if chance.yes(0.85) else "1",
        ethnic=chance.pick(
            {"WBRI": 0.56, "BCRB": 0.13, "BAFR": 0.09, "AIND": 0.1, "MWBC": 0.05, "WOTH": 0.04, "NOBT": 0.03}
        ),
        role=_CASE_HOLDER,
        began=day - timedelta(days=max(served, 5 if since == 0 else 366)),
    )


def _give_roles(own: list[Worker], told: Mapping[str, Any]) -> None:
    """Make as many case holders, part time among them, as hold the published cases; give the others other roles."""
    wanted: dict[str, int] = dict(told["cases"]["part_time"])
    wanted["1"] = told["cases"]["own"] - sum(wanted.values())
    roles = [role for role, count in told["roles"].items() for _ in range(count)]
    for worker in own:
        if wanted.get(worker.fte, 0):
            wanted[worker.fte] -= 1
        else:
            worker.role = roles.pop()


def _give_cases(chance: Chance, holders: list[Worker], cases: int) -> None:
    for worker in holders:
        worker.case_fte = worker.fte
        worker.cases = max(6, round(chance.around(16.5, 3.5) * float(worker.fte)))
    step = 1 if sum(one.cases for one in holders) < cases else -1
    while sum(one.cases for one in holders) != cases:
        chance.one_of(holders).cases += step


def _give_absence(chance: Chance, own: Sequence[Worker], told: Mapping[str, int]) -> None:
    away = [one for one in own if one.role == _WITHOUT_CASES][: told["away"]]
    for worker in away:
        worker.away = chance.pick({"MAT": 0.6, "SIC": 0.4})
    ill = [one for one in own if one.away == "SIC" or chance.yes(0.55)]
    for worker in ill:
        worker.days_lost = min(chance.wait(12, least=1), 180)
    while (missing := told["days"] - sum(one.days_lost for one in ill)) != 0:
        worker = chance.one_of(ill)
        if 1 <= worker.days_lost + (step := 1 if missing > 0 else -1) <= 180:
            worker.days_lost += step


def _give_teams(chance: Chance, holders: list[Worker]) -> None:
    teams = [team for team, count in _TEAMS.items() for _ in range(count)]
    names = [unit_of(locality) for locality in LOCALITIES]
    teams += [names[at % len(names)] for at in range(len(holders) - len(teams))]
    chance.shuffle(holders)
    for worker, team in zip(holders, teams, strict=True):
        worker.team = team


def unit_of(locality: str) -> str:
    """Return the social work unit of a locality."""
    return f"Social work unit, {locality.lower()}"
