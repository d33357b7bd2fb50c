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
from suffice.engine.returns.annex_a.codes import sets

ON = LAST_DAY
SINCE = date(2021, 10, 1)
YEAR_AGO = date(2021, 4, 1)
LOCALITY, RATING = "Locality", "RAG rating"
"""Columns of the council's own, which the published lists do not have."""
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
    """The story as at 31 March 2022."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.chance = Chance(story.returns.seed, "annex a")
        self._teams: dict[str, list[Worker]] = {}
        for worker in story.staff:
            if worker.team:
                self._teams.setdefault(worker.team, []).append(worker)

    def child(self, person: Person, *, disability: bool = True) -> Line:
        """Return the columns with which the row of a child begins."""
        born = person.dob <= ON
        line: Line = {
            "Child Unique ID": person.number,
            "Gender": words("gender", person.sex if born else "0"),
            "Ethnicity": words("ethnicity", person.ethnic),
            "Date of Birth": person.dob if born else person.expected,
            "Age of Child (Years)": person.age_on(ON) if born else None,
        }
        return line | ({"Does the Child have a Disability": yes(bool(person.disabilities))} if disability else {})

    def allocated(self, person: Person, referral: Referral | None) -> Line:
        """Return the team and the worker of a child."""
        team = self._team(person, referral)
        among = self._teams[team]
        return {"Allocated Team": team, "Allocated Worker": among[person.family % len(among)].name}

    def referrals(self) -> Iterator[Referral]:
        """Yield every referral up to the day."""
        return (one for person in self.story.people for one in person.referrals if one.day <= ON)

    def recent(self) -> Iterator[Referral]:
        """Yield the referrals of the last six months."""
        return (one for one in self.referrals() if one.day >= SINCE)

    def _team(self, person: Person, referral: Referral | None) -> str:
        if person.care is not None and any(one.counted and one.start <= ON for one in person.care.periods):
            return LEAVING if person.age_on(ON) >= _SIXTEEN else IN_CARE
        if referral is None or referral.fate is not Fate.IN_NEED or not any(one.end for one in referral.assessments):
            return FRONT_DOOR
        if referral.need == "N2":
            return DISABLED
        return unit_of(locality_of(person.home_post) or next(iter(LOCALITIES)))


def before(day: date | None) -> date | None:
    """Return `day` where it has come by the day of the lists."""
    return day if day is not None and day <= ON else None


def lately(chance: Chance, first: date, last: date, *, within: int, overdue: float, late: int) -> date:
    """Return a day of something done every `within` days, up to `last`; now and then overdue by up to `late` days."""
    days = chance.whole(within + 1, within + late) if chance.yes(overdue) else chance.whole(1, within)
    return max(first, last - timedelta(days=days))
