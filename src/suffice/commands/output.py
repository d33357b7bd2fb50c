"""What a command says: a readable table, one JSON document, or a workbook; trouble goes to standard error."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from suffice.engine.findings import Finding
from suffice.engine.workbook import Table, write_workbook


def emit(document: dict[str, Any], tables: Sequence[Table], *, as_json: bool, xlsx: Path | None) -> None:
    """Print the document as JSON, or the tables for a reader; write the workbook where one is asked for."""
    if xlsx is not None:
        write_workbook(xlsx, tables)
    if as_json:
        sys.stdout.write(json.dumps(document, ensure_ascii=False, indent=1) + "\n")
    else:
        _print_tables(tables)
        if xlsx is not None:
            complain(f"The workbook is at {xlsx}.")


def complain(sentence: str) -> None:
    """Say a sentence on standard error, where it never mixes with the document."""
    sys.stderr.write(sentence + "\n")


def findings_table(findings: Sequence[Finding]) -> Table:
    """Return the findings as a table: what, how often, and the first sentence."""
    rows = [
        [str(one.severity), one.code, one.count, one.examples[0].sentence if one.examples else ""] for one in findings
    ]
    return Table("Findings", ["Severity", "Code", "Count", "First example"], rows)


@contextmanager
def progress() -> Iterator[Any]:
    """Give a `progress(done, total, words)` that draws a bar on standard error while a person is looking."""
    if not sys.stderr.isatty():
        yield lambda done, total, words: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Starting", total=None)
        yield lambda done, total, words: bar.update(task, completed=done, total=total, description=words)


def _print_tables(tables: Sequence[Table]) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table as Drawn
    from rich.text import Text

    wide = None if sys.stdout.isatty() else 160
    console = Console(width=wide, soft_wrap=False)
    for table in tables:
        numeric = [
            all(isinstance(row[place], int | float | None) for row in table.rows) for place in range(len(table.columns))
        ]
        drawn = Drawn(title=table.title, title_justify="left", box=box.SIMPLE_HEAD)
        for heading, right in zip(table.columns, numeric, strict=True):
            drawn.add_column(Text(heading), justify="right" if right else "left", overflow="fold")
        for row in table.rows:
            drawn.add_row(*(Text(_words(value)) for value in row))
        console.print(drawn)
        if table.note:
            console.print(Text(table.note))


def _words(value: Any) -> str:
    if value is None:
        return "-"
    if isinstance(value, float):
        return f"{value:,.1f}"
    if isinstance(value, int) and not isinstance(value, bool):
        return f"{value:,}"
    return str(value)
