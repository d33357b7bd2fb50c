"""From paths to returns: every file read, recognised, settled row by row and given to its authority and year."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import polars as pl

from suffice.engine.returns import agreement, assembling, csv_table, flags, grouping, kinds, markup, settle, workbooks
from suffice.engine.returns.archives import NotRead, is_zip
from suffice.engine.returns.kinds import OtherReturn
from suffice.engine.returns.model import SSDA903, FileReport, Intake, Opened, Return
from suffice.engine.returns.published.kind import KIND as PUBLISHED
from suffice.engine.returns.settle import UNIT, Settled
from suffice.engine.returns.sources import Source, Sources, open_sources
from suffice.engine.returns.ssda903 import tables, xml
from suffice.engine.returns.ssda903.checks.run import run_checks
from suffice.engine.returns.ssda903.tables import RawTable

_YEAR = "_year"
_NUMBER = re.compile(r"[0-9]+$")
_BROKEN_RETURN = frozenset({"xml-broken", "xml-doctype", "xml-empty"})
Progress = Callable[[int, int, str], None]
"""Told how much is done, of how much, and what is being done."""


@dataclass(slots=True)
class _Opened:
    """What the files held, before rows are settled."""

    today: date
    kinds: Sequence[OtherReturn]
    raws: list[RawTable] = field(default_factory=list)
    hashes: dict[str, str] = field(default_factory=dict)
    others: list[FileReport] = field(default_factory=list)
    broken: list[FileReport] = field(default_factory=list)
    flags: list[pl.DataFrame] = field(default_factory=list)
    beside: list[Opened] = field(default_factory=list)


def read(
    paths: Sequence[Path],
    *,
    today: date,
    progress: Progress | None = None,
    among: Sequence[OtherReturn] = kinds.KINDS,
) -> Intake:
    """Read every return under `paths`.

    Args:
        paths: files, folders, folders of year folders, zips.
        today: no event can lie after it.
        progress: called as files are read.
        among: the returns beside the SSDA903 that are looked for; one may carry what a person decided about it.

    Returns:
        All files, recognised or not, with their rows accounted for; the returns, usable or refused; what was found.
        Bad input never raises: it is a finding.
    """
    sources = open_sources(paths)
    opened = _Opened(today, among)
    for done, source in enumerate(sources.files):
        if progress is not None:
            progress(done, len(sources.files), f"Reading {source.name}")
        _open(source, opened)
    if progress is not None:
        progress(len(sources.files), len(sources.files), "Checking")
    return _intake(sources, opened, today=today)


def exit_code(intake: Intake) -> int:
    """Return what ``suffice check`` exits with: 0 some return is usable, 3 all are refused, 4 there is none."""
    if intake.usable:
        return 0
    return 3 if intake.returns else 4


def check_code(intake: Intake) -> int:
    """Return the same where a published file is as good as a return: there is something here that can be used."""
    published = any(one.kind == PUBLISHED and one.used for one in intake.files)
    return 0 if published and not intake.returns else exit_code(intake)


def _open(source: Source, opened: _Opened) -> None:
    sha256, kind = "", None
    try:
        data = source.read()
        sha256 = hashlib.sha256(data).hexdigest()
        opened.hashes[source.name] = sha256
        if (other := kinds.kind_of(source.name, data, opened.kinds)) is not None:
            kind = other.KIND
            opened.beside.append(
                other.read(data, name=source.name, folder=source.folder, sha256=sha256, today=opened.today)
            )
            return
        found = _recognised(source, data, opened)
        opened.raws += found
        if not found:
            opened.others.append(FileReport(source.name, None, None, None, sha256=sha256))
    except NotRead as error:
        line, _, words = error.reason.partition(":") if error.code == "xml-broken" else ("", "", error.reason)
        row = int(line) if line else None
        opened.flags.append(flags.at_file(error.code, file=source.name, value=words or None, row=row))
        kind = kind or (SSDA903 if error.code in _BROKEN_RETURN else None)
        report = FileReport(source.name, kind, None, None, sha256=sha256)
        (opened.broken if kind else opened.others).append(report)


def _recognised(source: Source, data: bytes, opened: _Opened) -> list[RawTable]:
    """Return the tables in one file; where there are none, say why."""
    if not data.strip(b"\0 \t\r\n"):
        opened.flags.append(flags.at_file("file-empty", file=source.name))
        return []
    if data.startswith(workbooks.OLD_OR_LOCKED):
        opened.flags.append(flags.at_file("workbook-locked", file=source.name))
        return []
    if markup.is_xml(data):
        root = markup.begins(data).root
        if root == xml.ROOT:
            return xml.read_tables(data, file=source.name, folder=source.folder)
        why = f"its outermost element is {root}, not {xml.ROOT}" if root else "it is no well-formed XML"
    elif is_zip(data[:4]):
        why = "it is a workbook or another office file; save each sheet as CSV"
    elif (text := csv_table.decode(data)) is not None:
        grid = csv_table.grid(text.text)
        if grid is not None and (raw := _table(source, grid, text, opened)) is not None:
            return [raw]
        lacking = None if grid is None else tables.almost(grid.header)
        if lacking:
            opened.flags.append(flags.at_file("almost-a-table", file=source.name, value=lacking))
            return []
        why = "its columns are those of no table of the SSDA903 return"
    else:
        why = "it is not text"
    opened.flags.append(flags.at_file("not-a-return", file=source.name, value=why))
    return []


def _table(source: Source, grid: csv_table.Grid, text: csv_table.Text, opened: _Opened) -> RawTable | None:
    found = tables.recognise(grid.header)
    if found is None:
        return None
    opened.flags += tables.remarks_on(found, file=source.name)
    if text.encoding != "UTF-8":
        opened.flags.append(flags.at_file("encoding-guessed", file=source.name, value=text.encoding))
    if text.nuls:
        opened.flags.append(flags.at_file("nul-characters", file=source.name, value=f"{text.nuls:,}"))
    if grid.frame.is_empty():
        opened.flags.append(flags.at_file("no-rows", file=source.name))
    return tables.from_grid(grid, found, file=source.name, folder=source.folder)


def _intake(sources: Sources, opened: _Opened, *, today: date) -> Intake:
    units, raws = grouping.grouped(opened.raws, today=today)
    opened.raws.clear()
    years = {unit.number: unit.year for unit in units}
    settled = _all_settled(raws, years, opened.hashes, today=today)
    returns, remarks = assembling.assembled(units, settled, top=sources.top)
    checked = [
        run_checks(ret).with_columns(use=pl.lit(None, dtype=pl.String)) for ret in returns if ret.year is not None
    ]
    beside, twice = assembling.told_twice([ret for one in opened.beside for ret in one.returns])
    apart = agreement.told(agreement.differences([*returns, *beside]))
    told = [*remarks, *checked, *twice, *(one.flags for one in opened.beside), apart]
    every = flags.joined([*opened.flags, *(one.flags for one in settled), *told])
    reports = [*opened.others, *opened.broken, *(one.report for one in settled)]
    reports += [report for one in opened.beside for report in one.reports]
    aside = [*(one.set_aside for one in settled), *(one.set_aside for one in opened.beside)]
    return Intake(
        files=tuple(sorted(reports, key=_in_order)),
        returns=(*returns, *_broken(opened), *beside),
        findings=flags.findings(every),
        flags=every,
        set_aside=pl.concat([settle.none_set_aside(), *aside]),
        published=tuple(ret for one in opened.beside for ret in one.published),
    )


def _in_order(report: FileReport) -> tuple[str, str, int]:
    """Return what files are ordered by; List 2 comes before List 10."""
    return report.name, _NUMBER.sub(lambda number: number[0].zfill(3), report.table or ""), report.year or 0


def _broken(opened: _Opened) -> list[Return]:
    sentences = {row["file"]: row["sentence"] for flagged in opened.flags for row in flagged.iter_rows(named=True)}
    return [assembling.broken(report, sentences[report.name]) for report in opened.broken]


def _all_settled(
    raws: list[RawTable], years: dict[int, int | None], hashes: dict[str, str], *, today: date
) -> list[Settled]:
    """Settle every table, letting go of its text as soon as that is done: a region's returns are large."""
    settled: list[Settled] = []
    for raw in _emptying(raws):
        settled += _settled(raw, years, hashes[raw.file], today=today)
    return settled


def _emptying(raws: list[RawTable]) -> Iterator[RawTable]:
    raws.reverse()
    while raws:
        yield raws.pop()


def _settled(raw: RawTable, years: dict[int, int | None], sha256: str, *, today: date) -> list[Settled]:
    """Settle one table of one file, collection year by collection year; lines that are no rows go with the first."""
    year = pl.col(UNIT).replace_strict(years, default=None, return_dtype=pl.Int32)
    if raw.frame.is_empty():
        at_home = years[raw.home] if raw.home is not None else None
        return [settle.settle(raw, raw.frame, raw.ragged, year=at_home, today=today, sha256=sha256)]
    parts = raw.frame.with_columns(year.alias(_YEAR)).partition_by(_YEAR, maintain_order=True)
    none = raw.ragged.clear()
    return [
        settle.settle(
            raw, part.drop(_YEAR), none if at else raw.ragged, year=part[_YEAR][0], today=today, sha256=sha256
        )
        for at, part in enumerate(parts)
    ]
