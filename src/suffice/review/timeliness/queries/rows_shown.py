"""How rows about single children are shown, and taken away."""

from __future__ import annotations

from typing import Any

from suffice.core.pages.register import Column
from suffice.core.pages.takeaway import Cell
from suffice.engine.timeliness import Standing
from suffice.review.timeliness import checks


def _told(name: str) -> Any:
    def value(row: dict[str, Any]) -> Cell:
        found: Cell = row[name]
        return found

    return value


def _standing(row: dict[str, Any]) -> str:
    return Standing(row["standing"]).label


def _check(row: dict[str, Any]) -> str:
    return checks.title(row["check"])


_WHERE = (
    Column(key="file", heading="File", value=_told("file")),
    Column(key="row", heading="Line", value=_told("row"), numeric=True),
)
_WHO = (
    Column(key="child", heading="Child", value=_told("child")),
    Column(key="team", heading="Team", value=_told("team")),
    Column(key="worker", heading="Worker", value=_told("worker")),
)

ITEMS = (
    *_WHO,
    Column(key="standing", heading="How it stands", value=_standing),
    Column(key="since", heading="Counted from", value=_told("since")),
    Column(key="due", heading="Due by", value=_told("due")),
    Column(key="days_over", heading="Days over", value=_told("days_over"), numeric=True),
    *_WHERE,
)
FAULTS = (
    *_WHO,
    Column(key="check", heading="What", value=_check),
    Column(key="sentence", heading="What to do", value=_told("sentence")),
    *_WHERE,
)
