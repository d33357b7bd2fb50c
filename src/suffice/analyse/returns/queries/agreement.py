"""What returns of different kinds say differently of the same children: how often, and the places."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import polars as pl

from suffice.analyse.returns import kinds, storage
from suffice.analyse.returns.models import AgreementResult
from suffice.analyse.returns.queries.shelf import in_use
from suffice.core.models import Authority, Work
from suffice.core.models.work import WorkState
from suffice.core.pages.words import counted, number
from suffice.core.policies import NotNow
from suffice.engine.returns.agreement import SCHEMA

KIND = "returns.agreement"
"""The kind of work that holds returns against each other."""
AMONG = (kinds.SSDA903, kinds.CIN, kinds.ANNEX_A)
"""The kinds of return that are held against each other."""


def latest(authority: Authority) -> AgreementResult | None:
    """Return the latest result; None when none was made."""
    return AgreementResult.objects.filter(authority=authority).order_by("-made_at", "-pk").first()


def inputs(authority: Authority) -> list[dict[str, Any]]:
    """Return what a result made now would be made of: returns, and files of places."""
    wanted = {*kinds.LOOKUPS_OF_PLACES, kinds.SMALL_AREA_PEOPLE}
    places = [one for one in in_use(authority, (kinds.PUBLISHED,)) if one["part"] in wanted]
    return [*in_use(authority, AMONG), *places]


def holds(result: AgreementResult) -> bool:
    """Say whether the same would be found now."""
    return result.is_made_of(inputs(result.authority))


def under_way(authority: Authority) -> bool:
    """Say whether returns are being held against each other, or soon will be."""
    waiting = Work.objects.filter(authority=authority, kind=KIND, state__in=[WorkState.QUEUED, WorkState.RUNNING])
    return waiting.exists()


def two_kinds(authority: Authority) -> bool:
    """Say whether there is any return to hold against another."""
    return len({one["kind"] for one in in_use(authority, AMONG)}) > 1


def any_two(authority: Authority) -> bool:
    """Say whether there are returns, or files of places, to hold against each other."""
    return two_kinds(authority) or len([one for one in inputs(authority) if one["kind"] == kinds.PUBLISHED]) > 1


def rows(result: AgreementResult, wanted: Mapping[str, str]) -> pl.DataFrame:
    """Return the places, side by side, as `engine.returns.agreement.SCHEMA` has them; NotNow when they were cleared.

    Args:
        result: which.
        wanted: ``what``, ``one_return`` and ``other_return`` to be kept to, as far as they are given.
    """
    if not result.rows:
        if not result.differences:
            return pl.DataFrame(schema=SCHEMA)
        raise NotNow("The rows have been cleared, as their time was over. How often returns differed stays.")
    frame = storage.load_table(result.rows)
    for name in ("what", "one_return", "other_return"):
        if wanted.get(name):
            frame = frame.filter(pl.col(name) == wanted[name])
    return frame


def answer(authority: Authority, result: AgreementResult | None) -> str:
    """Return what the page says first."""
    if not two_kinds(authority):
        return (
            "There is nothing to hold against anything yet. Accept returns of two kinds: the SSDA903, the children in "
            "need census, an Annex A workbook."
        )
    if result is None:
        return "The accepted returns have not been held against each other yet. That is done in the background."
    if not result.differences:
        return "Wherever two of the accepted returns tell of the same child, they agree."
    who = counted(result.children, "child", "children")
    return f"The accepted returns say different things of {who}, in {counted(result.differences, 'difference')}."


def row_of(counts: Mapping[str, Any]) -> dict[str, Any]:
    """Return one line of the counts with its day as a day and the share that differs."""
    day = date.fromisoformat(counts["on"]) if counts["on"] else None
    share = counts["differ"] / counts["compared"] if counts["compared"] else None
    return {**counts, "on": day, "share": share, "words": "" if share is None else f"{number(100 * share, 1)}%"}
