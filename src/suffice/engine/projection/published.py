"""The arithmetic that the 2021-24 sufficiency strategy published: worst, medium, best and COVID-19, exact to the child.

Decimal numbers throughout, so that a half is a half. Nothing here imports NumPy or Polars: the command answers at once.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path
from typing import Any

from suffice.engine.findings import Example, Finding, Severity, note

_PER = 10_000
_MOST = 20_000_000  # children; beyond this the decimals of a rate would run out
_DECLARED = "published.toml"


@dataclass(frozen=True, slots=True)
class PublishedPair:
    """One case as the strategy printed it.

    Attributes:
        name: ``worst``, ``medium``, ``best`` or ``covid``.
        label: the word a page uses.
        starters: children starting to be looked after in a month.
        total: children in care at the end of the year, as printed.
        rate: per 10,000 children aged 0 to 17, as printed; None where none was printed.
    """

    name: str
    label: str
    starters: int
    total: int
    rate: Decimal | None

    @property
    def implied_population(self) -> int | None:
        """The children aged 0 to 17 that would make the printed total and the printed rate agree."""
        return None if self.rate is None else _half_up(Decimal(self.total) * _PER / self.rate)


@dataclass(frozen=True, slots=True)
class PublishedStrategy:
    """What the strategy printed, and what has to be assumed to reach it.

    Attributes:
        source: where it was printed.
        stay: share of a year's starters still in care at its end.
        leave: share of the tracked children who leave.
        months: months of starters counted.
        base: children in care that the printed increase starts from.
        base_in_text: children in care that the strategy gives elsewhere.
        tracked: children tracked for leaving, reconstructed.
        pairs: the cases as printed.
    """

    source: str
    stay: Decimal
    leave: Decimal
    months: int
    base: int
    base_in_text: int
    tracked: int
    pairs: tuple[PublishedPair, ...]


@dataclass(frozen=True, slots=True)
class PublishedCase:
    """One case worked out.

    Attributes:
        name: ``worst``, ``medium``, ``best`` or ``covid``.
        label: the word a page uses.
        starters: children starting in a month.
        end: children in care a year on, rounded half up.
        rate_per_10000: `end` per 10,000 children aged 0 to 17, to one decimal; None without a population.
    """

    name: str
    label: str
    starters: int
    end: int
    rate_per_10000: Decimal | None

    def document(self) -> dict[str, Any]:
        """Return the case as plain values, ready for JSON."""
        rate = None if self.rate_per_10000 is None else float(self.rate_per_10000)
        return {"name": self.name, "starters": self.starters, "end": self.end, "rate_per_10000": rate}


@dataclass(frozen=True, slots=True)
class Published:
    """The four cases from one starting number, with what a reader must know about them.

    Attributes:
        start: children in care at the start.
        tracked: children tracked for leaving.
        population: children aged 0 to 17 that the rates divide by; None when none was given.
        cases: worst, medium, best and COVID-19, in the order of the strategy.
        findings: the printed pairs and where they disagree.
    """

    start: int
    tracked: int
    population: int | None
    cases: tuple[PublishedCase, ...]
    findings: tuple[Finding, ...]

    def document(self) -> dict[str, Any]:
        """Return the shape that ``suffice published --json`` promises."""
        return {
            "cases": [case.document() for case in self.cases],
            "findings": [finding.document() for finding in self.findings],
        }


class ImpossibleArithmetic(ValueError):
    """The numbers given cannot be a count of children; the message says which and why."""


@cache
def strategy() -> PublishedStrategy:
    """Return what the strategy printed, from `published.toml`."""
    declared = tomllib.loads((Path(__file__).parent / _DECLARED).read_text(encoding="utf-8"))
    pairs = tuple(
        PublishedPair(
            name=case["name"],
            label=case["label"],
            starters=case["starters"],
            total=case["total"],
            rate=Decimal(case["rate"]) if "rate" in case else None,
        )
        for case in declared.pop("cases")
    )
    return PublishedStrategy(
        **declared | {"stay": Decimal(declared["stay"]), "leave": Decimal(declared["leave"]), "pairs": pairs}
    )


def published_cases(
    *, start: int, tracked: int, population: int | None = None, starters: Mapping[str, int] | None = None
) -> Published:
    """Work out the strategy's four cases from a starting number.

    In every case ``end = start + 12 x starters x 0.75 - tracked x 0.70``, rounded half up: the starters differ
    from case to case and the children leaving never do.

    Args:
        start: children in care at the start.
        tracked: children tracked for leaving during the year; they are among those in care.
        population: children aged 0 to 17 for the rates; without it the rates are None.
        starters: children starting in a month by the name of a case, where they are not to be the published ones.

    Returns:
        The cases in the order worst, medium, best, COVID-19, and the findings that always go with them.

    Raises:
        ImpossibleArithmetic: a number is below zero, a case is not one of the four, more children are tracked than are
            in care, or the population is not above zero.

    Source: the 2021-24 sufficiency strategy (`published.toml`); the formula is our reconstruction, explained in
    `docs/method/published.md`.
    """
    _refuse_the_impossible(start, tracked, population)
    printed = strategy()
    asked = _with_starters(printed.pairs, starters or {})
    cases = tuple(_case(pair, printed, start, tracked, population) for pair in asked)
    return Published(start, tracked, population, cases, tuple(_findings(printed, cases, population)))


def _refuse_the_impossible(start: int, tracked: int, population: int | None) -> None:
    if start < 0 or tracked < 0:
        raise ImpossibleArithmetic("A number of children cannot be below zero: give 0 or more.")
    if start > _MOST:
        raise ImpossibleArithmetic(
            f"No place has more than {_MOST:,} children: give the children in care at the start."
        )
    if tracked > start:
        raise ImpossibleArithmetic(
            f"{tracked:,} children are tracked for leaving but only {start:,} are in care: "
            "give the children in care who are tracked for leaving."
        )
    if population is not None and population <= 0:
        raise ImpossibleArithmetic("The population must be above zero: give the number of children aged 0 to 17.")


def _with_starters(pairs: tuple[PublishedPair, ...], starters: Mapping[str, int]) -> tuple[PublishedPair, ...]:
    known = [pair.name for pair in pairs]
    if unknown := sorted(set(starters) - set(known)):
        raise ImpossibleArithmetic(f"There is no case called {unknown[0]}: the cases are {', '.join(known)}.")
    if min(starters.values(), default=0) < 0:
        raise ImpossibleArithmetic("A number of children cannot be below zero: give 0 or more.")
    return tuple(replace(pair, starters=starters.get(pair.name, pair.starters)) for pair in pairs)


def _case(
    pair: PublishedPair, printed: PublishedStrategy, start: int, tracked: int, population: int | None
) -> PublishedCase:
    end = _half_up(start + printed.months * pair.starters * printed.stay - tracked * printed.leave)
    return PublishedCase(pair.name, pair.label, pair.starters, end, _rate(end, population))


def _rate(number: int, population: int | None) -> Decimal | None:
    if population is None:
        return None
    return (Decimal(number) * _PER / population).quantize(Decimal("0.1"), ROUND_HALF_UP)


def _half_up(number: Decimal) -> int:
    return int(number.to_integral_value(ROUND_HALF_UP))


def _findings(
    printed: PublishedStrategy, cases: tuple[PublishedCase, ...], population: int | None
) -> Iterator[Finding]:
    covid = _pair(printed, "covid")
    yield _pairs(printed)
    yield _no_single_population(printed)
    yield from _rates_apart(printed, cases, population)
    yield _covid_readings(printed)
    yield note(
        "published-exits-never-vary",
        f"The children leaving are the same in all four cases ({printed.leave:.0%} of those tracked): only the "
        f"starters differ, {_half_up(printed.months * printed.stay)} children in care for each extra starter a month.",
    )
    yield note(
        "published-base",
        f"The strategy gives {printed.base_in_text} children in care, but only {printed.base} makes its "
        f"increase of {covid.total - printed.base} reach {covid.total} and the tracked children a whole number "
        f"({printed.tracked}).",
    )


def _pairs(printed: PublishedStrategy) -> Finding:
    examples = tuple(
        Example(
            "",
            None,
            None,
            f"{pair.total}/{pair.rate}",
            f"The {pair.label.lower()} case was printed as {pair.total} children and {pair.rate} per 10,000, "
            f"which together imply {pair.implied_population:,} children aged 0 to 17.",
        )
        for pair in printed.pairs
        if pair.rate is not None
    )
    return Finding("published-pairs", Severity.NOTE, len(examples), examples)


def _no_single_population(printed: PublishedStrategy) -> Finding:
    implied = [pair.implied_population for pair in printed.pairs if pair.implied_population is not None]
    return Finding(
        "published-rates-disagree",
        Severity.QUERY,
        len(implied),
        (
            Example(
                "",
                None,
                None,
                " / ".join(f"{one:,}" for one in implied),
                "No single population fits the three printed rates, so the rates here are worked out from the number "
                "and the population given, and the printed ones are only shown.",
            ),
        ),
    )


def _rates_apart(
    printed: PublishedStrategy, cases: tuple[PublishedCase, ...], population: int | None
) -> Iterator[Finding]:
    apart = [
        Example(
            "",
            None,
            None,
            str(pair.rate),
            f"{pair.total} children among {population:,} is {case.rate_per_10000} per 10,000; "
            f"the strategy prints {pair.rate} beside it.",
        )
        for pair, case in zip(printed.pairs, cases, strict=True)
        if pair.rate is not None and case.rate_per_10000 is not None and case.end == pair.total
        if case.rate_per_10000.quantize(pair.rate, ROUND_HALF_UP) != pair.rate
    ]
    if apart:
        yield Finding("published-rate-differs", Severity.QUERY, len(apart), tuple(apart))


def _covid_readings(printed: PublishedStrategy) -> Finding:
    covid, worst = _pair(printed, "covid"), _pair(printed, "worst")
    same_exits = _half_up(printed.tracked * printed.leave)
    fewer_exits = _half_up(printed.base + printed.months * worst.starters * printed.stay - covid.total)
    return note(
        "published-covid-readings",
        f"The COVID-19 total of {covid.total} was printed without its starters and can be read in two ways: "
        f"{covid.starters} starters a month with the same {same_exits} children leaving, as worked out here; "
        f"or {worst.starters} starters a month with only {fewer_exits} leaving, which is nearer to the strategy's "
        "own words.",
        value=str(covid.total),
    )


def _pair(printed: PublishedStrategy, name: str) -> PublishedPair:
    return next(pair for pair in printed.pairs if pair.name == name)
