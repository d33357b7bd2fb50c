"""What a command says: a readable table, one JSON document, or a workbook; trouble goes to standard error."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO, TextIOWrapper
from pathlib import Path
from shutil import get_terminal_size
from typing import Any

from suffice.commands.drawing import drawn
from suffice.engine.findings import Finding
from suffice.engine.workbook import Table, write_workbook

_WIDTH = 160  # characters, where no terminal says
FAILED = 1
USAGE = 2


def emit(document: dict[str, Any], tables: Sequence[Table], *, as_json: bool, xlsx: Path | None) -> None:
    """Print the document as JSON, or the tables for a reader; write the workbook where one is asked for.

    Raises:
        SystemExit: status 1 where either cannot be written, after saying why.
    """
    try:
        _print(document, tables, as_json=as_json)
    except BrokenPipeError:
        raise  # whoever reads has seen enough, which is no trouble
    except OSError as trouble:
        complain(f"The result cannot be printed: {trouble.strerror}. Print it where there is room for it.")
        raise SystemExit(FAILED) from trouble
    if xlsx is not None:
        _save(xlsx, tables, told=not as_json)


def _print(document: dict[str, Any], tables: Sequence[Table], *, as_json: bool) -> None:
    if as_json:
        # Plain ASCII with escapes: whatever the terminal's encoding, it arrives whole.
        sys.stdout.write(json.dumps(document, indent=1) + "\n")
    else:
        _print_tables(tables)
    sys.stdout.flush()


def _save(xlsx: Path, tables: Sequence[Table], *, told: bool) -> None:
    book = BytesIO()
    write_workbook(book, tables)
    try:
        xlsx.write_bytes(book.getvalue())
    except OSError as trouble:
        complain(f"The workbook cannot be written to {xlsx}: {trouble.strerror}. Give --xlsx a file that can be made.")
        raise SystemExit(FAILED) from trouble
    if told:
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
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # a terminal without the sign shows a question mark
    width = get_terminal_size().columns if sys.stdout.isatty() else _WIDTH
    for table in tables:
        sys.stdout.writelines(f"{line}\n" for line in drawn(table, width=width))
