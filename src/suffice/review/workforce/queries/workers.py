"""The cases of single workers by their reference, for those who may see them."""

from __future__ import annotations

from datetime import date

import polars as pl

from suffice.analyse.returns.queries import shelf
from suffice.core.models import Authority
from suffice.engine.measures.workforce.staff import IN_POST, staff
from suffice.engine.returns.workforce.layouts import BOOK


def with_cases(authority: Authority, on: date) -> list[dict[str, object]]:
    """Return the workers in post with cases on the day of a census, in the order of their references.

    There is no column of sickness, and no order by cases: a caseload is no mark of a worker, for what a case asks
    of them is not in the census.
    """
    roles = {one.code: one.label for one in BOOK.code_set("ROLE")}
    rows = (
        staff(shelf.scene(authority, on))
        .filter(IN_POST & pl.col("holds"))
        .sort("sweno", nulls_last=True)
        .select("sweno", "role", "team", "agency", "cases30", "case_post", "file", "row")
    )
    return [{**row, "role": roles.get(row["role"] or "", "")} for row in rows.iter_rows(named=True)]
