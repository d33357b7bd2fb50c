"""Asking a return its checks: each place at fault with its sentence, nothing swallowed."""

from __future__ import annotations

import string
from collections.abc import Mapping, Sequence
from typing import Protocol

import polars as pl

from suffice.engine.findings import Severity
from suffice.engine.returns.checking.check import Check
from suffice.engine.returns.model import Return

CRASHED = "check-crashed"
NOT_MADE = "checks-not-made"

SCHEMA = pl.Schema(
    {
        "code": pl.String(),
        "severity": pl.String(),
        "file": pl.String(),
        "row": pl.Int32(),
        "column": pl.String(),
        "value": pl.String(),
        "sentence": pl.String(),
    }
)


class Prepared(Protocol):
    """The tables of one return as its checks read them."""

    def lacks(self, field: str) -> bool:
        """Return whether the return has no such ``Table.COLUMN``."""

    def has_table(self, table: str) -> bool:
        """Return whether the return has `table` at all."""


def ask(ret: Return, frames: Prepared, checks: Sequence[Check]) -> pl.DataFrame:
    """Ask one return its checks.

    Args:
        ret: a return as read; a table or a column that it lacks leaves the checks that need it unmade, with a note.
        frames: its tables, prepared.
        checks: the checks to ask.

    Returns:
        One row a fault, in order of file and row: ``code, severity, file, row, column, value, sentence`` (Strings, but
        ``row`` Int32). A check that fails to run is itself a row (``check-crashed``), and so are, together, those that
        could not be asked (``checks-not-made``).
    """
    unmade = {check: _missing(check, frames) for check in checks}
    flags = [_ask(check, frames, ret) for check, missing in unmade.items() if not missing]
    return _in_order(pl.concat([*flags, _not_made(unmade, ret)]))


def _in_order(flags: pl.DataFrame) -> pl.DataFrame:
    """Return flags by file and row; files are numbered first, because sorting long names takes longest."""
    files = flags["file"].unique().sort()
    number = pl.col("file").replace_strict(files, range(len(files)), return_dtype=pl.Int32)
    return flags.sort(number, "row", nulls_last=True, maintain_order=True)


def _missing(check: Check, frames: Prepared) -> tuple[str, ...]:
    """Return what the return lacks for the check: ``Table`` or ``Table.COLUMN``."""
    needed = [field for field in check.fields if field not in check.optional and frames.lacks(field)]
    tables = (field.partition(".")[0] for field in needed)
    return tuple(dict.fromkeys(f if frames.has_table(t) else t for f, t in zip(needed, tables, strict=True)))


def _ask(check: Check, frames: Prepared, ret: Return) -> pl.DataFrame:
    try:
        found = check.find(frames)
        return _flags(check, found) if found.height else pl.DataFrame(schema=SCHEMA)  # most checks find nothing
    except (Exception, pl.exceptions.PanicException) as failure:  # whatever it was, the others are made and it is told
        return _crashed(check, failure, ret)


def _flags(check: Check, found: pl.DataFrame) -> pl.DataFrame:
    flagged = check.column.lower()
    return found.select(
        code=pl.lit(check.code),
        severity=pl.lit(str(check.severity)),
        file=pl.col("file"),
        row=pl.col("row").cast(pl.Int32),
        column=pl.lit(check.column),
        value=_written(found.schema, flagged),
        sentence=_sentence(check, found.schema),
    ).cast(SCHEMA)


def _written(schema: pl.Schema, name: str) -> pl.Expr:
    """Return a column as a return writes it: dates as dd/mm/yyyy."""
    return pl.col(name).dt.strftime("%d/%m/%Y") if schema[name] == pl.Date else pl.col(name).cast(pl.String)


def _spoken(schema: pl.Schema, name: str) -> pl.Expr:
    """Return a column as a sentence says it: dates as 3 June 2020, nothing as blank."""
    said = pl.col(name).dt.strftime("%-d %B %Y") if schema[name] == pl.Date else pl.col(name).cast(pl.String)
    return said.fill_null("blank")


def _sentence(check: Check, schema: pl.Schema) -> pl.Expr:
    """Return where it is and what is wrong, with the names in braces filled in from the row."""
    pieces = [pl.lit(f"{check.column} in row "), pl.col("row"), pl.lit(" of "), pl.col("file"), pl.lit(": ")]
    for text, name, _, _ in string.Formatter().parse(check.sentence):
        pieces += [pl.lit(text), *([_spoken(schema, name)] if name else [])]
    return pl.concat_str(pieces)


def _crashed(check: Check, failure: Exception, ret: Return) -> pl.DataFrame:
    sentence = (
        f"The check {check.code} could not be made on {ret.name} ({type(failure).__name__}: {failure}), so nothing "
        f"that it looks for was looked for in {check.table}; every other check was made. Look over {check.column} by "
        "eye, and send this sentence to whoever looks after Suffice."
    )
    return _about_the_return(CRASHED, Severity.ERROR, ret, check.code, sentence)


def _not_made(unmade: Mapping[Check, tuple[str, ...]], ret: Return) -> pl.DataFrame:
    codes = [check.code for check, missing in unmade.items() if missing]
    if not codes:
        return pl.DataFrame(schema=SCHEMA)
    absent = dict.fromkeys(_in_words(one) for missing in unmade.values() for one in missing)
    sentence = (
        f"{ret.name} has {', '.join(absent)}, so {len(codes)} checks were not made: {', '.join(codes)}. Bring what is "
        "missing if the authority has it; nothing else is affected."
    )
    return _about_the_return(NOT_MADE, Severity.NOTE, ret, ", ".join(codes), sentence)


def _in_words(absent: str) -> str:
    table, _, column = absent.partition(".")
    return f"no {column} column in {table}" if column else f"no rows of {table}"


def _about_the_return(code: str, severity: Severity, ret: Return, value: str, sentence: str) -> pl.DataFrame:
    row = (code, str(severity), ret.name, None, None, value, sentence)
    return pl.DataFrame([row], schema=SCHEMA, orient="row")
