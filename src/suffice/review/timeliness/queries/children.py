"""The rows behind a figure, read out of the returns each time they are asked for: this room keeps none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from suffice.analyse.returns.queries import shelf
from suffice.core.models import Authority
from suffice.core.pages.words import day
from suffice.engine.timeliness import Standing, drift
from suffice.review.timeliness.queries import lengths

ANY = ""


@dataclass(frozen=True, slots=True)
class Behind:
    """A figure whose rows are asked for: items of one rule on a day, of a standing, a team or a worker, or all."""

    on: date
    rule: str
    title: str
    standing: str = ANY
    team: str = ANY
    worker: str = ANY

    @property
    def words(self) -> str:
        """What the rows are: Visit to a child in care: overdue as at 31 March 2022, team East."""
        how = Standing(self.standing).label.lower() if self.standing else "every item"
        told = f"{self.title}: {how} as at {day(self.on)}"
        who = [f"team {self.team}" if self.team else "", f"worker {self.worker}" if self.worker else ""]
        return ", ".join(one for one in (told, *who) if one)


@dataclass(frozen=True, slots=True)
class ToPutRight:
    """A list of what is to be put right in the records: of one check, of one team, or all."""

    on: date
    check: str = ANY
    title: str = ""
    team: str = ANY

    @property
    def words(self) -> str:
        """What the rows are: Ethnicity not known, as at 31 March 2022, team East."""
        what = self.title or "All that is to be put right"
        return f"{what}, as at {day(self.on)}" + (f", team {self.team}" if self.team else "")


def behind(authority: Authority, figure: Behind) -> Sequence[dict[str, Any]]:
    """Return a row for each item, the longest overdue first, with the file and the line that tells it."""
    items = drift(shelf.scene(authority, figure.on), own=lengths.every(authority)).items
    rows = _only(items, rule=figure.rule, standing=figure.standing, team=figure.team, worker=figure.worker)
    return rows.sort("days_over", "child", descending=[True, False], nulls_last=True).to_dicts()


def to_put_right(authority: Authority, asked: ToPutRight) -> Sequence[dict[str, Any]]:
    """Return a row for each thing to put right, by team, worker and child."""
    found = drift(shelf.scene(authority, asked.on)).quality
    rows = _only(found, check=asked.check, team=asked.team)
    return rows.sort("team", "worker", "child", "check", nulls_last=True).to_dicts()


def names_a_child(authority: Authority, on: date, words: str) -> bool:
    """Say whether words hold the reference of a child that the returns of a day tell of."""
    said = {one.strip(".,;:()[]'\"").upper() for one in words.split()}
    found = drift(shelf.scene(authority, on))
    known = pl.concat([found.items["child"], found.quality["child"]]).drop_nulls().unique().to_list()
    return not said.isdisjoint(one.upper() for one in known)


def _only(rows: pl.DataFrame, **wanted: str) -> pl.DataFrame:
    asked = [pl.col(name) == value for name, value in wanted.items() if value]
    return rows.filter(*asked) if asked else rows
