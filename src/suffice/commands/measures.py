"""``suffice measures``: every indicator of one day, by groups of children, and with the children behind it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any

from suffice.commands.output import USAGE, complain, emit
from suffice.commands.returns import any_usable, population_given, year_words
from suffice.engine.words import prose
from suffice.engine.workbook import Table

if TYPE_CHECKING:
    from suffice.engine.measures import Indicator, Measure, Scene
    from suffice.engine.measures.living import Living
    from suffice.engine.places import Directory
    from suffice.engine.returns.model import Intake


def measures(
    paths: Sequence[Path],
    *,
    on: date | None,
    authority: str | None,
    population: str | None,
    only: Sequence[str],
    by: str | None,
    children: bool,
    options: Sequence[str],
    places: Sequence[Path] = (),
    groups: Path | None = None,
    as_json: bool,
    xlsx: Path | None,
) -> int:
    """Print the measures of one day; return the exit status."""
    from suffice.engine.measures import NoSuchAuthority, measure

    try:
        wanted = _wanted(only, by)
        directory = _places(places)
        intake = any_usable(paths)
        scene = scene_given(intake, on, authority=authority, population=population, options=_pairs(options))
        scene = replace(scene, places=directory, living=_living(groups, scene.on))
    except (NoSuchAuthority, ValueError) as refusal:
        complain(str(refusal))
        return USAGE
    told = [measure(one, scene) for one in wanted]
    document = {"on": scene.on.isoformat(), "measures": [_document(one, by, children=children) for one in told]}
    tables = _measured([one.document() for one in told], scene.on)
    tables += [_by_group(told, by)] if by else []
    tables += [_children(told)] if children else []
    emit(document, tables, as_json=as_json, xlsx=xlsx)
    return 0


def _wanted(only: Sequence[str], by: str | None) -> list[Indicator]:
    """Return the indicators that were asked for.

    Raises:
        ValueError: there is no such measure, or no such split.
    """
    from suffice.engine.measures import INDICATORS
    from suffice.engine.measures.splitting import SPLITS

    for code in only:
        if code not in INDICATORS:
            near = get_close_matches(code, INDICATORS, n=3, cutoff=0.4)
            meant = f" Perhaps {' or '.join(near)}?" if near else ""
            raise ValueError(f"There is no measure {code}.{meant} Without --measure every one is printed.")
    if by is not None and by not in SPLITS:
        raise ValueError(f"There is no split by {by}. There are: {', '.join(SPLITS)}.")
    return [one for code, one in INDICATORS.items() if not only or code in only]


def _places(paths: Sequence[Path]) -> Directory | None:
    """Return the places that were brought.

    Raises:
        ValueError: a file is not what it should be.
    """
    from suffice.engine.places import read_places

    if not paths:
        return None
    directory = read_places(paths)
    for finding in directory.findings:
        complain(finding.examples[0].sentence)
    return directory


def _living(file: Path | None, on: date) -> dict[str, Living]:
    """Return the children of each group who live here.

    Raises:
        ValueError: the file is not what it should be.
    """
    from suffice.engine.measures.living import of_day, read_living

    if file is None:
        return {}
    if not file.is_file():
        raise ValueError(f"{file} is no file that is there. Give a file of children by group.")
    return of_day(read_living(file), on)


def _pairs(options: Sequence[str]) -> dict[str, str]:
    return {name: choice for name, _, choice in (one.partition("=") for one in options)}


def scene_given(
    intake: Intake,
    on: date | None,
    *,
    authority: str | None,
    population: str | None,
    options: Mapping[str, str] | None = None,
) -> Scene:
    """Return what is measured: on the day given, or on the last that the returns cover.

    Raises:
        NoSuchAuthority: the returns name authorities, and the one given is none of them.
        ValueError: no day is known, or an option is not.
    """
    from suffice.engine.episodes import assemble
    from suffice.engine.measures import scene_of
    from suffice.engine.measures.beside import latest_day

    history = assemble(intake.usable)
    day = on or latest_day(history, intake.usable)
    if day is None:
        raise ValueError("No return here says which day is the latest: give the day to measure with --on.")
    named = {one.authority for one in intake.usable}
    divisor = population_given(population, known=authority is not None or (len(named) == 1 and None not in named))
    return scene_of(
        history, day, authority=authority, population=divisor, options=dict(options or {}), returns=intake.usable
    )


def _document(one: Measure, by: str | None, *, children: bool) -> dict[str, Any]:
    groups = {"by": {by: [_part(part) for part in _parts(one, by)]}} if by else {}
    return one.document() | groups | ({"children": one.judgement.to_dicts()} if children else {})


def _part(part: Any) -> dict[str, Any]:
    return {
        "group": part.label,
        "numerator": part.counted.above,
        "denominator": part.counted.below,
        "value": None if part.value is None else round(part.value, 6),
    }


def _parts(one: Measure, by: str) -> Sequence[Any]:
    """Return the groups of a measure; none where the returns do not tell them."""
    try:
        return one.by(by)
    except ValueError:
        return ()


def _measured(told: Sequence[Mapping[str, Any]], on: date) -> list[Table]:
    """Return the measures, and their sources once each, by number: most of them share one."""
    sources = list(dict.fromkeys(str(one["source"]) for one in told))
    columns = ["Code", "Measure", "Numerator", "Denominator", "Of year", "Value", "Unit", "Source"]
    rows = [
        [
            *(
                {
                    **one,
                    "denominator_year": year_words(one["denominator_year"]),
                    "source": sources.index(one["source"]) + 1,
                }
            ).values()
        ]
        for one in told
    ]
    numbered = [[at, source] for at, source in enumerate(sources, start=1)]
    return [Table(f"Measures on {prose(on)}", columns, rows), Table("Sources", ["Number", "Source"], numbered)]


def _by_group(told: Sequence[Measure], by: str) -> Table:
    rows = [[one.indicator.code, *_part(part).values()] for one in told for part in _parts(one, by)]
    return Table(f"By {by}", ["Code", "Group", "Numerator", "Denominator", "Value"], rows)


def _children(told: Sequence[Measure]) -> Table:
    from suffice.engine.measures import Outcome

    rows = [
        [
            one.indicator.code,
            row["authority"],
            row["child"],
            row["item"],
            Outcome(row["outcome"]).label,
            row.get("value"),
        ]
        for one in told
        for row in one.judgement.iter_rows(named=True)
    ]
    return Table("Children", ["Code", "Authority", "Child", "Item", "Outcome", "Value"], rows)
