"""What a reader, a check or a repair has to say about the data, in one shape everywhere."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Severity(StrEnum):
    """How much a finding matters: `error` changes a figure, `query` may, `note` tells what was done."""

    ERROR = "error"
    QUERY = "query"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Example:
    """One place where a finding was made.

    Attributes:
        file: the name of the file as the user brought it.
        row: the line in that file, the header being line 1; None when the finding is about the whole file.
        column: the column's published name (``DECOM``); None when the finding is about the whole row.
        value: the value as it stood in the file.
        sentence: what is wrong, where, and what to do, in one sentence.
    """

    file: str
    row: int | None
    column: str | None
    value: str | None
    sentence: str

    def document(self) -> dict[str, Any]:
        """Return the example as plain values, ready for JSON."""
        return {
            "file": self.file,
            "row": self.row,
            "column": self.column,
            "value": self.value,
            "sentence": self.sentence,
        }


@dataclass(frozen=True, slots=True)
class Finding:
    """One kind of remark, how often it was made, and the first places where it was.

    Attributes:
        code: stable, kebab-case name (``date-out-of-range``), the same in every year.
        severity: see `Severity`.
        count: how many rows (or files, or episodes) it was made about; never cut short.
        examples: the first few places, in file and row order.
    """

    code: str
    severity: Severity
    count: int
    examples: tuple[Example, ...] = ()

    def document(self) -> dict[str, Any]:
        """Return the finding as plain values, ready for JSON."""
        return {
            "code": self.code,
            "severity": str(self.severity),
            "count": self.count,
            "examples": [example.document() for example in self.examples],
        }


def note(code: str, sentence: str, *, file: str = "", value: str | None = None, count: int = 1) -> Finding:
    """Return a finding of severity `note` with one sentence."""
    return Finding(code, Severity.NOTE, count, (Example(file, None, None, value, sentence),))


def merged(findings: Iterable[Finding], *, examples: int = 20) -> tuple[Finding, ...]:
    """Return one finding a code: counts added, the first `examples` kept, errors before queries before notes."""
    order = {severity: position for position, severity in enumerate(Severity)}
    by_code: dict[tuple[str, Severity], list[Finding]] = {}
    for finding in findings:
        by_code.setdefault((finding.code, finding.severity), []).append(finding)
    joined = [
        Finding(
            code,
            severity,
            sum(one.count for one in group),
            tuple(example for one in group for example in one.examples)[:examples],
        )
        for (code, severity), group in by_code.items()
    ]
    return tuple(sorted(joined, key=lambda one: (order[one.severity], one.code)))
