"""The table of how often two returns say different things of the same children."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from suffice.core.pages.register import Column, Filter, Register


def _only(key: str) -> Any:
    return lambda rows, asked: [one for one in rows if one[key] == asked]


def _choices(rows: Sequence[dict[str, Any]], *keys: str) -> list[tuple[str, str]]:
    return [(one, _capital(one)) for one in sorted({row[key] for row in rows for key in keys})]


def _capital(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"


def differences(rows: Sequence[dict[str, Any]]) -> Register:
    """How often each pair of returns differs in each thing, of how many children both tell of."""
    return Register(
        name="agreement",
        caption="How often two returns differ",
        noun=("comparison", "comparisons"),
        order="-differ",
        per_page=25,
        empty="No two returns tell of the same child.",
        filters=(
            Filter(key="what", label="What", choices=_choices(rows, "what"), apply=_only("what")),
            Filter(
                key="return",
                label="Return",
                choices=_choices(rows, "one", "other"),
                apply=lambda among, asked: [one for one in among if asked in (one["one"], one["other"])],
            ),
            Filter(
                key="found",
                label="Found",
                choices=(("differ", "Where they differ"), ("agree", "Where they agree")),
                apply=lambda among, asked: [one for one in among if bool(one["differ"]) == (asked == "differ")],
            ),
        ),
        columns=(
            Column(key="what", heading="What", value=lambda one: one["what"].capitalize(), sort=""),
            Column(key="on", heading="On", value=lambda one: one["on"], sort=""),
            Column(key="one", heading="One return", value=lambda one: _capital(one["one"]), sort=""),
            Column(key="other", heading="The other", value=lambda one: _capital(one["other"]), sort=""),
            Column(
                key="compared", heading="Children in both", value=lambda one: one["compared"], sort="", numeric=True
            ),
            Column(key="differ", heading="Differ", value=lambda one: one["differ"], sort="", numeric=True),
            Column(
                key="share",
                heading="Share that differs (%)",
                value=lambda one: None if one["share"] is None else round(100 * one["share"], 1),
                shown=lambda one: one["words"],
                sort="",
                numeric=True,
            ),
        ),
    )
