"""``suffice statement``: the sufficiency statement as a Word file or an accessible PDF."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from suffice.commands.output import FAILED, USAGE, complain, progress
from suffice.commands.returns import population_given, usable

if TYPE_CHECKING:
    from suffice.core.papers.model import Paper
    from suffice.engine.supply.reading import Records

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
    everything: bool,
) -> int:
    """Write the statement; return the exit status."""
    if out.suffix.lower() not in _KINDS:
        complain(f"A statement is written as .docx or .pdf, and {out.name} is neither: end the name in one of the two.")
        return USAGE
    from suffice.engine.disclosure import COUNCIL, PUBLICATION
    from suffice.engine.episodes import assemble
    from suffice.engine.measures.scene import NoSuchAuthority, of_authority
    from suffice.engine.supply.reading import read_capacity, read_prices
    from suffice.publish.statement.composing import statement as compose
    from suffice.publish.statement.gathering import Asked, Material, gather
    from suffice.publish.statement.inputs import Brought

    intake = usable(paths)
    try:
        history, code = of_authority(assemble(intake.usable), authority)
    except NoSuchAuthority as refusal:
        complain(str(refusal))
        return USAGE
    if not _covers(history.first_day, origin, history.last_day):
        return USAGE
    places, costs = _read(read_capacity, capacity), _read(read_prices, prices)
    material = Material(
        council=council or _name_of(code),
        authority=code or None,
        history=history,
        files=intake.files,
        population=population_given(population, known=bool(code)),
        provisions=places.records if places else (),
        prices=costs.records if costs else (),
        brought={
            name: [Brought(file.name, hashlib.sha256(file.read_bytes()).hexdigest(), records.rows)]
            for name, file, records in (("capacity", capacity, places), ("prices", prices, costs))
            if file is not None and records is not None
        },
    )
    with progress() as told:
        asked = Asked(origin=origin, years=years, seed=seed, rule=COUNCIL if everything else PUBLICATION)
        inputs = gather(material, asked, made_on=date.today(), progress=told)
        paper = compose(inputs)
        return _write(paper, out)


def _read(reader: Callable[[Path], Records[Any]], file: Path | None) -> Records[Any] | None:
    """Read a file of places or prices, and say which rows of it are not used."""
    from suffice.engine.returns.sheets import SheetUnreadable

    if file is None:
        return None
    try:
        records = reader(file)
    except SheetUnreadable as trouble:
        complain(str(trouble))
        raise SystemExit(USAGE) from trouble
    for one in records.aside:
        complain(one.sentence)
    return records


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
    from suffice.commands.drawing import prose

    if first is not None and last is not None and first <= origin <= last:
        return True
    told = f"cover {prose(first)} to {prose(last)}" if first and last else "hold no dates"
    complain(f"The returns {told}, so a statement cannot start from {prose(origin)}: choose a day that they cover.")
    return False


def _name_of(authority: str) -> str:
    from suffice.engine.returns.population.authorities import find

    known = find(authority)
    return known.name if known else _NO_NAME
