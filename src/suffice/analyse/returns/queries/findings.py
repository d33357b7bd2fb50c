"""What was found in an upload: counts for everybody here, places for those who may see rows about single children."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import polars as pl
from django.db.models import QuerySet, Sum

from suffice.analyse.returns import policies, storage
from suffice.analyse.returns.models import BY_YEAR, FoundFinding, FoundTable, Upload
from suffice.engine.findings import Severity
from suffice.engine.returns.annex_a.checks import registry as annex_a
from suffice.engine.returns.cin.checks import registry as cin
from suffice.engine.returns.meanings import MEANINGS
from suffice.engine.returns.remarks_beside import EVERY
from suffice.engine.returns.ssda903.checks import registry as ssda903
from suffice.engine.returns.workforce.checks import registry as workforce

_OF_RETURNS = ("cin-", "annex-a-")
FILTERS = ("severity", "code", "table", "year")
_RANK = {str(severity): place for place, severity in enumerate(Severity)}
_KEYS: dict[str, Callable[[FoundFinding], tuple[Any, ...]]] = {
    "severity": lambda one: (_RANK[one.severity], one.code, one.year or 0, one.table),
    "code": lambda one: (one.code, one.year or 0, one.table),
    "table": lambda one: (one.table, one.year or 0, _RANK[one.severity], one.code),
    "year": lambda one: (one.year or 0, one.table, _RANK[one.severity], one.code),
    "count": lambda one: (-one.count, _RANK[one.severity], one.code),
}
SORTS = tuple(_KEYS)
_CHANGES = {
    Severity.ERROR: "It changes a figure.",
    Severity.QUERY: "It may change a figure.",
    Severity.NOTE: "It says what was done; no figure changes.",
}


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a kind of finding says about the data, without any row of it: a title, and what it changes."""

    title: str
    changes: str


def found(upload: Upload, *, sort: str = "severity", wanted: Mapping[str, str] | None = None) -> list[FoundFinding]:
    """Return the counts of the findings: those wanted, by the names in `FILTERS`, in one of the orders in `SORTS`."""
    rows = FoundFinding.objects.filter(upload=upload, **_conditions(wanted or {}))
    return sorted(rows, key=_KEYS.get(sort, _KEYS["severity"]))


def choices(upload: Upload) -> dict[str, list[str]]:
    """Return what each filter can be set to for this upload."""
    rows = list(FoundFinding.objects.filter(upload=upload))
    return {
        "severity": sorted({one.severity for one in rows}, key=_RANK.__getitem__),
        "code": sorted({one.code for one in rows}),
        "table": sorted({one.table for one in rows if one.table}),
        "year": sorted({str(one.year) for one in rows if one.year is not None}),
    }


def tables(upload: Upload) -> QuerySet[FoundTable]:
    """Return what each file was taken for, recognised ones first."""
    return FoundTable.objects.filter(upload=upload).order_by("-kind", BY_YEAR, "name", "table")


def places(upload: Upload, *, wanted: Mapping[str, str] | None = None) -> pl.DataFrame:
    """Return every place of the findings wanted: ``code, severity, table, year, file, row, column, value, sentence``.

    NotNow when they have been cleared.
    """
    policies.check_read(upload)
    policies.check_kept(upload)
    columns = ["code", "severity", "table", "year", "file", "row", "column", "value", "sentence", "use"]
    frame = storage.load_table(upload.flags).select(columns)
    for name, value in (wanted or {}).items():
        if name in FILTERS and value:
            frame = frame.filter(pl.col(name).cast(pl.String) == value)
    return frame


def set_aside(upload: Upload) -> pl.DataFrame:
    """Return every row that was not used: ``file, row, table, reason, values``. NotNow when they have been cleared."""
    policies.check_read(upload)
    policies.check_kept(upload)
    if not upload.set_aside:
        return pl.DataFrame(schema=dict.fromkeys(("file", "row", "table", "reason", "values"), pl.String))
    return storage.load_table(upload.set_aside)


def rows_set_aside(upload: Upload) -> int:
    """Return how many rows of recognised tables were not used."""
    total = tables(upload).exclude(table="").aggregate(total=Sum("set_aside"))["total"]
    return int(total or 0)


def meaning(code: str, severity: str) -> Meaning:
    """Return what findings of this code say, in words that hold no row of anybody's data."""
    title, changes = _meanings().get(code, (_title(code), ""))
    return Meaning(title, changes or _CHANGES[Severity(severity)])


@cache
def _meanings() -> dict[str, tuple[str, str]]:
    remarks = {code: (title, "") for code, title in MEANINGS.items()}
    remarks |= {code: (remark.meaning, "") for code, remark in EVERY.items()}
    declared = (one for registry in (ssda903, cin, annex_a, workforce) for one in registry.all_checks())
    return remarks | {one.code: (_title(one.code), one.changes) for one in declared}


def _title(code: str) -> str:
    """Return the name of a check in words, without the return that it is asked of."""
    words = next((code.removeprefix(one) for one in _OF_RETURNS if code.startswith(one)), code)
    return words.replace("-", " ").capitalize()


def _conditions(wanted: Mapping[str, str]) -> dict[str, str]:
    return {
        name: value
        for name, value in wanted.items()
        if name in FILTERS and value and (name != "year" or value.isdigit())
    }
