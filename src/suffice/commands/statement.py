"""``suffice statement``: the sufficiency statement as a Word file or an accessible PDF."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from suffice.commands.output import FAILED, USAGE, complain, progress
from suffice.commands.returns import population_given, usable

if TYPE_CHECKING:
    from suffice.core.papers.model import Paper
    from suffice.publish.statement.inputs import Brought

_KINDS = {".docx": "word", ".pdf": "pdf"}
_NO_NAME = "The council"


def statement(
    paths: Sequence[Path],
    *,
    out: Path,
    origin: date,
    years: int,
    seed: int,
    authority: str | None,
    council: str | None,
    population: str | None,
    capacity: Path | None,
    prices: Path | None,
    scenario: Path | None,
    everything: bool,
) -> int:
    """Write the statement; return the exit status."""
    if out.suffix.lower() not in _KINDS:
        complain(f"A statement is written as .docx or .pdf, and {out.name} is neither: end the name in one of the two.")
        return USAGE
    from suffice.commands import scenario as scenarios
    from suffice.commands import supply
    from suffice.engine.disclosure import COUNCIL, PUBLICATION
    from suffice.engine.episodes import assemble
    from suffice.engine.measures.scene import NoSuchAuthority, of_authority
    from suffice.publish.statement.composing import statement as compose
    from suffice.publish.statement.gathering import Asked, Material, gather

    places, costs = supply.read(capacity, prices)
    supposed = scenarios.read(scenario).scenarios if scenario is not None else ()
    intake = usable(paths)
    try:
        history, code = of_authority(assemble(intake.usable), authority)
    except NoSuchAuthority as refusal:
        complain(str(refusal))
        return USAGE
    if not _covers(history.first_day, origin, history.last_day):
        return USAGE
    name = council or _name_of(code, authority)
    if name is None:
        return USAGE
    material = Material(
        council=name,
        authority=code or None,
        history=history,
        files=intake.files,
        population=population_given(population, known=bool(code)),
        provisions=places.records if places else (),
        prices=costs.records if costs else (),
        scenarios=supposed,
        brought={
            "capacity": _brought(capacity, places.rows if places else None),
            "prices": _brought(prices, costs.rows if costs else None),
            "scenarios": _brought(scenario, None),
        },
    )
    with progress() as told:
        asked = Asked(origin=origin, years=years, seed=seed, rule=COUNCIL if everything else PUBLICATION)
        inputs = gather(material, asked, made_on=date.today(), progress=told)
        paper = compose(inputs)
        return _write(paper, out)


def _brought(file: Path | None, rows: int | None) -> list[Brought]:
    from suffice.publish.statement.inputs import Brought

    return [Brought(file.name, hashlib.sha256(file.read_bytes()).hexdigest(), rows)] if file is not None else []


def _write(paper: Paper, out: Path) -> int:
    from suffice.core.papers import pdf, word

    try:
        (word if _KINDS[out.suffix.lower()] == "word" else pdf).write(paper, out)
    except OSError as trouble:
        complain(f"The statement cannot be written to {out}: {trouble.strerror}. Give -o a file that can be made.")
        return FAILED
    print(f"The statement is at {out}.")
    if paper.to_write:
        print("It is a draft. The council has still to write:")
        for words in paper.to_write:
            print(f"  {words}")
    return 0


def _covers(first: date | None, origin: date, last: date | None) -> bool:
    from suffice.engine.words import prose

    if first is not None and last is not None and first <= origin <= last:
        return True
    told = f"cover {prose(first)} to {prose(last)}" if first and last else "hold no dates"
    complain(f"The returns {told}, so a statement cannot start from {prose(origin)}: choose a day that they cover.")
    return False


def _name_of(code: str, asked: str | None) -> str | None:
    """Return what the statement calls the council; None, after saying so, where nobody knows the one asked for."""
    from suffice.engine.returns.population.authorities import find

    known = find(code)
    if known is None and asked is not None:
        complain(
            f"No authority in England is known as {asked}. Give its three figures, such as 336, its ONS code or its "
            "name; or say with --council what the statement is to call it."
        )
        return None
    return known.name if known else _NO_NAME
