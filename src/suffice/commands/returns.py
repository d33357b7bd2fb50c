"""``suffice check`` and ``suffice measures``: what the files say, before anything is projected."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from suffice.commands.output import USAGE, complain, emit, findings_table, progress
from suffice.engine.findings import merged
from suffice.engine.words import prose
from suffice.engine.workbook import Table

if TYPE_CHECKING:
    from suffice.engine.returns.model import Intake
    from suffice.engine.returns.population import Population


_NO_RETURN = 4
_NUMBER = re.compile(r"[+-]?[0-9,]*[0-9]")


def read(paths: Sequence[Path]) -> Intake:
    """Read every path, with a bar for whoever is watching.

    Raises:
        SystemExit: status 2 where a path does not exist.
    """
    from suffice.engine.returns.reading import read as read_paths

    for path in paths:
        insist_on(path)
    with progress() as told:
        return read_paths(paths, today=date.today(), progress=told)


def insist_on(path: Path) -> None:
    """Insist on there being something at a path.

    Raises:
        SystemExit: status 2 where there is not, after saying so.
    """
    try:
        there = path.exists()
    except OSError as trouble:
        complain(f"{path} cannot be reached: {trouble.strerror}. Ask for the right to read it, or bring a copy.")
        raise SystemExit(USAGE) from trouble
    if not there:
        complain(f"There is nothing at {path}. Give files, a folder, or a zip of a return.")
        raise SystemExit(USAGE)


def check(paths: Sequence[Path], *, as_json: bool, xlsx: Path | None) -> int:
    """Print what was recognised and what is wrong; return the exit status."""
    from suffice.engine.episodes import assemble
    from suffice.engine.returns.reading import exit_code

    intake = read(paths)
    findings = merged([*intake.findings, *assemble(intake.usable).findings])  # repairs across years are findings too
    document = {
        "files": [one.document() for one in intake.files],
        "findings": [one.document() for one in findings],
    }
    columns = ["File", "Return", "Table", "Year", "Rows", "Used", "Repaired", "Set aside"]
    rows = [list((one.document() | {"year": _year(one.year)}).values()) for one in intake.files]
    files = Table("Files", columns, rows)
    tables = [files, findings_table(findings)]
    if xlsx is not None:
        tables.append(_every_place(intake))
    emit(document, tables, as_json=as_json, xlsx=xlsx)
    _say_refusals(intake)
    return exit_code(intake)


def measures(
    paths: Sequence[Path],
    *,
    on: date,
    authority: str | None,
    population: str | None,
    as_json: bool,
    xlsx: Path | None,
) -> int:
    """Print the measures of one day; return the exit status."""
    from suffice.engine.episodes import assemble
    from suffice.engine.measures import NoSuchAuthority, compute
    from suffice.engine.returns.model import SSDA903

    intake = usable(paths)
    named = {one.authority for one in intake.of_kind(SSDA903)}
    divisor = population_given(population, known=authority is not None or (len(named) == 1 and None not in named))
    try:
        worked = compute(assemble(intake.usable), on, authority=authority, population=divisor)
    except NoSuchAuthority as refusal:
        complain(str(refusal))
        return USAGE
    told = [one.document() for one in worked]
    emit({"on": on.isoformat(), "measures": told}, _measured(told, on), as_json=as_json, xlsx=xlsx)
    return 0


def _measured(told: Sequence[Mapping[str, Any]], on: date) -> list[Table]:
    """Return the measures, and their sources once each, by number: most of them share one."""
    sources = list(dict.fromkeys(str(one["source"]) for one in told))
    columns = ["Code", "Measure", "Numerator", "Denominator", "Of year", "Value", "Unit", "Source"]
    rows = [
        [
            *(
                {**one, "denominator_year": _year(one["denominator_year"]), "source": sources.index(one["source"]) + 1}
            ).values()
        ]
        for one in told
    ]
    numbered = [[at, source] for at, source in enumerate(sources, start=1)]
    return [Table(f"Measures on {prose(on)}", columns, rows), Table("Sources", ["Number", "Source"], numbered)]


def usable(paths: Sequence[Path]) -> Intake:
    """Read the paths and insist on a usable SSDA903 return among them.

    Raises:
        SystemExit: with the status that ``suffice check`` would give, after saying why.
    """
    from suffice.engine.returns.model import SSDA903
    from suffice.engine.returns.reading import exit_code

    intake = read(paths)
    _say_refusals(intake)
    status = exit_code(intake)
    if not status and not intake.of_kind(SSDA903):
        complain("There is no SSDA903 return here, on which this rests. Bring its files as well.")
        raise SystemExit(_NO_RETURN)
    if status:
        complain("Nothing here can be used. `suffice check` on the same paths says why, file by file.")
        raise SystemExit(status)
    return intake


def _year(year: int | None) -> str | None:
    return None if year is None else str(year)


def population_given(given: str | None, *, known: bool) -> Population | None:
    """Return the population that was given as a file or a number; None where none was.

    Raises:
        SystemExit: status 2 where it cannot be used, after saying why.
    """
    from suffice.engine.returns.population import Population, PopulationUnreadable, read_population

    if given is None:
        return None
    try:
        if _NUMBER.fullmatch(given):
            return Population.by_hand(int(given.replace(",", "")), source="given on the command line")
        if not Path(given).exists():
            complain(f"{given} is neither a whole number nor a file that is there. Give one or the other.")
            raise SystemExit(USAGE)
        if not known:
            complain("A population file holds many authorities: say which with --authority, such as --authority 336.")
            raise SystemExit(USAGE)
        return read_population(Path(given))
    except (PopulationUnreadable, ValueError) as trouble:
        complain(str(trouble))
        raise SystemExit(USAGE) from trouble


def _say_refusals(intake: Intake) -> None:
    for sentence in dict.fromkeys(one.refusal for one in intake.returns if one.refusal is not None):
        complain(sentence)


def _every_place(intake: Intake) -> Table:
    columns = ["severity", "code", "file", "row", "column", "value", "sentence"]
    frame = intake.flags.select([name for name in columns if name in intake.flags.columns])
    return Table("Every place", frame.columns, frame.rows())
