"""The tables of data quality, and the registers that show them and give them away."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from suffice.core.pages.register import Column, Filter, Register
from suffice.core.pages.words import number, per_cent
from suffice.engine.timeliness.completeness import WHAT
from suffice.review.timeliness import checks, sentences
from suffice.review.timeliness.quality import Lack

_MINUS = "\N{MINUS SIGN}"


def _signed(step: int | None) -> str:
    if step is None:
        return "-"
    return f"{'+' if step > 0 else _MINUS if step < 0 else ''}{number(abs(step))}"


_CHANGE = (
    Column(key="count", heading="To put right", value=lambda one: one.count, sort="", numeric=True),
    Column(key="before", heading="In the workbook before", value=lambda one: one.before, sort="", numeric=True),
    Column(
        key="change",
        heading="Change",
        value=lambda one: one.change,
        shown=lambda one: _signed(one.change),
        sort="",
        numeric=True,
    ),
)


def _of_check(rows: Sequence[Any], code: str) -> Sequence[Any]:
    return [one for one in rows if one.check == code]


def _of_return(rows: Sequence[Lack], words: str) -> Sequence[Lack]:
    return [one for one in rows if one.title == words]


FAULTS = Register(
    name="faults",
    caption="What is to be put right",
    noun=("check", "checks"),
    order="-count",
    alone=False,
    columns=(
        Column(key="what", heading="What", value=lambda one: one.title, sort="", link=lambda one: one.address),
        *_CHANGE,
        Column(
            key="words",
            heading="What it means",
            value=lambda one: checks.CHECKS[one.check].words if one.check in checks.CHECKS else "",
        ),
    ),
)
TEAMS = Register(
    name="exceptions",
    caption="What is to be put right, by team",
    noun=("row", "rows"),
    order="-count",
    alone=False,
    empty="No team is named.",
    columns=(
        Column(key="team", heading="Team", value=lambda one: one.team, sort=""),
        Column(key="what", heading="What", value=lambda one: one.title, sort=""),
        *_CHANGE,
    ),
    filters=(
        Filter(
            key="check",
            label="What",
            apply=_of_check,
            choices=[(code, one.title) for code, one in checks.CHECKS.items()],
        ),
    ),
)
LACKS = Register(
    name="lacks",
    caption="What each return leaves out",
    noun=("row", "rows"),
    order="-on",
    per_page=15,
    alone=False,
    columns=(
        Column(key="on", heading="As at", value=lambda one: one.on, sort=""),
        Column(key="whose", heading="Return", value=sentences.whose, sort=""),
        Column(key="what", heading="What", value=lambda one: one.title, sort=""),
        Column(key="missing", heading="Left out", value=lambda one: one.missing, sort="", numeric=True),
        Column(key="of", heading="Of", value=lambda one: one.of, sort="", numeric=True),
        Column(
            key="share",
            heading="Share left out",
            value=lambda one: None if one.share is None else round(one.share, 4),
            shown=lambda one: per_cent(one.share),
            sort="",
            numeric=True,
        ),
    ),
    filters=(
        Filter(
            key="what",
            label="What",
            apply=_of_return,
            choices=[(words, words) for words in dict.fromkeys(WHAT.values())],
        ),
    ),
)
FINDINGS = Register(
    name="findings",
    caption="What was found when the accepted returns were read",
    noun=("row", "rows"),
    order="-error",
    alone=False,
    per_page=20,
    empty="Nothing was found.",
    columns=(
        Column(key="title", heading="Return", value=lambda one: one.title, sort="", link=lambda one: one.address),
        Column(key="table", heading="Table", value=lambda one: one.table or "All", sort=""),
        Column(key="error", heading="Errors", value=lambda one: one.error, sort="", numeric=True),
        Column(key="query", heading="Queries", value=lambda one: one.query, sort="", numeric=True),
        Column(key="note", heading="Notes", value=lambda one: one.note, sort="", numeric=True),
    ),
)
