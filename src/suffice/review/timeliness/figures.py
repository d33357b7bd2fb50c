"""What is kept of drift and delay: counts by rule, team and worker, and of what is to be put right; never a child."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any, Self

import polars as pl

from suffice.engine.measures.scene import Scene
from suffice.engine.timeliness import SOON, Drift, Own, Rule, drift, in_force
from suffice.engine.timeliness.tables import as_at

DEFINITION = "1"
"""Raise it when the rules, or what is counted, change: results are then made again."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many items of one rule stand how: of everybody, of one team, or of one worker."""

    rule: str
    items: int
    overdue: int
    due_soon: int
    in_time: int
    unknown: int
    most_days_over: int | None
    team: str = ""
    worker: str = ""

    @property
    def judged(self) -> int:
        """How many can be judged."""
        return self.items - self.unknown

    @property
    def share(self) -> float | None:
        """Those overdue, of those that can be judged."""
        return self.overdue / self.judged if self.judged else None

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> Self:
        """Return the tally that a stored row holds; a team or worker that is not told is ""."""
        known: dict[str, Any] = {one.name: row[one.name] for one in fields(cls) if one.name in row}
        return cls(**known | {name: known[name] or "" for name in ("team", "worker") if name in known})


@dataclass(frozen=True, slots=True)
class Followed:
    """One rule as it was followed: what it is called, how long it gives, and which table told it."""

    code: str
    title: str
    one: str
    many: str
    late: str
    area: str
    length: str
    source: str
    table: str
    local: bool
    of_open: bool
    usual: str = ""
    """The usual length, where the council set another."""

    @classmethod
    def of_rule(cls, rule: Rule, *, usual: str = "") -> Self:
        """Return a rule as it is kept."""
        one, many = rule.noun
        return cls(
            code=rule.code,
            title=rule.title,
            one=one,
            many=many,
            late=rule.late,
            area=rule.area,
            length=rule.words,
            source=rule.source,
            table=rule.table,
            local=rule.local,
            of_open=rule.of_open,
            usual=usual,
        )


@dataclass(frozen=True, slots=True)
class Fault:
    """How many things of one kind are to be put right in one team's records."""

    check: str
    team: str
    count: int


@dataclass(frozen=True, slots=True)
class Figures:
    """Drift and delay as at one day, as a result keeps it."""

    on: date
    workbook: date | None
    soon: int
    rules: Mapping[str, Followed]
    by_rule: Sequence[Tally]
    by_team: Sequence[Tally]
    not_told: Sequence[str]
    faults: Sequence[Fault]
    aged: str
    usual: Sequence[Tally] = ()
    """What each rule with a length of the council's own would come to under the usual one."""

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> Self:
        """Return the figures that a result keeps."""
        return cls(
            on=date.fromisoformat(kept["on"]),
            workbook=date.fromisoformat(kept["workbook"]) if kept["workbook"] else None,
            soon=kept["soon"],
            rules={one["code"]: Followed(**one) for one in kept["rules"]},
            by_rule=[Tally.of(one) for one in kept["by_rule"]],
            by_team=[Tally.of(one) for one in kept["by_team"]],
            not_told=kept["not_told"],
            faults=[Fault(**one) for one in kept["faults"]],
            aged=kept["aged"],
            usual=[Tally.of(one) for one in kept.get("usual", [])],
        )

    @property
    def of_the_day(self) -> bool:
        """Whether what was done up to the day is known; what is not cannot be held against another day."""
        return self.workbook in (None, self.on)

    def rule(self, code: str) -> Tally | None:
        """Return the count of one rule; None where it was not told."""
        return next((one for one in self.by_rule if one.rule == code), None)

    def under_usual(self, code: str) -> Tally | None:
        """Return what one rule would come to under the usual length; None where that is what is followed."""
        return next((one for one in self.usual if one.rule == code), None)

    def teams(self, code: str) -> Sequence[Tally]:
        """Return the counts of one rule by team; none where no team is told."""
        found = [one for one in self.by_team if one.rule == code]
        return found if any(one.team for one in found) else []


def work_out(scene: Scene, *, soon: int = SOON, own: Sequence[Own] = ()) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Return what is kept of the scene's day: the figures, and the counts by worker.

    A rule with a length of the council's own is counted under the usual length too, so that both can be shown.
    """
    found = drift(scene, soon=soon, own=own)
    held = in_force(own, scene.on)
    usual = drift(scene, soon=soon) if held else found
    lengths = {one.code: one.words for one in usual.rules if one.code in held}
    day = as_at(scene)
    figures = {
        "on": found.on.isoformat(),
        "workbook": day.isoformat() if day else None,
        "soon": found.soon,
        "rules": [asdict(Followed.of_rule(one, usual=lengths.get(one.code, ""))) for one in found.rules],
        "by_rule": found.by().to_dicts(),
        "by_team": found.by(("team", "rule")).to_dicts(),
        "not_told": _said(found, "rule-not-told"),
        "faults": _faults(found),
        "aged": " ".join(_said(found, "workbook-of-another-day")),
        "usual": [row for row in usual.by().to_dicts() if row["rule"] in held],
    }
    return figures, _workers(found)


def _said(found: Drift, code: str) -> list[str]:
    return [place.sentence for one in found.findings if one.code == code for place in one.examples]


def _workers(found: Drift) -> list[dict[str, Any]]:
    told = found.by(("team", "worker", "rule")).filter(pl.col("worker").is_not_null())
    return told.to_dicts()


def _faults(found: Drift) -> list[dict[str, Any]]:
    counts = found.quality.group_by("check", pl.col("team").fill_null(""), maintain_order=True).agg(count=pl.len())
    return counts.sort("check", "team").to_dicts()
