"""What the reader of a projection must know of the returns it stands on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

import numpy as np

from suffice.engine.episodes import Stock
from suffice.engine.findings import Example, Finding, Severity, note
from suffice.engine.projection.cells import DAYS_A_MONTH, Cause
from suffice.engine.projection.observe import Observed, Window, pooled
from suffice.engine.projection.spells import Spells
from suffice.engine.projection.uncertainty import usual_gap

_FEW = 30
_ONE_YEAR, _TWO_YEARS = 12, 24
_FOUR_IN_FIVE = 1.2816


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


def remarks_on_years(found: Spells, window: Window, covered: int, inflation: float) -> Iterator[Finding]:
    """Say where the reference months are unlike those before them, and what too few years cannot tell.

    Args:
        found: every stretch in the count, as known on the origin.
        window: the reference months.
        covered: the first day of the returns, as days since 1970.
        inflation: how many times the variance of entries exceeds that of children who come alone.
    """
    before = (window.first - covered + 1) / DAYS_A_MONTH
    within = (window.last - window.first) / DAYS_A_MONTH
    if before + within < _TWO_YEARS:
        yield note(
            "too-few-years",
            f"The returns reach back {before + within:.0f} months from the start of the projection. That is too short "
            "to say whether those months are typical, or how much the rates change here from year to year, so what is "
            "known of other authorities stands in. All else is done; add earlier returns if there are any.",
        )
    entries = found.start[found.enters]
    now = int(np.sum((entries > window.first) & (entries <= window.last)))
    then = int(np.sum((entries >= covered) & (entries <= window.first)))
    if before >= _ONE_YEAR and now and then:
        gap = np.log(now / within) - np.log(then / before)
        usual = usual_gap(round(before), round(within)) + inflation * (1 / now + 1 / then)
        if abs(gap) > _FOUR_IN_FIVE * np.sqrt(usual):
            yield _said(
                "reference-not-typical",
                Severity.QUERY,
                f"In the reference months {now:,} entered care or came back, {now / within:.1f} a month; in the "
                f"{before:.0f} months before them {then:,} did, {then / before:.1f} a month. They differ by more than "
                "chance and the usual drift would make them four times in five, so the reference months may not be "
                "typical: compare this projection with one from more reference months.",
                count=now,
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
