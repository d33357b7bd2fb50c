"""The Annex A workbook: eleven lists about every child that an inspection may ask after."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

import polars as pl

from suffice.engine.calendar import collection_year
from suffice.engine.returns import flags
from suffice.engine.returns.annex_a import as_at, settling
from suffice.engine.returns.annex_a.checks.run import run_checks
from suffice.engine.returns.annex_a.grid import grid
from suffice.engine.returns.annex_a.layouts import List, lists
from suffice.engine.returns.annex_a.mapping import AS_WRITTEN, NOTHING, Mapped
from suffice.engine.returns.annex_a.matching import Heads, heads, list_named, names_lists
from suffice.engine.returns.annex_a.settling import Settled
from suffice.engine.returns.archives import NotRead
from suffice.engine.returns.model import FileReport, Opened, Return
from suffice.engine.returns.remarks_beside import EVERY
from suffice.engine.returns.settle import none_set_aside
from suffice.engine.returns.workbooks import Workbook, is_workbook
from suffice.engine.words import counted, prose

_SURE = 0.6  # the share of a list's headings on one sheet that makes any workbook an Annex A
_NAMES = 5  # sheets called after lists that make it one whatever their headings


@dataclass(slots=True)
class _Found:
    """What was read so far of one workbook."""

    name: str
    settled: list[Settled] = field(default_factory=list)
    flags: list[pl.DataFrame] = field(default_factory=list)
    absent: dict[str, frozenset[str]] = field(default_factory=dict)

    def say(self, code: str, *, sheet: str | None = None, column: str | None = None, value: str | None = None) -> None:
        """Make a remark about the workbook, or about a sheet of it."""
        self.flags.append(flags.at_file(code, file=_shown(sheet, self.name), column=column, value=value))


class AnnexA:
    """The return, as `kinds` asks for it.

    Attributes:
        mapped: what a person decided; nothing unless a mapping file is brought.
    """

    KIND = "annex_a"

    def __init__(self, mapped: Mapped = NOTHING) -> None:
        self.mapped = mapped

    def recognises(self, name: str, data: bytes) -> bool:
        """Return whether a file is such a workbook: by the names of its sheets, then by their headings."""
        if not is_workbook(data):
            return False
        book = Workbook(data)
        numbered = [list_named(sheet) for sheet in book.sheets]
        if len({one.name for one in numbered if one is not None}) >= _NAMES:
            return True
        tops = [heads(book.sheet(sheet, top=True), self.mapped) for sheet in book.sheets]
        known = [one for one in tops if one is not None]
        if any(len(one.columns) >= _SURE * len(one.list.columns) for one in known):
            return True
        return len(known) >= 2 or (bool(known) and names_lists(list(book.sheets)))

    def read(self, data: bytes, *, name: str, folder: str, sha256: str, today: date) -> Opened:
        """Return what a workbook holds, its checks made.

        Raises:
            NotRead: it passes a limit, is damaged, or none of its sheets is a list.
        """
        book = Workbook(data)
        found = _Found(name)
        for sheet in book.sheets:
            _read_sheet(book, sheet, found, self.mapped, today=today)
        if not found.settled:
            raise NotRead("not-a-return", "none of its sheets has the headings of a list of Annex A")
        _tell_lists(found)
        return _opened(found, self.mapped, sha256=sha256)


def _shown(sheet: str | None, name: str) -> str:
    return name if sheet is None else f"sheet {sheet} of {name}"


def _read_sheet(book: Workbook, sheet: str, found: _Found, mapped: Mapped, *, today: date) -> None:
    held = book.sheet(sheet)
    if not held.rows:
        return
    head = heads(held, mapped)
    if head is None:
        if mapped.sheets.get(sheet) == AS_WRITTEN:
            return
        found.say("sheet-unknown", sheet=sheet, value=sheet)
        return
    if held.merged:
        found.say("merged-cells", sheet=sheet, value=counted(held.merged, "range"))
    _tell_headings(head, sheet, found, mapped)
    shown = _shown(sheet, found.name)
    rows = grid(held, head, book, shown=shown)
    found.settled.append(settling.settle(head.list, rows, sheet=sheet, shown=shown, today=today, mapped=mapped))


def _tell_headings(head: Heads, sheet: str, found: _Found, mapped: Mapped) -> None:
    one = head.list
    if list_named(sheet) is not one and sheet not in mapped.sheets:
        found.say("sheet-by-headings", sheet=sheet, value=f"List {one.number} ({one.title})")
    if sheet in mapped.sheets:
        found.say("mapping-applied", sheet=sheet, value=f"the sheet is read as List {one.number}")
    for column in one.columns:
        written = head.written[head.columns[column.field]] if column.field in head.columns else ""
        if column.field in head.guessed:
            found.say("heading-read-as", sheet=sheet, column=column.title, value=f'"{written}"')
        elif column.field in head.decided:
            words = f'the heading "{written}" is read as {column.title}'
            found.say("mapping-applied", sheet=sheet, column=column.title, value=words)
        elif not written:
            found.say("column-missing", sheet=sheet, column=column.title)
    lacking = frozenset(column.field for column in one.columns if column.field not in head.columns)
    found.absent[one.name] = found.absent.get(one.name, lacking) & lacking
    for at in head.unmapped:
        if mapped.heading(one.name, head.written[at]) is None:
            found.say("heading-unmapped", sheet=sheet, column=head.written[at], value=f'"{head.written[at]}"')
    for at in head.repeated:
        found.say("column-repeated", sheet=sheet, column=head.written[at])


def _tell_lists(found: _Found) -> None:
    by_list: dict[str, list[str]] = {}
    for one in found.settled:
        by_list.setdefault(one.list.name, []).append(one.sheet)
        if not one.rows:
            found.say("no-rows", sheet=one.sheet)
    for name, asked in lists().items():
        if name not in by_list:
            found.say("list-missing", value=f"List {asked.number} ({asked.title})")
    for sheets in by_list.values():
        for sheet in sheets if len(sheets) > 1 else ():
            others = " and ".join(f"sheet {other}" for other in sheets if other != sheet)
            found.say("list-in-two-sheets", sheet=sheet, value=others)


def _opened(found: _Found, mapped: Mapped, *, sha256: str) -> Opened:
    frames = {
        name: pl.concat([one.frame for one in found.settled if one.list.name == name], how="diagonal")
        for name in lists()
        if any(one.list.name == name for one in found.settled)
    }
    told = None if mapped.as_at else as_at.found(frames)
    day = mapped.as_at or (told[0] if told else None)
    if told is not None:
        found.say("as-at-found", value=f"{prose(told[0])}, because {told[1]}")
    elif day is None:
        found.say("workbook-undated")
    year = None if day is None else collection_year(day)
    reports = tuple(_report(one, found.name, year, sha256) for one in found.settled)
    ret = Return(
        kind=AnnexA.KIND,
        authority=mapped.authority,
        year=year,
        name=found.name,
        tables={name: _whole(frame, found.name, mapped.authority, year) for name, frame in frames.items()},
        files=reports,
        refusal=EVERY["workbook-undated"].sentence.replace("{file}", found.name) if day is None else None,
        absent=frozenset(f"{one}.{column}" for one, columns in found.absent.items() for column in columns),
        as_at=day,
    )
    sheets = {_shown(one.sheet, found.name): one.list for one in found.settled}
    said = _placed(
        flags.joined([*found.flags, *(one.flags for one in found.settled), run_checks(ret)]), found.name, sheets
    )
    return Opened((ret,), reports, said, _aside(found))


def _report(one: Settled, name: str, year: int | None, sha256: str) -> FileReport:
    used = one.frame.height
    return FileReport(
        name, AnnexA.KIND, one.list.name, year, one.rows, used - one.repaired, one.repaired, one.rows - used, sha256
    )


def _whole(frame: pl.DataFrame, name: str, authority: str | None, year: int | None) -> pl.DataFrame:
    return frame.select(
        pl.exclude("row", "sheet"),
        pl.lit(authority, dtype=pl.String).alias("authority"),
        pl.lit(year, dtype=pl.Int32).alias("year"),
        pl.lit(name).alias("file"),
        "row",
        "sheet",
    )


def _placed(said: pl.DataFrame, name: str, sheets: Mapping[str, List]) -> pl.DataFrame:
    """Return flags whose file is the workbook and whose column says in which list it is."""
    titles = {shown: f"List {one.number}: " for shown, one in sheets.items()}
    before = pl.col("file").replace_strict(titles, default="", return_dtype=pl.String)
    return said.with_columns(column=before + pl.col("column"), file=pl.lit(name)) if said.height else said


def _aside(found: _Found) -> pl.DataFrame:
    def lines() -> Iterator[pl.DataFrame]:
        for one in found.settled:
            yield one.set_aside.select(
                pl.lit(found.name).alias("file"), "row", pl.lit(one.list.name).alias("table"), "reason", "values"
            )

    return pl.concat([none_set_aside(), *lines()])
