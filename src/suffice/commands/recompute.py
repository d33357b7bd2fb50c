"""``suffice recompute``: published rates and shares worked out again from the counts published beside them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from suffice.commands.output import FAILED, complain, emit, progress
from suffice.commands.returns import insist_on
from suffice.engine.workbook import Table

if TYPE_CHECKING:
    from suffice.engine.returns.published import PublishedFile
    from suffice.engine.returns.published.recomputing import Line

NOT_PUBLISHED = 4


def recompute(paths: Sequence[Path], *, as_json: bool, xlsx: Path | None) -> int:
    """Print what the counts give; return 0 where they give every figure of authorities, 1 where not, 4 without any."""
    from suffice.engine.returns.published.layouts import LICENCE
    from suffice.engine.returns.published.recomputing import recompute as work_out

    files = _read(paths)
    lines = [line for line in work_out(files) if line.given or line.above]
    if not lines:
        complain(
            "Nothing here is a published table with counts and the figures worked out of them. Give the CSV files as "
            "their publishers ship them, or a folder of them."
        )
        return NOT_PUBLISHED
    document = {
        "files": [{"name": one.file, "table": one.table.key, "rows": one.rows, "used": one.used} for one in files],
        "lines": [one.document() for one in lines],
        "licence": LICENCE,
    }
    emit(document, [_table(lines), *_misses(lines)], as_json=as_json, xlsx=xlsx)
    return 0 if all(one.equal == one.given for one in lines) else FAILED


def _read(paths: Sequence[Path]) -> list[PublishedFile]:
    """Read every published table under the paths; other files are passed over.

    Raises:
        SystemExit: status 2 where a path does not exist.
    """
    from suffice.engine.returns.archives import NotRead
    from suffice.engine.returns.published.reading import read_data
    from suffice.engine.returns.sources import open_sources

    for path in paths:
        insist_on(path)
    sources = open_sources(paths)
    found: list[PublishedFile] = []
    with progress() as told:
        for done, source in enumerate(sources.files):
            told(done, len(sources.files), f"Reading {source.name}")
            try:
                one = read_data(source.read(), name=source.name)
            except NotRead as refusal:
                complain(f"{source.name} was not read: {refusal.reason}.")
                continue
            found += [one] if one is not None else []
    return found


def _table(lines: Sequence[Line]) -> Table:
    columns = ["What", "Counts", "Authority-years", "Equal", "Per cent", "England and regions", "Equal"]
    rows = [
        [
            one.title,
            one.rounding,
            one.given,
            one.equal,
            None if one.share is None else round(100 * one.share, 2),
            one.above,
            one.above_equal,
        ]
        for one in lines
    ]
    return Table("Published figures worked out again", columns, rows)


def _misses(lines: Sequence[Line]) -> list[Table]:
    """The figures that the counts do not give, where there are any."""
    columns = ["File", "Area", "Year", "Figure", "Counted", "Out of", "Published", "Counts give at least", "At most"]
    rows = [
        [one.file, one.area, str(one.year), one.measure, one.counted, one.out_of, one.published, one.least, one.most]
        for line in lines
        for one in line.misses
    ]
    return [Table("Not equal: the first of each", columns, rows)] if rows else []
