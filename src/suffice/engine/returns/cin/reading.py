"""One file of the children in need census, from bytes to a return."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

import polars as pl

from suffice.engine.returns import flags, markup, settle
from suffice.engine.returns.cin import header, layouts, settling
from suffice.engine.returns.cin.checks.run import run_checks
from suffice.engine.returns.cin.layouts import tables
from suffice.engine.returns.cin.settling import Place, Settled
from suffice.engine.returns.cin.walking import Walked, walk
from suffice.engine.returns.model import Opened, Return
from suffice.engine.returns.remarks_beside import EVERY

KIND = layouts.KIND
_PARTS = frozenset({"CHILDREN", "CHILD", "CHILDIDENTIFIERS", "LACHILDID", "CINDETAILS"})
_MAIN = ("CINdetails", "Assessments", "CINPlanDates", "Section47", "ChildProtectionPlans")


def recognises(name: str, data: bytes) -> bool:
    """Return whether a file is a census: an XML whose header says CIN, or that says nothing and begins as one."""
    if not markup.is_xml(data):
        return False
    begun = markup.begins(data)
    if begun.root != "MESSAGE":
        return False
    return begun.collection == "CIN" if begun.collection else bool(_PARTS & begun.names)


def read(data: bytes, *, name: str, folder: str, sha256: str, today: date) -> Opened:
    """Return the census that a file is, every row of it accounted for, its checks made.

    Raises:
        NotRead: where the XML is broken, declares a document type, or holds no child.
    """
    walked = walk(data)
    rows = {table: settling.tidy(records.frame()) for table, records in walked.rows.items()}
    head = header.read_header(rows["Header"], rows.values(), today=today)
    at = Place(name, sha256, head.authority, head.year, today)
    settled = [settling.settle_table(table, rows[table.name], at) for table in tables().values()]
    pieces = settling.settle_pieces(walked.pieces, at)
    ret = _return(settled, at)
    said = rows["Header"].row(0, named=True) if rows["Header"].height else {}
    told = [
        *(one.flags for one in [*settled, pieces]),
        *header.remarks(head, said, ret.tables, file=name),
        *_about_elements(walked, at),
        *_absent(ret.tables, at),
        *_judged(ret),
    ]
    every = [*settled, *([pieces] if walked.pieces else [])]
    return Opened(
        returns=(ret,),
        reports=tuple(one.report for one in every if one.report.rows),
        flags=flags.joined(told),
        set_aside=pl.concat([settle.none_set_aside(), *(one.set_aside for one in every)]),
    )


def _return(settled: list[Settled], at: Place) -> Return:
    refusal = None if at.year is not None else EVERY["census-undated"].sentence.replace("{value}", at.file)
    return Return(
        kind=KIND,
        authority=at.authority,
        year=at.year,
        name=at.file,
        tables={one.name: one.frame for one in settled},
        files=tuple(one.report for one in settled if one.report.rows),
        refusal=refusal,
    )


def _judged(ret: Return) -> list[pl.DataFrame]:
    if ret.year is None:
        return [flags.at_file("census-undated", file=ret.name, value=ret.name)]
    return [run_checks(ret).with_columns(use=pl.lit(None, dtype=pl.String))]


def _about_elements(walked: Walked, at: Place) -> Iterator[pl.DataFrame]:
    """Remark on text that nothing reads and on elements of another year, once each."""
    for (table, name), line in walked.names.items():
        years = tables()[table].years[name]
        if not years.hold(at.year):
            yield flags.at_file(
                "element-not-in-year", file=at.file, column=_written(table, name), value=years.words, row=line
            )
    for line, words in walked.stray:
        yield flags.at_file("text-between-elements", file=at.file, value=words[:80], row=line)


def _written(table: str, name: str) -> str:
    """Return the published name of an element given in capitals."""
    own = tables()[table]
    return next(one for one in (own.element, *(c.name for c in own.columns), *own.also) if one.upper() == name)


def _absent(frames: Mapping[str, pl.DataFrame], at: Place) -> Iterator[pl.DataFrame]:
    for table in _MAIN:
        if frames[table].is_empty():
            yield flags.at_file("module-absent", file=at.file, column=table)
