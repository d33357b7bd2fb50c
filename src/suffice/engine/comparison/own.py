"""A council's own latest figure of a measure, out of its returns, to stand beside the published ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from suffice.engine.calendar import collection_year
from suffice.engine.comparison.basis import Basis
from suffice.engine.comparison.figures import Figures
from suffice.engine.comparison.intervals import Estimate
from suffice.engine.episodes import History
from suffice.engine.measures import INDICATORS, NoSuchAuthority, Scene, measure, scene_of
from suffice.engine.measures.beside import latest_day
from suffice.engine.returns.model import Return
from suffice.engine.returns.population import Population
from suffice.engine.words import number, prose


@dataclass(frozen=True, slots=True)
class Own:
    """A figure out of the council's own returns.

    Attributes:
        on: the last day that the returns cover.
        numerator: None where the returns do not tell it.
        denominator: likewise.
        value: in the unit of the measure.
        estimate: the value with its interval; None where its luck is not known.
        source: returns, population and definition, as sentences.
        sentence: the figure in words.
    """

    on: date
    numerator: float | None
    denominator: float | None
    value: float | None
    estimate: Estimate | None
    source: str
    sentence: str

    def document(self) -> dict[str, Any]:
        """Return the figure as JSON."""
        return {
            "on": self.on.isoformat(),
            "numerator": self.numerator,
            "denominator": self.denominator,
            "value": None if self.value is None else round(self.value, 6),
            "low": None if self.estimate is None else round(self.estimate.interval.low, 6),
            "high": None if self.estimate is None else round(self.estimate.interval.high, 6),
            "source": self.source,
            "sentence": self.sentence,
        }


def own_figure(figures: Figures, authority: str, history: History, returns: Sequence[Return] = ()) -> Own | None:
    """Return the council's own figure on the last day of its returns; None where they do not tell this measure.

    A rate divides by the published population of the authority's year, the nearest before where that is not out yet.

    Args:
        figures: the measure, as published.
        authority: three-figure code.
        history: what `assemble` returned.
        returns: every return that can be used.
    """
    on = latest_day(history, returns)
    if figures.measure.code not in INDICATORS or on is None:
        return None
    try:
        seen = scene_of(history, on, authority=authority, returns=returns)
    except NoSuchAuthority as refusal:
        return Own(on, None, None, None, None, str(refusal), f"The returns that were given are of another: {refusal}")
    return own_in(seen, figures, authority)


def own_in(seen: Scene, figures: Figures, authority: str) -> Own | None:
    """Return the council's own figure of a scene's day; None where its returns do not tell this measure.

    A rate divides by the scene's population; where that has none of the day, as `own_figure` has it.

    Args:
        seen: the council's returns on a day.
        figures: the measure, as published.
        authority: three-figure code.
    """
    indicator = INDICATORS.get(figures.measure.code)
    if indicator is None:
        return None
    if figures.measure.basis is Basis.RATE and seen.per is None:
        seen = replace(seen, population=_population(figures, authority, seen.on))
    told = measure(indicator, seen)
    above, below = told.counted.above, told.counted.below
    estimate = None
    if above is not None and below and (figures.measure.basis is Basis.RATE or above <= below):
        estimate = figures.measure.basis.estimate(above, below)
    by = _AS_PUBLISHED if indicator.options else _OWN
    sentence = _sentence(seen.on, told.value, estimate, figures.measure.unit, why=told.counted.note, by=by)
    return Own(seen.on, above, below, told.value, estimate, told.source, sentence)


def _population(figures: Figures, authority: str, on: date) -> Population | None:
    known = {year: one.denominator for year in figures.authorities if (one := figures.of(authority, year))}
    years = [year for year, denominator in known.items() if denominator and year <= collection_year(on)]
    if not years:
        return None
    year = max(years)
    source = f"as published with the figures of {year}: {'; '.join(figures.sources)}"
    return Population.by_hand(int(known[year] or 0), source=source, mid_year=year - 1)


_OWN = "this project's definition"
_AS_PUBLISHED = "the published definition, as near as it is known,"


def _sentence(on: date, value: float | None, estimate: Estimate | None, unit: str, *, why: str, by: str) -> str:
    if value is None:
        return f"Its own returns give no figure on {prose(on)}. {why}".strip()
    told = f"Its own returns, on {prose(on)}: {number(value, 1)} {unit}".replace(" %", "%")
    if estimate is None:
        return f"{told}."
    low, high = (number(end, 1) for end in estimate.interval)
    return f"{told} ({low} to {high}), by {by} and not yet published."
