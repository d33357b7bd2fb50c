"""Which charts are drawn with a result, each with its finding."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from suffice.analyse.needs.charts import Drawing
from suffice.core import charts
from suffice.core.models import Authority
from suffice.review.timeliness import charts as pictures
from suffice.review.timeliness import declarations, sentences
from suffice.review.timeliness.figures import Figures, Tally
from suffice.review.timeliness.quality import Quality

FEWEST = 3
"""Days before which a line over the days says nothing."""


def draw(figures: Figures, before: Sequence[Figures], *, authority: Authority, at: datetime) -> dict[str, str]:
    """Draw what a result shows, and return the hashes by name: ``board``, ``team-RULE``, ``days-RULE``.

    Args:
        figures: of the day.
        before: of every earlier day, in order.
        authority: whose.
        at: when.
    """
    planned = {**_board(figures), **_teams(figures), **_days(figures, before)}
    return {
        name: charts.draw(maker, title=title, authority=authority, permission=permission, at=at).digest
        for name, (maker, title, permission) in planned.items()
    }


Plan = Mapping[str, tuple[Drawing, str, str]]


def draw_quality(quality: Quality, *, authority: Authority, at: datetime) -> dict[str, str]:
    """Draw what the latest returns leave out, and how that of ethnicity went: ``lacks``, ``ethnicity``."""
    planned: dict[str, tuple[Drawing, str]] = {}
    if any(one.missing for one in quality.latest):
        planned["lacks"] = (pictures.lacks(quality), sentences.most_lacking(quality))
    series = {key: told for key, told in quality.over("ethnicity").items() if len(told) >= FEWEST}
    if series:
        planned["ethnicity"] = (pictures.over_returns(series), sentences.ethnicity_over(series))
    return {
        name: charts.draw(maker, title=title, authority=authority, permission=declarations.SEE.code, at=at).digest
        for name, (maker, title) in planned.items()
    }


def _board(figures: Figures) -> Plan:
    if not any(one.overdue or one.due_soon for one in figures.by_rule):
        return {}
    return {"board": (pictures.board(figures), sentences.on_the_board(figures), declarations.SEE.code)}


def _teams(figures: Figures) -> Plan:
    return {
        f"team-{code}": (pictures.by_team(figures, code), sentences.by_team(figures, code), declarations.TEAMS.code)
        for code in figures.rules
        if sum(1 for one in figures.teams(code) if one.overdue or one.due_soon) > 1
    }


def _days(figures: Figures, before: Sequence[Figures]) -> Plan:
    found = {code: points(code, [*before, figures]) for code in figures.rules}
    return {
        f"days-{code}": (
            pictures.over_days(told),
            sentences.over_days(figures.rules[code].title, told),
            declarations.SEE.code,
        )
        for code, told in found.items()
        if len(told) >= FEWEST
    }


def points(code: str, every: Sequence[Figures]) -> Sequence[tuple[Figures, Tally]]:
    """Return the days on which a rule was told of that day, each with its count; of one length, that of the last."""
    told = [(one, one.rule(code)) for one in every if one.of_the_day]
    known = [(one, count) for one, count in told if count is not None and count.judged]
    return [(one, count) for one, count in known if one.rules[code].length == known[-1][0].rules[code].length]
