"""The page of all definitions, written from the definitions: ``python -m suffice.engine.measures.describing FILE``."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from suffice.engine.measures.model import Area, Indicator, Span, Tally, Unit
from suffice.engine.measures.registry import INDICATORS
from suffice.engine.words import prose

_UNITS = {
    Unit.PER_10_000: "rate for every 10,000 children",
    Unit.PERCENT: "percentage",
    Unit.NUMBER: "number",
    Unit.DAYS: "average number of days",
    Unit.MEAN: "average",
}
_RETURNS = {
    "ssda903": "SSDA903",
    "cin": "children in need census",
    "annex_a": "Annex A",
    "csww": "workforce census",
    "places": "directory of postcodes",
    "authority": "the authority's own code",
    "audit": "audits by template",
    "figures": "figures by template",
    "survey": "surveys by template",
}
_SPANS = {
    Span.DAY: "the day",
    Span.YEAR: "the twelve months up to the day",
    Span.TWO_YEARS: "the two years up to the day",
    Span.THREE_YEARS: "the three years up to the day",
    Span.COLLECTION_YEAR: "a collection year, as at 31 March",
}
_BEGINNING = """# Measures

This page is written from the definitions in `suffice.engine.measures`; a test holds it to them. To write it again:
`python -m suffice.engine.measures.describing docs/method/measures.md`.

## How a measure is made

1. An indicator is judged child by child (or review by review, referral by referral, worker by worker). Each is one of
   four: it *meets* the measure, does *not meet* it, is *not eligible*, or *cannot be judged* because something is
   missing. `suffice measures --children` prints these.
2. The judgements are counted in one place. A percentage is those that meet it, of those that meet it or do not; where
   a definition says so, those that cannot be judged stay in the denominator. A rate divides by a population. An
   average is the sum of the values over those who have one.
3. A figure says from which returns it was counted, how many were left out, what was chosen where the official
   definition leaves something open, and the version of the definition. Without its return, or where the returns do
   not cover the days that it needs, there is no figure and a sentence says what is missing.
4. The same judgements give the figure by ethnicity, sex, age, placement and, where the returns tell them, disability,
   team and locality. A rate of a group divides by the children of that group who live here, where somebody told how
   many; else it has no denominator.

Working days leave out weekends and England's bank holidays.
"""


def page() -> str:
    """Return the page, in Markdown."""
    return "\n".join(_lines())


def _lines() -> Iterator[str]:
    yield _BEGINNING
    yield f"There are {len(INDICATORS)} measures."
    for area in Area:
        found = [one for one in INDICATORS.values() if one.area is area]
        if found:
            yield f"\n## {area}\n"
            for one in found:
                yield from _described(one)


def _described(one: Indicator) -> Iterator[str]:
    yield f"### {one.title}\n"
    told = [f"`{one.code}`", _UNITS[one.unit], one.polarity.label.lower(), f"version {one.version}"]
    yield " · ".join(told) + "\n"
    yield f"- {_ABOVE.get(one.counted_as, 'Counts')}: {one.numerator}"
    if one.denominator:
        yield f"- Out of: {one.denominator}"
    yield f"- Who counts: {one.who_counts}"
    if one.incomplete_counts:
        yield "- Those that cannot be judged stay in the denominator"
    yield f"- From: {_from(one)}"
    for option in one.options:
        choices = "; ".join(f"`{option.name}={name}`: {words}" for name, words in option.choices.items())
        yield f"- Not settled, `{option.default}` unless chosen: {choices}"
    yield f"- Definition: {one.reference}\n"


_ABOVE = {Tally.RATIO: "Adds up"}


def _from(one: Indicator) -> str:
    returns: dict[str, list[str]] = {}
    for source in one.source:
        kind, _, table = source.partition(":")
        returns.setdefault(_RETURNS.get(kind, kind), []).extend([table] if table else [])
    words = [f"{name} ({', '.join(tables)})" if tables else name for name, tables in returns.items()]
    span = f", over {_SPANS[one.span]}" if "ssda903" in one.source else ""
    since = f", from {prose(one.valid_from)} on" if one.valid_from else ""
    return f"{' and '.join(words)}{span}{since}"


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(page(), encoding="utf-8")
