"""All measures of one day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import polars as pl

from suffice.engine.episodes import History
from suffice.engine.measures.judging import SHAPE
from suffice.engine.measures.lacking import lacking
from suffice.engine.measures.model import Cohort, Count, Indicator, Measure
from suffice.engine.measures.registry import INDICATORS
from suffice.engine.measures.scene import Places, Scene, chosen, of_authority, own_names
from suffice.engine.measures.tallying import tally
from suffice.engine.measures.telling import brought, left_out_sentence
from suffice.engine.returns.model import Return
from suffice.engine.returns.population import Population


def scene_of(
    history: History,
    on: date,
    *,
    authority: str | None = None,
    population: Population | None = None,
    options: Mapping[str, str] | None = None,
    returns: Sequence[Return] = (),
    cin: Any = None,
    annex_a: Mapping[str, pl.DataFrame] | None = None,
    workforce: Mapping[str, pl.DataFrame] | None = None,
    places: Places | None = None,
) -> Scene:
    """Return what measures of the day `on` look at; see `compute` for what is given.

    Raises:
        NoSuchAuthority: the returns name authorities, and `authority` is none of them.
        ValueError: an option is not known, or cannot be so chosen.
    """
    part, name = of_authority(history, authority)
    settled = dict(options or {})
    _insist_on_known(settled)
    return Scene(
        part,
        on,
        authority=name,
        population=population,
        options=settled,
        returns=returns,
        cin=cin,
        annex_a=annex_a,
        workforce=workforce,
        places=places,
        authorities=own_names(history, authority),
    )


def compute(
    history: History,
    on: date,
    *,
    authority: str | None = None,
    population: Population | None = None,
    options: Mapping[str, str] | None = None,
    returns: Sequence[Return] = (),
    cin: Any = None,
    annex_a: Mapping[str, pl.DataFrame] | None = None,
    workforce: Mapping[str, pl.DataFrame] | None = None,
    places: Places | None = None,
) -> tuple[Measure, ...]:
    """Return every registered measure of the day `on`.

    Measures of a year look at the twelve months that end on the day; they have no figure where the returns do not
    cover them, nor where the return that they are counted from was not brought. Rates are worked out from a count and
    a population each time.

    Args:
        history: what `assemble` returned.
        on: the day.
        authority: three-figure code, ONS code or name; without one, all rows are counted together.
        population: what rates divide by; without one they have a numerator and no value.
        options: chosen where the official definition is not settled, by the name of the option (`Indicator.options`).
        returns: every return that can be used, for the tables that the history does not hold.
        cin: the children in need censuses as one history.
        annex_a: the lists of the latest Annex A workbook by name.
        workforce: the tables of the workforce census by name.
        places: tells distances and areas from postcodes.

    Raises:
        NoSuchAuthority: the returns name authorities, and `authority` is none of them.
        ValueError: an option is not known, or cannot be so chosen.
    """
    seen = scene_of(
        history,
        on,
        authority=authority,
        population=population,
        options=options,
        returns=returns,
        cin=cin,
        annex_a=annex_a,
        workforce=workforce,
        places=places,
    )
    return tuple(measure(one, seen) for one in INDICATORS.values())


def measure(indicator: Indicator, seen: Scene) -> Measure:
    """Return one measure of a scene."""
    why_not = lacking(indicator, seen)
    judgement = pl.DataFrame(schema=SHAPE) if why_not else indicator.judge(seen)
    counted = Count(None, None, note=why_not) if why_not else tally(indicator, judgement, scene=seen)
    counted = replace(counted, left_out=0 if why_not else _left_out(indicator, seen))
    settled = [one.choices[chosen(seen, one)] for one in indicator.options]
    sentences = (
        brought(indicator, seen),
        counted.note,
        *([] if why_not else settled),
        left_out_sentence(counted),
        f"Definition: {indicator.reference}; version {indicator.version}.",
    )
    return Measure(indicator, seen.on, counted, " ".join(one for one in sentences if one), judgement, seen)


def _left_out(indicator: Indicator, seen: Scene) -> int:
    if indicator.cohort is Cohort.OTHER:
        return 0
    return seen.stock.left_out if indicator.cohort is Cohort.IN_CARE else seen.flows.left_out


def _insist_on_known(asked: Mapping[str, str]) -> None:
    known = {option.name: option for one in INDICATORS.values() for option in one.options}
    for name, choice in asked.items():
        if name not in known:
            raise ValueError(f"There is no option {name}. There are: {', '.join(sorted(known))}.")
        if choice not in known[name].choices:
            raise ValueError(f"The option {name} can be {' or '.join(known[name].choices)}, not {choice}.")
