"""List 8: children in care, out of the same periods, episodes and tables as the returns of children in care."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from suffice.demo.market.districts import AUTHORITY, area_of
from suffice.demo.returns.model import Child, Episode, Period, Row
from suffice.demo.story.annex_a.given import EDUCATION_PLAN, Given, Line, lately, words, yes
from suffice.demo.story.model import Person
from suffice.engine import calendar

_SCHOOL_AGE, _FIRST_PLAN = 4, 30
_NEW = frozenset({"S", "P", "B"})
_PERMANENCE = {
    "young": {"Long-term fostering": 0.45, "Return to family": 0.25, "Guardianship or arrangements order": 0.30},
    "older": {"Long-term fostering": 0.7, "Long-term residential": 0.15, "Return to family": 0.1, "Other": 0.05},
    "sixteen": {"Long-term fostering": 0.4, "Supported living": 0.5, "Other": 0.1},
}


class InCare:
    """Writes List 8."""

    def __init__(self, given: Given) -> None:
        self._given, self._planning = given, given.chance_of("personal education plans")
        tables = given.story.returns.tables
        self._reviewed: dict[str, list[date]] = {}
        for row in (*tables[given.on.year - 1]["Reviews"], *tables[given.on.year]["Reviews"]):
            self._reviewed.setdefault(row["CHILD"], []).append(_day(row["REVIEW"]))
        self._health = {row["CHILD"]: row for row in tables[given.on.year]["OC2"]}
        self._away: dict[str, list[Row]] = {}
        for row in tables[given.on.year]["Missing"]:
            if _day(row["MIS_START"]) >= given.year_ago:
                self._away.setdefault(row["CHILD"], []).append(row)

    def lines(self) -> Iterator[Line]:
        """Yield a row a period of care that goes on, or ended in the last six months; short breaks are in none."""
        for person in self._given.story.people:
            care = person.care
            for period in care.periods if care else ():
                if care and self._listed(period):
                    yield self._line(person, care, period)

    def _line(self, person: Person, child: Child, period: Period) -> Line:
        ended = self._given.before(period.end)
        until = ended or self._given.on
        episodes = [one for one in period.episodes if one.decom <= until]
        referral = next((one for one in reversed(person.referrals) if one.day <= until), None)
        base = self._given.child(person)
        disabled = base.pop("Does the Child have a Disability")
        return {
            **base,
            "Unaccompanied Asylum Seeking Child (UASC) within the Last 12 Months (Y/N)": yes(child.uasc),
            "Does the Child have a Disability": disabled,
            "Date Started to be Looked After": period.start,
            "Child's Category of Need": words("need", period.need),
            "Is this a second or subsequent period of being a Looked After Child within the last 12 months (Y/N)": yes(
                _came_back(child, period, self._given.year_ago)
            ),
            **self._legal(period, until),
            **self._seen(child, period, until),
            "Number of Placements in the Last 12 months": _placements(episodes, self._given.year_ago),
            "Date Ceased to be Looked After": ended,
            "Reason Ceased to be Looked After": words("ceased", episodes[-1].rec) if ended else None,
            **_placed(episodes),
            **self._missing(child),
            **self._given.allocated(person, referral),
            EDUCATION_PLAN: self._planned(child, period, until),
        }

    def _listed(self, period: Period) -> bool:
        return bool(
            period.counted and period.start <= self._given.on and period.end >= self._given.since and period.episodes
        )

    def _planned(self, child: Child, period: Period, until: date) -> date | None:
        """Return the day of the latest personal education plan, of a child of school age who has been here a month."""
        if child.age_on(until) < _SCHOOL_AGE or (until - period.start).days < _FIRST_PLAN:
            return None
        return lately(self._planning, period.start, until, within=110, overdue=0.13, late=70)

    def _legal(self, period: Period, until: date) -> Line:
        since, status = [one for one in period.legal if one[0] <= until][-1]
        return {"Start date of current legal status": since, "Child's Legal Status": words("legal_status", status)}

    def _seen(self, child: Child, period: Period, until: date) -> Line:
        chance, reviews = self._given.chance, self._reviewed.get(child.number, [])
        visited = lately(chance, period.start, until, within=42, overdue=0.1, late=30)
        return {
            "Date of Latest Statutory Review": max(
                (one for one in reviews if period.start < one <= until), default=None
            ),
            "Date of Last Social Work Visit": visited,
            "What is the permanence plan for this child?": words("permanence", self._permanence(child, period)),
            "Date of Last IRO Visit / Contact to the Child": lately(
                chance, period.start, until, within=150, overdue=0.1, late=60
            ),
            "Date of Last Health Assessment": self._checked(child, period, until, "HEALTH_ASSESSMENT"),
            "Date of Last Dental Check": self._checked(child, period, until, "TEETH_CHECK"),
        }

    def _permanence(self, child: Child, period: Period) -> str:
        if period.plan is not None and period.plan.ceased is None:
            return "Adoption"
        age = child.age_on(self._given.on)
        return self._given.chance.pick(_PERMANENCE["young" if age < 10 else "older" if age < 16 else "sixteen"])

    def _checked(self, child: Child, period: Period, until: date, check: str) -> date | None:
        """Return the day of the last check, in the last year for whom the return of children in care says so."""
        row = self._health.get(child.number)
        year_ago = self._given.year_ago
        first = max(period.start + timedelta(days=10), year_ago)
        if row is None:
            new = first < until and self._given.chance.yes(0.8)
            return self._given.chance.between(first, until) if new else None
        if row[check] == "1":
            return self._given.chance.between(year_ago, until)
        earlier = year_ago - timedelta(days=self._given.chance.whole(5, 200))
        return earlier if earlier > period.start else None

    def _missing(self, child: Child) -> Line:
        rows, chance = self._away.get(child.number, []), self._given.chance
        gone = sum(row["MISSING"] == "M" for row in rows)
        offered = gone > 0 and chance.yes(0.85)
        named = "{} from their Placement in the last 12 months"
        return {
            "Number of Episodes the Child has been " + named.format("'Missing'"): gone,
            "Number of Episodes the Child has been " + named.format("'Absent'"): len(rows) - gone,
            "Was the child offered a Return Interview after their last missing episode (Y/N)?": (
                yes(offered) if gone else None
            ),
            "Did the child accept a Return Interview after their last missing episode (Y/N)?": (
                yes(offered and chance.yes(0.6)) if gone else None
            ),
        }


def _day(text: str) -> date:
    return datetime.strptime(text, "%d/%m/%Y").date()


def _came_back(child: Child, period: Period, year_ago: date) -> bool:
    earlier = [one for one in child.periods if one.counted and one.end <= period.start]
    return any(one.end >= year_ago for one in earlier) and period.start >= year_ago


def _own(episodes: list[Episode]) -> list[Episode]:
    """Return the episodes in which a placement began that was not only for some days."""
    stays = [one for one in episodes if not one.place.startswith("T")]
    away = {one.dec for one in episodes if one.place.startswith("T")}
    return [one for one in stays if one.rne in _NEW and one.decom not in away] or stays[:1]


def _placements(episodes: list[Episode], year_ago: date) -> int:
    began = _own(episodes)
    return max(1, sum(one.decom >= year_ago for one in began) + any(one.decom < year_ago for one in began))


def _placed(episodes: list[Episode]) -> Line:
    last, began = episodes[-1], _own(episodes)[-1]
    area = area_of(last.home.post) if last.home.post else ""
    return {
        "Start Date of Most Recent Placement": began.decom if not last.place.startswith("T") else last.decom,
        "Placement Type": words("placement", last.place),
        "Placement Provider": words("provider", last.home.provider or "PR0"),
        "Placement postcode": last.home.post or None,
        "URN of Placement": last.home.urn or None,
        "Placement Location": words("location", "In" if area == AUTHORITY else "Out"),
        "LA of Placement": area or None,
    }


def eligible(child: Child, on: date) -> bool:
    """Return whether a child of 16 or 17 in care has been in it for 13 weeks since 14."""
    fourteenth = calendar.birthday(child.dob, 14)
    days = sum((min(one.end, on) - max(one.start, fourteenth)).days for one in child.periods if one.end > fourteenth)
    return child.age_on(on) in {16, 17} and days >= 91
