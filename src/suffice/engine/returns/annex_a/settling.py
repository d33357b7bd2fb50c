"""One list of one sheet settled: every row used, repaired or set aside with its reason; every cell typed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import polars as pl

from suffice.engine.returns import cells, flags
from suffice.engine.returns.annex_a import codes
from suffice.engine.returns.annex_a.grid import OTHER, Grid, named
from suffice.engine.returns.annex_a.layouts import Column, List
from suffice.engine.returns.annex_a.mapping import AS_WRITTEN, Mapped
from suffice.engine.returns.codebook import CodeBook
from suffice.engine.returns.columns import Column as Typed
from suffice.engine.returns.sheets.layout import plain
from suffice.engine.words import counted

_UNBORN = timedelta(days=300)  # how long before a birth a date of birth can be expected
_AGE = r"^-?[0-9]{1,3}(?:\.[0-9]+)?$"
_FORMULA = r"^[=+@]"
_OWN_CODES = CodeBook(Path())  # the codes of the lists have words around them and are read by `codes.kept_as`
_TYPES = {"date": pl.Date, "birth": pl.Date, "age": pl.Float64, "count": pl.Int32}
_SHARED = {"id": "id", "date": "date", "birth": "date", "count": "int", "postcode": "postcode"}
_ASIDE = "_aside"


@dataclass(frozen=True, slots=True)
class Settled:
    """The rows of one sheet.

    Attributes:
        list: which list they are.
        sheet: the name of the sheet.
        frame: the rows that are used, typed, by frame names, with ``sheet`` and ``row``.
        rows: how many rows the sheet has.
        repaired: how many of those that are used were repaired.
        flags: every remark made; ``file`` is the sheet, in words.
        set_aside: ``row``, ``reason``, ``values``.
    """

    list: List
    sheet: str
    frame: pl.DataFrame
    rows: int
    repaired: int
    flags: pl.DataFrame
    set_aside: pl.DataFrame


def settle(one: List, grid: Grid, *, sheet: str, shown: str, today: date, mapped: Mapped) -> Settled:
    """Settle the rows of one sheet.

    Args:
        one: the list that it is.
        grid: its rows as text.
        sheet: its name.
        shown: the sheet and its workbook, for sentences.
        today: no event lies after it.
        mapped: what a person decided about values.
    """
    typing = _Typing(one, grid, shown, today, mapped)
    judged = _judged(one, grid)
    frame = grid.frame.select(
        "row",
        pl.lit(sheet).alias("sheet"),
        *(typing.column(column) for column in one.columns),
        *(name for name in grid.frame.columns if name.startswith(OTHER)),
    )
    used = judged.is_null()
    repaired = (typing.reading.repaired | grid.frame["row"].is_in(list(grid.repaired))) & used
    aside, told = _set_aside(one, grid, judged, shown)
    said = flags.joined([*grid.flags, *typing.reading.flags, *typing.flags, *told])
    return Settled(one, sheet, frame.filter(used), frame.height, int(repaired.sum()), said, aside)


class _Typing:
    """The cells of one sheet on their way from text to dates, numbers and kept values.

    Dates, identifiers, whole numbers and postcodes are read as every return's are; the rest is the workbook's own.
    """

    def __init__(self, one: List, grid: Grid, shown: str, today: date, mapped: Mapped) -> None:
        self.frame = grid.frame
        self.flags: list[pl.DataFrame] = []
        self._shown, self._today, self._mapped = shown, today, mapped
        shared = [
            Typed(column.title, _SHARED[column.kind], future=column.kind == "birth", high=999)
            for column in one.columns
            if column.kind in _SHARED and named(column) in grid.frame.columns
        ]
        self.reading = cells.typed(grid.frame, shared, file=shown, year=None, today=today, codes=_OWN_CODES)

    def column(self, column: Column) -> pl.Series:
        """Return one column of the list, under its frame name; null where the sheet lacks it."""
        if named(column) not in self.frame.columns:
            lacked = pl.Series([None] * self.frame.height, dtype=_TYPES.get(column.kind, pl.String))
            return lacked.alias(column.field)
        own = {"birth": self._born, "age": self._age, "code": self._code, "text": self._text}
        typed = own[column.kind](column) if column.kind in own else self.reading.columns[named(column)]
        return typed.alias(column.field)

    def _flag(self, where: pl.Series, code: str, column: Column) -> None:
        places = self.frame.filter(where.fill_null(False)).select("row", pl.col(named(column)).alias("value"))
        self.flags.append(flags.at_rows(code, places, file=self._shown, column=column.title))

    def _text(self, column: Column) -> pl.Series:
        raw = self.frame[named(column)]
        self._flag(raw.str.contains(_FORMULA), "formula", column)
        return raw

    def _born(self, column: Column) -> pl.Series:
        """Return dates of birth; that of an unborn child may lie as far ahead as a birth can be expected."""
        days = self.reading.columns[named(column)]
        too_late = (days > self._today + _UNBORN).fill_null(False)
        self._flag(too_late, "date-out-of-range", column)
        return days.set(too_late, None)

    def _age(self, column: Column) -> pl.Series:
        raw = self.frame[named(column)]
        readable = raw.str.contains(_AGE)
        self._flag(~readable, "age-unreadable", column)
        return raw.set(~readable.fill_null(True), None).cast(pl.Float64)

    def _code(self, column: Column) -> pl.Series:
        raw = self.frame[named(column)]
        kept = {written: self._kept(column, written) for written in raw.drop_nulls().unique(maintain_order=True)}
        return raw.replace_strict(kept, default=None, return_dtype=pl.String) if kept else raw

    def _kept(self, column: Column, written: str) -> str:
        """Return what one way of writing a value is kept as, having said so where that is not plain."""
        decision = self._mapped.value(column.title, written)
        if decision == AS_WRITTEN:
            return written
        meant = decision or codes.kept_as(column.codes or "", written)
        if decision is None and meant is not None:
            return meant
        raw = self.frame[named(column)]
        rows = counted(int((raw == written).sum()), "row")
        if decision is not None:
            words = f'"{written}" of {column.title} is read as {decision} in {rows}'
            self.flags.append(flags.at_file("mapping-applied", file=self._shown, column=column.title, value=words))
            return decision
        first = self.frame.filter(raw == written)["row"][0]
        words = f'"{written}" in {rows}'
        told = flags.at_file("value-unmapped", file=self._shown, column=column.title, value=words, row=first)
        self.flags.append(told.with_columns(value=pl.lit(written)))
        return written


def _judged(one: List, grid: Grid) -> pl.Series:
    """Return the code of the remark that sets each row aside; null where the row is used."""
    identity = one.columns[0]
    rows = grid.frame.height
    there = named(identity) in grid.frame.columns
    who = grid.frame[named(identity)] if there else pl.Series([None] * rows, dtype=pl.String)
    nobody = who.is_null()
    again = pl.Series([text is not None and plain(text) in identity.names for text in who], dtype=pl.Boolean)
    written = grid.written.drop("row")
    repeats = ~written.select(pl.struct(pl.all()).is_first_distinct()).to_series() if rows else nobody
    return pl.DataFrame({"nobody": nobody, "again": again, "repeats": repeats}).select(
        pl.when("again").then(pl.lit("headings-again"))
        .when("nobody").then(pl.lit("row-names-nobody"))
        .when("repeats").then(pl.lit("row-repeated"))
        .alias(_ASIDE)
    ).to_series()  # fmt: skip


def _set_aside(one: List, grid: Grid, judged: pl.Series, shown: str) -> tuple[pl.DataFrame, list[pl.DataFrame]]:
    lines: list[pl.DataFrame] = [pl.DataFrame(schema={"row": pl.Int32, "reason": pl.String, "values": pl.String})]
    told: list[pl.DataFrame] = []
    for code in judged.drop_nulls().unique(maintain_order=True).to_list():
        rows = grid.written.filter(judged == code)
        places = rows.select("row", pl.lit(None, dtype=pl.String).alias("value"))
        flagged = flags.at_rows(code, places, file=shown, column=one.columns[0].title)
        told.append(flagged)
        cells_of = pl.struct(pl.exclude("row")).struct.json_encode().alias("values")
        lines.append(rows.select("row", flagged["sentence"].alias("reason"), cells_of))
    return pl.concat(lines), told
