"""All measures of one day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, TypedDict, Unpack

import polars as pl

from suffice.engine.episodes import History
from suffice.engine.measures.beside import censuses, own_codes, workbook_on
from suffice.engine.measures.judging import SHAPE
from suffice.engine.measures.lacking import lacking
from suffice.engine.measures.model import Cohort, Count, Indicator, Measure
from suffice.engine.measures.registry import INDICATORS
from suffice.engine.measures.scene import Places, Scene, chosen, of_authority, own_names
from suffice.engine.measures.tallying import tally
from suffice.engine.measures.telling import brought, left_out_sentence
from suffice.engine.returns.model import Return
from suffice.engine.returns.population import Population
from suffice.engine.returns.workforce.reading import workforce_on


class Given(TypedDict, total=False):
    """What measures can be given beside the history and the day.

    Attributes:
        authority: three-figure code, ONS code or name; without one, all rows are counted together.
        population: what rates divide by; without one they have a numerator and no value.
        options: chosen where the official definition is not settled, by the name of the option (`Indicator.options`).
        returns: every return that can be used, for the tables that the history does not hold.
        cin: the children in need censuses as one history; without it, those among the returns.
        annex_a: the lists of an Annex A workbook by name; without them, the latest of the day among the returns.
        workforce: the tables of the workforce census by name; without them, the latest census among the returns.
        places: tells distances and areas from postcodes.
    """

    authority: str | None
    population: Population | None
    options: Mapping[str, str]
    returns: Sequence[Return]
    cin: Any
    annex_a: Mapping[str, pl.DataFrame] | None
    workforce: Mapping[str, pl.DataFrame] | None
    places: Places | None


def scene_of(history: History, on: date, **given: Unpack[Given]) -> Scene:
    """Return what measures of the day `on` look at; see `Given`.

    Raises:
        NoSuchAuthority: the returns name authorities, and the one given is none of them.
        ValueError: an option is not known, or cannot be so chosen.
    """
    part, name = of_authority(history, given.get("authority"))
    options = dict(given.get("options", {}))
    _insist_on_known(options)
    returns, own = given.get("returns", ()), own_codes(name)
    return Scene(
        part,
        on,
        authority=name,
        population=given.get("population"),
        options=options,
        returns=returns,
        cin=given.get("cin") or censuses(returns, authorities=own),
        annex_a=given.get("annex_a") or workbook_on(returns, on, authorities=own),
        workforce=given.get("workforce") or workforce_on(returns, on, authorities=own),
        places=given.get("places"),
        authorities=own_names(history, given.get("authority")),
    )


def another_day(seen: Scene, on: date, *, since: date | None = None) -> Scene:
    """Return the same children on another day; what is the same on all days is not worked out again.

    Args:
        seen: of any day.
        on: the other day.
        since: the first day looked at, where measures of a year are asked of a shorter time.
    """
    own = own_codes(seen.authority)
    made = replace(
        seen,
        on=on,
        since=since,
        annex_a=workbook_on(seen.returns, on, authorities=own),
        workforce=workforce_on(seen.returns, on, authorities=own),
    )
    made.__dict__.update(care=seen.care, always=seen.always)
    return made


def compute(history: History, on: date, **given: Unpack[Given]) -> tuple[Measure, ...]:
    """Return every registered measure of the day `on`.

    Measures of a year look at the twelve months that end on the day; they have no figure where the returns do not
    cover them, nor where the return that they are counted from was not brought. Rates are worked out from a count and
    a population each time.

    Args:
        history: what `assemble` returned.
        on: the day.
        given: see `Given`.

    Raises:
        NoSuchAuthority: the returns name authorities, and the one given is none of them.
        ValueError: an option is not known, or cannot be so chosen.
    """
    seen = scene_of(history, on, **given)
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
