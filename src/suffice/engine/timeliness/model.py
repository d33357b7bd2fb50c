"""What drift and delay come to: one row an item, what cannot be judged, and counts by rule, team and worker."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

import polars as pl

from suffice.engine.findings import Finding
from suffice.engine.timeliness.rules import Rule
from suffice.engine.words import counted, percent, prose


class Standing(StrEnum):
    """How an item stands on the day."""

    OVERDUE = "overdue"
    DUE_SOON = "due_soon"
    IN_TIME = "in_time"
    UNKNOWN = "unknown"

    @property
    def label(self) -> str:
        """The words a page uses."""
        return {
            "overdue": "Overdue",
            "due_soon": "Due soon",
            "in_time": "In time",
            "unknown": "Cannot be judged",
        }[self.value]


ITEM = {
    "rule": pl.String,
    "authority": pl.String,
    "child": pl.String,
    "team": pl.String,
    "worker": pl.String,
    "since": pl.Date,
    "due": pl.Date,
    "days_over": pl.Int32,
    "standing": pl.String,
    "file": pl.String,
    "row": pl.Int32,
}
"""One item: what it counts from, by when it is due, and how many days over it is (below nought: days left)."""

QUALITY = {
    "check": pl.String,
    "child": pl.String,
    "team": pl.String,
    "worker": pl.String,
    "sentence": pl.String,
    "file": pl.String,
    "row": pl.Int32,
}
"""One thing to put right in the records: which check, about which child, and the sentence that says it."""


@dataclass(frozen=True, slots=True)
class Drift:
    """What is overdue or about to be, as at a day.

    Attributes:
        on: the day.
        soon: how many days ahead "due soon" looks.
        items: one row an item, as `ITEM`.
        quality: one row a thing to put right, as `QUALITY`.
        rules: the rules that were followed.
        findings: what cannot be judged, and why.
    """

    on: date
    soon: int
    items: pl.DataFrame = field(repr=False)
    quality: pl.DataFrame = field(repr=False)
    rules: tuple[Rule, ...]
    findings: tuple[Finding, ...]

    def by(self, columns: Sequence[str] = ("rule",)) -> pl.DataFrame:
        """Return how many items stand how, by ``rule``, ``team`` or ``worker``, in order.

        Returns:
            the columns, ``items``, one of each `Standing` (counts) and ``most_days_over`` (null where none is overdue).
        """
        over = pl.col("standing") == str(Standing.OVERDUE)
        counts = [(pl.col("standing") == str(one)).sum().cast(pl.Int32).alias(str(one)) for one in Standing]
        return (
            self.items.group_by(columns, maintain_order=True)
            .agg(
                pl.len().cast(pl.Int32).alias("items"),
                *counts,
                pl.col("days_over").filter(over).max().alias("most_days_over"),
            )
            .sort(*columns, nulls_last=True)
        )

    @property
    def sentences(self) -> tuple[str, ...]:
        """What each rule comes to, in words, in the order of the rules."""
        counts = {row["rule"]: row for row in self.by().iter_rows(named=True)}
        return tuple(_sentence(rule, counts[rule.code], self.soon) for rule in self.rules if rule.code in counts)

    def document(self) -> dict[str, Any]:
        """Return counts by rule and team, items and things to put right as plain values, ready for JSON."""
        return {
            "on": self.on.isoformat(),
            "soon": self.soon,
            "rules": [
                {"code": one.code, "title": one.title, "area": one.area, "length": one.words, "source": one.source}
                for one in self.rules
            ],
            "by_rule": self.by().to_dicts(),
            "by_team": self.by(("team", "rule")).to_dicts(),
            "items": [_plain(row) for row in self.items.iter_rows(named=True)],
            "quality": self.quality.to_dicts(),
            "sentences": list(self.sentences),
            "findings": [one.document() for one in self.findings],
        }


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    return {name: cell.isoformat() if isinstance(cell, date) else cell for name, cell in row.items()}


def _sentence(rule: Rule, row: dict[str, Any], soon: int) -> str:
    known = row["items"] - row["unknown"]
    share = f" ({percent(100 * row['overdue'] / known)})" if known else ""
    words = f"{rule.title}: {row['overdue']:,} of {counted(known, 'item')}{share} overdue, {row['due_soon']:,} more "
    words += f"due within {counted(soon, 'day')}"
    longest = row["most_days_over"]
    words += f"; the longest by {counted(longest, 'day')}" if longest else ""
    words += f"; {row['unknown']:,} cannot be judged" if row["unknown"] else ""
    return f"{words}."


def dated(day: date | None, on: date) -> str:
    """Return the sentence that says how old the workbook is; "" when it is of the day."""
    if day is None or day == on:
        return ""
    return (
        f"The Annex A workbook tells of {prose(day)}. What was done from then to {prose(on)} is not known, so "
        "items may look overdue that are not: bring a workbook of the day."
    )
