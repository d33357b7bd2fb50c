"""How many cases a social worker holds."""

from __future__ import annotations

import polars as pl

from suffice.engine.measures.model import Unit
from suffice.engine.measures.workforce.staff import of_staff, of_workforce

_HOLDS, _POST = pl.col("holds"), pl.col("case_post")

INDICATORS = (
    of_workforce(
        "sw_caseload",
        "Average caseload of social workers",
        numerator="cases held on 30 September",
        denominator="full-time equivalents of the workers who hold them",
        who_counts="every worker in post with at least one case, whatever the role, agency workers too; cases of "
        "who has no full-time equivalent are in neither figure",
        judge=of_staff(_HOLDS, among=_HOLDS, unknown=_POST.fill_null(0) <= 0, value=pl.col("cases30"), weight=_POST),
        unit=Unit.MEAN,
    ),
)
