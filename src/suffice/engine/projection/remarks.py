"""What the reader of a projection must know of the returns it stands on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from suffice.engine.episodes import Stock
from suffice.engine.findings import Example, Finding, Severity, note
from suffice.engine.projection.cells import Cause
from suffice.engine.projection.observe import Observed, Window, pooled

_FEW = 30


def remarks(asked: date, first: date, stock: Stock, streams: Sequence[Observed], window: Window) -> Iterator[Finding]:
    """Say what a reader must know of the reference months.

    Args:
        asked: the day from which rates were to be learnt.
        first: the day from which they are.
        stock: the children in care on the origin.
        streams: what was seen in the reference months, of each stream.
        window: the reference months.
    """
    seen = pooled(streams)
    if first > asked:
        yield note(
            "reference-outside-returns",
            f"Rates were to be learnt from {words(asked)} on, but the returns begin later, so they are learnt from "
            f"{words(first)} on.",
        )
    if stock.left_out:
        yield _said(
            "children-left-out",
            Severity.QUERY,
            f"{stock.left_out:,} in care on {words(stock.on)} with no header row or no date of birth left out of the "
            "projection: add them to the Header table.",
            count=stock.left_out,
        )
    yield from _thin(seen)
    left, unknown = seen.left_by_cause, int(seen.left_by_cause[:, :, list(Cause).index(Cause.UNKNOWN)].sum())
    if unknown:
        yield _said(
            "reason-for-leaving-unknown",
            Severity.NOTE,
            f"Of {int(left.sum()):,} times that a child left in the reference months, {unknown:,} have no reason "
            "that can be used; they count as leaving all the same.",
            count=unknown,
        )
    if window.away_months < 12:
        yield note(
            "absences-cut-short",
            f"The returns reach too little back before the reference months to tell a child who comes back after more "
            f"than {window.away_months} months from one who enters for the first time, so they count as entering.",
        )


def _thin(seen: Observed) -> Iterator[Finding]:
    for code, number, happened in (
        ("few-entries", int(seen.entered.sum()), "entered care"),
        ("few-exits", int(seen.left_by_cause.sum()), "left care before 18"),
    ):
        if number < _FEW:
            who = {0: "No child", 1: "Only 1 child"}.get(number, f"Only {number} children")
            yield _said(
                code,
                Severity.QUERY,
                f"{who} {happened} in the reference months, too few for a rate that can be relied on: take more "
                "reference months, or read the range with care.",
                count=max(number, 1),
            )


def _said(code: str, severity: Severity, sentence: str, *, count: int) -> Finding:
    return Finding(code, severity, count, (Example("", None, None, None, sentence),))


def words(day: date) -> str:
    """Return a day in prose."""
    return f"{day.day} {day:%B %Y}"
