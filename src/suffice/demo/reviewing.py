"""What the demonstration's people aim at, say, send to boards and decide, through the operations that people use."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from importlib import resources
from typing import Any

from django.utils import timezone

from suffice.core import work
from suffice.core.actions import operations as actions
from suffice.core.models import Authority, Person
from suffice.review.performance import operations as performance
from suffice.review.performance.queries import figures
from suffice.review.reports import operations as reports
from suffice.review.reports.library import starters
from suffice.review.reports.models import ReportSet
from suffice.review.reports.schedule import Frequency, dated, next_after

_PACK = "Children's services performance, quarterly pack"
_PLAIN = "How we are doing"
_MONTHLY = "Performance management meeting"


@dataclass(frozen=True)
class Hands:
    """Who writes, who signs, where and when."""

    authority: Authority
    analyst: Person
    leader: Person
    at: datetime

    @property
    def today(self) -> date:
        """The day on which they do it."""
        return timezone.localdate(self.at)


def aim(hands: Hands) -> None:
    """Set the targets, before the pictures of measures are drawn."""
    for told in _told()["targets"]:
        performance.set_target(authority=hands.authority, **{"last_day": None, **told}, by=hands.leader, at=hands.at)


def review(hands: Hands) -> None:
    """Comment on measures, keep the reports of every board, make two of them and hold the monthly meeting."""
    for told in _told()["commentaries"]:
        _comment(hands, told)
    sets = [_keep(hands, one) for one in starters().values()]
    for title in (_PACK, _PLAIN):
        _make(hands, next(one for one in sets if one.title == title))
    _meet(hands, next(one for one in sets if one.board == _MONTHLY))


def _told() -> dict[str, Any]:
    return tomllib.loads(resources.files("suffice.demo").joinpath("reviewing.toml").read_text(encoding="utf-8"))


def _comment(hands: Hands, told: dict[str, Any]) -> None:
    """Write a commentary on the latest figure of a measure, and have the leader sign it where it says so."""
    result = figures.latest(hands.authority)
    point = figures.now(result, told["code"]) if result is not None else None
    if point is None:
        raise ValueError(f"The demonstration comments on {told['code']}, which its returns do not tell.")
    said = performance.comment(
        authority=hands.authority,
        code=told["code"],
        on=point.on,
        value=point.value,
        words=told["words"],
        by=hands.analyst,
        at=hands.at,
    )
    if told["signed"]:
        performance.sign(commentary=said, by=hands.leader, at=hands.at)


def _keep(hands: Hands, starter: Any) -> ReportSet:
    """Keep a report of the library, due as long after today as it comes round; one that comes once, in a quarter."""
    due = next_after(hands.today, starter.frequency) or next_after(hands.today, Frequency.QUARTERLY)
    return reports.add(
        authority=hands.authority,
        **starter.told,
        headings=starter.headings,
        next_due=due if dated(starter.frequency) else None,
        by=hands.analyst,
        at=hands.at,
    )


def _make(hands: Hands, report_set: ReportSet) -> None:
    """Have one edition of a report made, and signed off."""
    result = figures.latest(hands.authority)
    if result is None:
        raise ValueError("The demonstration's measures are made before its reports.")
    edition = reports.ask(
        report_set=report_set, on=result.last_day, protection=report_set.protection, by=hands.analyst, at=hands.at
    )
    work.run_waiting("reports.make")
    edition.refresh_from_db()
    reports.sign(edition=edition, by=hands.leader, at=hands.at)


def _meet(hands: Hands, report_set: ReportSet) -> None:
    """Hold the meeting today; what is promised in it is due in some weeks."""
    told = _told()["meeting"]
    held = reports.call(
        report_set=report_set,
        on=hands.today,
        chair=told["chair"],
        attending=told["attending"],
        by=hands.analyst,
        at=hands.at,
    )
    for note in told["notes"]:
        reports.minute(meeting=held, **note, by=hands.analyst, at=hands.at)
    for action in told["actions"]:
        due = hands.today + timedelta(weeks=action["weeks"])
        words = {name: action[name] for name in ("title", "owner", "why")}
        actions.promise(authority=hands.authority, **words, due=due, subject=held, by=hands.leader, at=hands.at)
    reports.close(meeting=held, by=hands.leader, at=hands.at)
