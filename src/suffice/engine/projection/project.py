"""Children in care ahead of a day, with the range: from a history to a projection, step by step."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np

from suffice.engine.calendar import months_after
from suffice.engine.episodes import History, Stock, as_known_on, stock_on
from suffice.engine.findings import Example, Finding, Severity, merged, note
from suffice.engine.projection.cells import DAYS_A_MONTH, LONGEST_ABSENCE, Cause, brackets
from suffice.engine.projection.observe import Observed, Window, observe
from suffice.engine.projection.rates import fitted
from suffice.engine.projection.simulate import Progress, Run, simulate
from suffice.engine.projection.spells import children_at, day_number, spells
from suffice.engine.projection.summarise import Horizon, YearOfFlows, horizons, years_of_flows

METHOD = (
    "Children followed month by month, version 1: rates of entering, moving, leaving and coming back by age, placement "
    "and time, learnt from the reference months; 18th birthdays from dates of birth. The range holds chance and "
    "uncertain rates, not drift: a change in need, policy or practice is outside it."
)

YEARS = (1, 20)
REPLICATES = (10, 10_000)
REFERENCE_MONTHS = (3, 120)
_LEAST_DAYS = 90
_SHORTEST_ABSENCE = 6
_FEW = 30


class CannotProject(ValueError):
    """What was asked cannot be answered from these returns; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Projection:
    """Children in care ahead of a day.

    Attributes:
        origin: the last day that is known.
        in_care_at_origin: children in care on it, as `stock_on` counts them.
        reference: the day before the first and the last day of events that rates are learnt from.
        replicates: how many simulated futures.
        seed: of the random numbers; the same seed gives the same figures to the bit.
        method: name, version and what the range includes.
        findings: what the reader must know, those of the history among them.
        horizons: the figures at each date ahead.
        flows: entries and exits of each projected year.
    """

    origin: date
    in_care_at_origin: int
    reference: tuple[date, date]
    replicates: int
    seed: int
    method: str
    findings: tuple[Finding, ...]
    horizons: tuple[Horizon, ...]
    flows: tuple[YearOfFlows, ...]

    def document(self) -> dict[str, Any]:
        """Return the shape that ``suffice project --json`` promises."""
        return {
            "origin": self.origin.isoformat(),
            "in_care_at_origin": self.in_care_at_origin,
            "reference": [day.isoformat() for day in self.reference],
            "replicates": self.replicates,
            "seed": self.seed,
            "method": self.method,
            "findings": [finding.document() for finding in self.findings],
            "horizons": [horizon.document() for horizon in self.horizons],
        }


def project(
    history: History,
    *,
    origin: date,
    years: int,
    replicates: int = 1000,
    seed: int = 1,
    reference_months: int = 24,
    monthly: bool = False,
    executor: Executor | None = None,
    progress: Progress | None = None,
) -> Projection:
    """Project the children in care from a day on.

    Every event dated after the origin is removed first, so that a past origin is an honest test.

    Args:
        history: what `assemble` returned.
        origin: the last day that is known; the returns must cover it and at least 90 days before it.
        years: how many years ahead, 1 to 20.
        replicates: how many simulated futures, 10 to 10,000.
        seed: the same seed gives the same figures, whatever the executor.
        reference_months: months before the origin that rates are learnt from, 3 to 120.
        monthly: a horizon at the end of every month instead of every year.
        executor: any standard executor; threads on every core without one.
        progress: called with replicates done, replicates in all, and words.

    Raises:
        CannotProject: with a sentence that says what cannot be done and what to do.

    Source of the method: `docs/method/projection.md`.
    """
    _refuse_out_of_bounds(years=years, replicates=replicates, reference_months=reference_months, seed=seed)
    covered, asked = _covered(history, origin), months_after(origin, -reference_months)
    first = max(asked, covered - timedelta(days=1))
    known = as_known_on(history, origin)
    stock, found, window = stock_on(known, origin), spells(known), _window(first, origin, covered)
    observed = observe(found, window)
    ends = _ends(origin, 12 * years)
    run = Run(
        tables=fitted(observed),
        brackets=brackets(window.away_months),
        children=children_at(found, stock, np.array([day_number(day) for day in ends]), window.away_months),
        months=12 * years,
        kept=tuple(range(1, 12 * years + 1) if monthly else range(12, 12 * years + 1, 12)),
        replicates=replicates,
        seed=seed,
    )
    ensemble = simulate(run, executor=executor, progress=progress)
    return Projection(
        origin=origin,
        in_care_at_origin=stock.total,
        reference=(first, origin),
        replicates=replicates,
        seed=seed,
        method=METHOD,
        findings=merged([*history.findings, *_remarks(asked, first, stock, observed, window)]),
        horizons=horizons(ensemble, [ends[month] for month in run.kept]),
        flows=years_of_flows(ensemble, ends[::12]),
    )


def _covered(history: History, origin: date) -> date:
    """Return the first day of the returns; refuse an origin that they cannot answer for."""
    if history.first_day is None or history.last_day is None:
        raise CannotProject("No return with dates was read, so there is nothing to project from: add a return.")
    if not history.first_day <= origin <= history.last_day:
        raise CannotProject(
            f"The returns cover {_words(history.first_day)} to {_words(history.last_day)}, so a projection cannot "
            f"start from {_words(origin)}: choose a day that they cover, or add the missing return."
        )
    if (origin - history.first_day).days < _LEAST_DAYS - 1:
        raise CannotProject(
            f"The returns begin on {_words(history.first_day)}, too short a time before {_words(origin)} to learn "
            f"rates from: choose a day at least {_LEAST_DAYS} days later, or add an earlier return."
        )
    return history.first_day


def _ends(origin: date, months: int) -> list[date]:
    """Return the origin and the same day of each later month: from the last day of a month, the last day of each."""
    last = (origin + timedelta(days=1)).day == 1
    if not last:
        return [months_after(origin, month) for month in range(months + 1)]
    return [months_after(origin + timedelta(days=1), month) - timedelta(days=1) for month in range(months + 1)]


def _refuse_out_of_bounds(*, years: int, replicates: int, reference_months: int, seed: int) -> None:
    asked = (
        ("years", years, YEARS),
        ("replicates", replicates, REPLICATES),
        ("reference months", reference_months, REFERENCE_MONTHS),
    )
    for name, number, (least, most) in asked:
        if not least <= number <= most:
            raise CannotProject(f"The number of {name} must be from {least:,} to {most:,}; {number:,} was asked for.")
    if not 0 <= seed < 2**63:
        raise CannotProject(f"The seed must be a whole number from 0 to {2**63 - 1}; {seed} was given.")


def _window(first: date, origin: date, covered: date) -> Window:
    """Coming back is told from entering as far back as the returns reach before the window."""
    reach = int((day_number(first) - day_number(covered)) / DAYS_A_MONTH)
    away = min(max(reach, _SHORTEST_ABSENCE), LONGEST_ABSENCE)
    return Window(day_number(first), day_number(origin), away)


def _remarks(asked: date, first: date, stock: Stock, seen: Observed, window: Window) -> Iterator[Finding]:
    if first > asked:
        yield note(
            "reference-outside-returns",
            f"Rates were to be learnt from {_words(asked)} on, but the returns begin later, so they are learnt from "
            f"{_words(first)} on.",
        )
    if stock.left_out:
        yield _said(
            "children-left-out",
            Severity.QUERY,
            f"{stock.left_out:,} in care on {_words(stock.on)} with no header row or no date of birth left out of the "
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


def _words(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
