"""Published figures made by hand, in the shape that the loader gives."""

from __future__ import annotations

import polars as pl

Row = tuple[str, str, str | None, str, int, float | None, str | None]
"""Measure, level, three-figure code, area, year, value, mark."""


def published(rows: list[Row], *, file: str = "table.csv") -> pl.DataFrame:
    told = [
        (
            measure,
            None if level == "authority" else name,
            name,
            level,
            year,
            value,
            mark,
            "number",
            "A body",
            file,
            code,
            at,
        )
        for at, (measure, level, code, name, year, value, mark) in enumerate(rows, 2)
    ]
    schema = {
        "measure": pl.String,
        "area_code": pl.String,
        "area_name": pl.String,
        "level": pl.String,
        "year": pl.Int32,
        "value": pl.Float64,
        "mark": pl.String,
        "unit": pl.String,
        "source": pl.String,
        "file": pl.String,
        "old_code": pl.String,
        "row": pl.Int32,
    }
    return pl.DataFrame(told, schema=schema, orient="row")


NAMES = {
    "336": "Wolverhampton",
    "333": "Sandwell",
    "335": "Walsall",
    "332": "Dudley",
    "330": "Birmingham",
    "331": "Coventry",
    "301": "Barking and Dagenham",
}


def stability(counts: dict[str, tuple[float | None, float]], *, year: int = 2025) -> list[Row]:
    """Children with three or more placements, of all in care, by authority; a count that is withheld is c."""
    rows: list[Row] = []
    for code, (above, below) in counts.items():
        mark = "c" if above is None else None
        rows.append(("stability.of_all.three_in_year.number", "authority", code, NAMES[code], year, above, mark))
        rows.append(("stability.of_all.three_in_year.percent", "authority", code, NAMES[code], year, None, "c"))
        rows.append(("stability.of_all.total.number", "authority", code, NAMES[code], year, below, None))
    return rows
