"""``suffice check``, and the reading that other commands begin with."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from suffice.commands.output import USAGE, complain, emit, findings_table, progress
from suffice.engine.findings import merged
from suffice.engine.workbook import Table

if TYPE_CHECKING:
    from suffice.engine.returns.annex_a.mapping import Mapped
    from suffice.engine.returns.model import Intake
    from suffice.engine.returns.population import Population


_NO_RETURN = 4
_NUMBER = re.compile(r"[+-]?[0-9,]*[0-9]")


def read(paths: Sequence[Path], *, mapped: Mapped | None = None) -> Intake:
    """Read every path, with a bar for whoever is watching; `mapped` is what a person decided about a workbook.

    Raises:
        SystemExit: status 2 where a path does not exist.
    """
    from suffice.engine.returns.kinds import KINDS, with_mapping
    from suffice.engine.returns.reading import read as read_paths

    for path in paths:
        insist_on(path)
    with progress() as told:
        among = KINDS if mapped is None else with_mapping(mapped)
        return read_paths(paths, today=date.today(), progress=told, among=among)


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


def check(
    paths: Sequence[Path],
    *,
    as_json: bool,
    xlsx: Path | None,
    mapping: Path | None = None,
    write_mapping: Path | None = None,
) -> int:
    """Print what was recognised and what is wrong; return the exit status."""
    from suffice.commands import mapping as mapping_files
    from suffice.engine.episodes import assemble
    from suffice.engine.returns.cin.history import census_history
    from suffice.engine.returns.reading import check_code

    mapped = mapping_files.brought(mapping)
    intake = read(paths, mapped=mapped)
    if write_mapping is not None:
        mapping_files.write(write_mapping, intake, mapped)
    across = (*assemble(intake.usable).findings, *census_history(intake.usable).findings)  # years together tell more
    findings = merged([*intake.findings, *across])
    document = {
        "files": [one.document() for one in intake.files],
        "findings": [one.document() for one in findings],
    }
    columns = ["File", "Return", "Table", "Year", "Rows", "Used", "Repaired", "Set aside"]
    rows = [list((one.document() | {"year": year_words(one.year)}).values()) for one in intake.files]
    files = Table("Files", columns, rows)
    tables = [files, findings_table(findings)]
    if xlsx is not None:
        tables.append(_every_place(intake))
    emit(document, tables, as_json=as_json, xlsx=xlsx)
    _say_refusals(intake)
    return check_code(intake)


def usable(paths: Sequence[Path]) -> Intake:
    """Read the paths and insist on a usable SSDA903 return among them.

    Raises:
        SystemExit: with the status that ``suffice check`` would give, after saying why.
    """
    from suffice.engine.returns.model import SSDA903

    intake = any_usable(paths)
    if not intake.of_kind(SSDA903):
        complain("There is no SSDA903 return here, on which this rests. Bring its files as well.")
        raise SystemExit(_NO_RETURN)
    return intake


def any_usable(paths: Sequence[Path]) -> Intake:
    """Read the paths and insist on a usable return among them, whatever its kind.

    Raises:
        SystemExit: with the status that ``suffice check`` would give, after saying why.
    """
    from suffice.engine.returns.reading import exit_code

    intake = read(paths)
    _say_refusals(intake)
    status = exit_code(intake)
    if status:
        complain("Nothing here can be used. `suffice check` on the same paths says why, file by file.")
        raise SystemExit(status)
    return intake


def year_words(year: int | None) -> str | None:
    """Return a year as a table writes it: without a comma."""
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
