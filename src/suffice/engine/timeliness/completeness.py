"""What returns leave out: of how many, and of how many it is not told, return by return."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from suffice.engine.calendar import year_end
from suffice.engine.returns.model import SSDA903, Return

CIN, ANNEX_A = "cin", "annex_a"
SCHEMA = {
    "kind": pl.String,
    "on": pl.Date,
    "what": pl.String,
    "table": pl.String,
    "of": pl.Int32,
    "missing": pl.Int32,
}
"""One thing that a return tells or leaves out: as at which day, of how many, and of how many it is not told."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """One thing that a table ought to tell of each child, or of each row.

    Attributes:
        kind: of return.
        table: of that return.
        what: stable; `WHAT` says what it is called.
        column: where it stands.
        unknown: values that say that it is not known.
        open_until: the column that ends a row; a row that ended by the day of the return is not looked at.
        child: whose rows are one: what any of them tells is told; None where each row counts.
    """

    kind: str
    table: str
    what: str
    column: str
    unknown: tuple[str, ...] = ()
    open_until: str | None = None
    child: str | None = None


WHAT = {
    "ethnicity": "Ethnicity",
    "birth": "Date of birth",
    "disability": "Disability",
    "need": "Primary need",
    "seen": "When the child was last seen",
    "seen_in_assessment": "Whether the child was seen in the assessment",
    "seen_alone": "Whether the child was seen alone",
    "visit": "When the child was last visited",
    "status": "Whether there is a plan or an assessment",
    "worker": "Who is allocated",
}
"""What each thing is called."""

_NOT_OBTAINED = ("NOBT",)
_ID = "child_unique_id"
_IN_NEED, _ON_PLAN = "cin_closure_date", "child_protection_plan_end_date"
_IN_CARE, _ASSESSED = "date_ceased_to_be_looked_after", "continuous_assessment_date_of_authorisation"

WANTED = (
    Wanted(SSDA903, "Header", "ethnicity", "ethnic", _NOT_OBTAINED, child="child"),
    Wanted(SSDA903, "Header", "birth", "dob", child="child"),
    Wanted(CIN, "Children", "ethnicity", "ethnicity", _NOT_OBTAINED, child="lachildid"),
    Wanted(CIN, "Children", "birth", "personbirthdate", child="lachildid"),
    Wanted(CIN, "CINdetails", "need", "primaryneedcode", ("N0",)),
    Wanted(ANNEX_A, "List6", "ethnicity", "ethnicity", _NOT_OBTAINED, _IN_NEED, _ID),
    Wanted(ANNEX_A, "List8", "ethnicity", "ethnicity", _NOT_OBTAINED, _IN_CARE, _ID),
    Wanted(ANNEX_A, "List6", "birth", "date_of_birth", (), _IN_NEED, _ID),
    Wanted(ANNEX_A, "List6", "disability", "does_the_child_have_a_disability", (), _IN_NEED, _ID),
    Wanted(ANNEX_A, "List6", "need", "primary_need_code", ("N0",), _IN_NEED, _ID),
    Wanted(ANNEX_A, "List6", "status", "case_status", (), _IN_NEED, _ID),
    Wanted(ANNEX_A, "List6", "seen", "date_child_was_last_seen", (), _IN_NEED, _ID),
    Wanted(ANNEX_A, "List4", "seen_in_assessment", "child_seen_during_continuous_assessment"),
    Wanted(ANNEX_A, "List7", "seen_alone", "was_the_child_seen_alone", (), _ON_PLAN, _ID),
    Wanted(ANNEX_A, "List7", "visit", "date_of_the_last_statutory_visit", (), _ON_PLAN, _ID),
    Wanted(ANNEX_A, "List8", "visit", "date_of_last_social_work_visit", (), _IN_CARE, _ID),
    Wanted(ANNEX_A, "List4", "worker", "allocated_worker", (), _ASSESSED, _ID),
    Wanted(ANNEX_A, "List6", "worker", "allocated_worker", (), _IN_NEED, _ID),
    Wanted(ANNEX_A, "List7", "worker", "allocated_worker", (), _ON_PLAN, _ID),
    Wanted(ANNEX_A, "List8", "worker", "allocated_worker", (), _IN_CARE, _ID),
)


def completeness(returns: Sequence[Return]) -> pl.DataFrame:
    """Return what each return leaves out, as `SCHEMA`, by kind, day and thing; what a return does not ask is not there.

    An assessment tells whether the child was seen once it is authorised, so that is when it is looked at.

    Args:
        returns: of any kind; those that cannot be used are passed over.
    """
    told = [pl.DataFrame(schema=SCHEMA)]
    for ret in returns:
        if ret.refusal is None and ret.year is not None:
            told += [_of(ret, one) for one in WANTED if _tells(ret, one)]
    return pl.concat(told).sort("kind", "on", "what", "table", maintain_order=True)


def _tells(ret: Return, one: Wanted) -> bool:
    return ret.kind == one.kind and one.table in ret.tables and one.column in ret.tables[one.table].columns


def _of(ret: Return, one: Wanted) -> pl.DataFrame:
    on = ret.as_at or year_end(ret.year or 0)
    rows = ret.tables[one.table]
    if one.open_until is not None:
        rows = rows.filter(~(pl.col(one.open_until) <= on).fill_null(value=False))
    if one.what == "seen_in_assessment":
        rows = rows.filter(pl.col(_ASSESSED) <= on)
    known = pl.col(one.column).is_not_null() & ~pl.col(one.column).cast(pl.String).is_in(list(one.unknown)).fill_null(
        value=False
    )
    told = rows.select(*([one.child] if one.child else []), known=known)
    if one.child:
        told = told.group_by(one.child).agg(pl.col("known").any())
    missing = told.height - int(told["known"].sum())
    row = {"kind": ret.kind, "on": on, "what": one.what, "table": one.table, "of": told.height, "missing": missing}
    return pl.DataFrame([row], schema=SCHEMA)
