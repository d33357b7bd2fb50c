"""What every list asks of: the story, the day, and who works with a child."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

from suffice.demo.returns.chance import Chance
from suffice.demo.returns.model import LAST_DAY
from suffice.demo.story.localities import LOCALITIES, locality_of
from suffice.demo.story.model import Fate, Person, Referral
from suffice.demo.story.staff import DISABLED, FRONT_DOOR, IN_CARE, LEAVING, Worker, unit_of
from suffice.demo.story.tell import Story
from suffice.engine import calendar
from suffice.engine.returns.annex_a.codes import sets

ON = LAST_DAY
DAYS = (calendar.years_after(ON, -1), ON)
"""The days of the workbooks."""
LOCALITY, RATING = "Locality", "RAG rating"
FIRST_SEEN, EDUCATION_PLAN = "Date first seen", "Latest personal education plan"
"""Columns of the council's own, which the published lists do not have."""
_FOR_NOW = timedelta(days=21)
_HELD = {DAYS[0]: {"": 0.05, "Team manager": 0.09}, ON: {"": 0.03, "Team manager": 0.05}}
"""Of the children referred in the last weeks, how many nobody holds yet, or a manager for now; imagined."""
_SIXTEEN = 16

Cell = str | int | date | None
Line = dict[str, Cell]


@cache
def _words(name: str) -> dict[str, str]:
    return {code: one.means for one in sets()[name] for code in (one.kept, *one.codes)}


def words(name: str, code: str) -> str:
    """Return how the lists write a national code of a set."""
    return _words(name)[code]


def yes(told: bool) -> str:
    """Return Yes or No."""
    return "Yes" if told else "No"


class Given:
    """The story as at 31 March of a year.

    Attributes:
        story: of everybody.
        on: the day.
        since: the first day of the six months up to it.
        year_ago: the first day of the twelve months up to it.
        chance: what is left to it.
    """

    def __init__(self, story: Story, on: date = ON) -> None:
        self.story, self.on = story, on
        self.since, self.year_ago = date(on.year - 1, 10, 1), date(on.year - 1, 4, 1)
        self.chance = self.chance_of("annex a")
        self._holding = self.chance_of("allocated")
        self._held: dict[str, str | None] = {}
        self._teams: dict[str, list[Worker]] = {}
        for worker in story.staff[on.year - 1]:
            if worker.cases:
                self._teams.setdefault(worker.team, []).append(worker)

    def chance_of(self, stream: str) -> Chance:
        """Return a stream of chance of the day's own."""
        return Chance(self.story.returns.seed, stream if self.on == ON else f"{stream} {self.on}")

    def before(self, day: date | None) -> date | None:
        """Return `day` where it has come by the day of the lists."""
        return day if day is not None and day <= self.on else None

    def child(self, person: Person, *, disability: bool = True) -> Line:
        """Return the columns with which the row of a child begins."""
        born = person.dob <= self.on
        line: Line = {
            "Child Unique ID": person.number,
            "Gender": words("gender", person.sex if born else "0"),
            "Ethnicity": words("ethnicity", person.ethnic),
            "Date of Birth": person.dob if born else person.expected,
            "Age of Child (Years)": person.age_on(self.on) if born else None,
        }
        return line | ({"Does the Child have a Disability": yes(bool(person.disabilities))} if disability else {})

    def allocated(self, person: Person, referral: Referral | None) -> Line:
        """Return the team and the worker of a child."""
        team = self._team(person, referral)
        among = self._teams[team]
        return {
            "Allocated Team": team,
            "Allocated Worker": self._for_now(person, referral, among[person.family % len(among)].name),
        }

    def _for_now(self, person: Person, referral: Referral | None, worker: str) -> str | None:
        """Return who holds a child: until somebody is allocated, a manager or nobody."""
        if referral is None or referral.fate is not Fate.IN_NEED or referral.day < self.on - _FOR_NOW:
            return worker
        if person.number not in self._held:
            held = _HELD[self.on]
            self._held[person.number] = self._holding.pick({**held, worker: 1 - sum(held.values())}) or None
        return self._held[person.number]

    def referrals(self) -> Iterator[Referral]:
        """Yield every referral up to the day."""
        return (one for person in self.story.people for one in person.referrals if one.day <= self.on)

    def recent(self) -> Iterator[Referral]:
        """Yield the referrals of the last six months."""
        return (one for one in self.referrals() if one.day >= self.since)

    def _team(self, person: Person, referral: Referral | None) -> str:
        if person.care is not None and any(one.counted and one.start <= self.on for one in person.care.periods):
            return LEAVING if person.age_on(self.on) >= _SIXTEEN else IN_CARE
        if (
            referral is None
            or referral.fate is not Fate.IN_NEED
            or not any(self.before(one.end) for one in referral.assessments)
        ):
            return FRONT_DOOR
        if referral.need == "N2":
            return DISABLED
        return unit_of(locality_of(person.home_post) or next(iter(LOCALITIES)))


def lately(chance: Chance, first: date, last: date, *, within: int, overdue: float, late: int) -> date:
    """Return a day of something done every `within` days, up to `last`; now and then overdue by up to `late` days."""
    days = chance.whole(within + 1, within + late) if chance.yes(overdue) else chance.whole(1, within)
    return max(first, last - timedelta(days=days))
