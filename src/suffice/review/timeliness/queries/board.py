"""What the pages read out of one result, "as at" a day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from suffice.core.charts import by_name
from suffice.core.models import Authority, Chart
from suffice.core.pages.words import counted, day
from suffice.engine.words import prose
from suffice.review.timeliness.figures import Figures, Followed, Tally
from suffice.review.timeliness.models import DriftResult, QualityResult
from suffice.review.timeliness.queries import results


@dataclass(frozen=True, slots=True)
class View:
    """Drift and delay read "as at" one day: where the figures come from, and the figures."""

    result: DriftResult
    figures: Figures

    @property
    def made_of(self) -> str:
        """From which returns, the last accepted when."""
        used = self.result.inputs["returns"]
        accepted = [datetime.fromisoformat(one["accepted"]) for one in used if one["accepted"]]
        when = f", the last of them accepted on {day(max(accepted))}" if accepted else ""
        return f"Worked out from {counted(len(used), 'accepted return')}{when}."

    @property
    def age(self) -> str:
        """How old the data are."""
        told = self.figures.workbook
        if told is None:
            return (
                "No Annex A workbook tells of this day, so only what the yearly returns tell can be judged, "
                "without teams and workers."
            )
        if told == self.figures.on:
            return f"The Annex A workbook tells of this day, {prose(told)}: what was done since is not in it."
        return self.figures.aged


@dataclass(frozen=True, slots=True)
class Day:
    """How one rule stood on one day, and the day of an earlier workbook that tells it, if that is another."""

    on: date
    count: Tally
    rule: Followed
    workbook: date | None = None


def view(authority: Authority, on: date | None) -> View | None:
    """Return what there is for a day, or for the latest; None when there is nothing yet."""
    found = results.latest(authority, on) or results.latest(authority)
    return View(found, Figures.of(found.figures)) if found else None


def over_days(authority: Authority, code: str) -> Sequence[Day]:
    """Return how one rule stood on every day of which there is a result, in order."""
    return [one for one in every_day(authority) if one.rule.code == code]


def every_day(authority: Authority) -> Sequence[Day]:
    """Return how every rule stood on every day of which there is a result, day by day."""
    every = [Figures.of(one.figures) for one in results.newest(authority)]
    return [
        Day(one.on, count, one.rules[count.rule], None if one.of_the_day else one.workbook)
        for one in every
        for count in one.by_rule
    ]


def workers(result: DriftResult, code: str) -> Sequence[Tally]:
    """Return the counts of one rule by worker."""
    return [Tally.of(one) for one in result.workers if one["rule"] == code]


def charts(result: DriftResult | QualityResult) -> dict[str, Chart]:
    """Return the charts of a result, by name."""
    return by_name(result.authority, result.charts)
