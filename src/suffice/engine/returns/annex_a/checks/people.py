"""Checks of who the children are: sex, ethnic group, birth and age, in each list and between lists."""

from __future__ import annotations

import polars as pl

from suffice.engine.findings import Severity
from suffice.engine.returns.annex_a.checks.frames import CHILD, Frames
from suffice.engine.returns.annex_a.layouts import lists
from suffice.engine.returns.checking.check import Check, Find

CHILDREN = tuple(name for name, one in lists().items() if one.identity == CHILD)
"""The lists of children: all but the adopters."""
_BORN, _AGE = pl.col("date_of_birth"), pl.col("age_of_child_years")
_LIVED = (pl.col("as_at") - _BORN).dt.total_days() / 365.25


def _each(column: str) -> tuple[str, ...]:
    return tuple(f"{name}.{column}" for name in CHILDREN)


def in_each(column: str, where: pl.Expr, *beside: str) -> Find:
    """Return a finder of the rows of every list of children for which `where` holds."""
    return lambda frames: frames.several(CHILDREN, (column, *beside), where)


def _missing(code: str, column: str, what: str, changes: str) -> Check:
    return Check(
        f"annex-a-{code}",
        Severity.QUERY,
        _each(column),
        changes=changes,
        sentence=f"child {{child}} has no {what} in {{list}}. Fill it in.",
        find=in_each(column, pl.col(column).is_null()),
        optional=_each(column),
    )


def _differs(code: str, column: str, what: str, changes: str) -> Check:
    """Return the check that the lists say the same of a child; both are told, and neither is taken over the other."""

    def find(frames: Frames) -> pl.DataFrame:
        every = frames.several(CHILDREN, (column,), pl.col(column).is_not_null())
        first = every.unique("child", keep="first", maintain_order=True)
        said = first.select("child", other=column, other_list="list", other_row="row")
        beside = every.join(said, on="child", how="left", maintain_order="left")
        return beside.filter(pl.col(column) != pl.col("other")).unique(
            ["child", column], keep="first", maintain_order=True
        )

    return Check(
        f"annex-a-{code}",
        Severity.QUERY,
        _each(column),
        changes=changes,
        sentence=f"child {{child}} has the {what} {{{column}}} in {{list}}, but {{other}} in {{other_list}} (row "
        "{other_row}). Neither is taken over the other. Correct the wrong one.",
        find=find,
        optional=_each(column),
    )


CHECKS = (
    _missing(
        "ethnic-group-missing",
        "ethnicity",
        "ethnic group",
        "Children by ethnic group: the child is in the total but in no group.",
    ),
    _missing("sex-missing", "gender", "sex", "Children by sex: the child is in the total but in neither group."),
    _missing("birth-missing", "date_of_birth", "date of birth", "Children by age: the child is in no age group."),
    _differs(
        "birth-differs",
        "date_of_birth",
        "date of birth",
        "Ages, and the day on which the child turns 18: they depend on the list that a figure is made from.",
    ),
    _differs("sex-differs", "gender", "sex", "Children by sex: they depend on the list that a figure is made from."),
    _differs(
        "ethnic-group-differs",
        "ethnicity",
        "ethnic group",
        "Children by ethnic group: they depend on the list that a figure is made from.",
    ),
    Check(
        "annex-a-age-differs",
        Severity.QUERY,
        _each("age_of_child_years"),
        changes="Ages: figures are made from the date of birth, and if that is the wrong one they are wrong.",
        sentence="child {child} is said in {list} to be {age_of_child_years} but was born on {date_of_birth}. Correct "
        "the age or the date of birth.",
        find=in_each("age_of_child_years", (_AGE - _LIVED).abs() > 1.01, "date_of_birth"),
        optional=_each("age_of_child_years"),
    ),
    Check(
        "annex-a-age-negative",
        Severity.QUERY,
        _each("age_of_child_years"),
        changes="Ages: a child not yet born is in no age group.",
        sentence="child {child} has an age below nought in {list} ({age_of_child_years}). Leave the age of an unborn "
        "child blank and give the expected date of birth, or correct it.",
        find=in_each("age_of_child_years", _AGE < 0),
        optional=_each("age_of_child_years"),
    ),
    Check(
        "annex-a-in-care-unborn",
        Severity.ERROR,
        ("List8.date_of_birth",),
        changes="Children in care by age: nobody is in care before being born.",
        sentence="child {child} is to be born on {date_of_birth}, after {as_at}, the day that the workbook tells of, "
        "but is in List 8. Correct the date of birth.",
        find=lambda frames: frames.table("List8").filter(pl.col("as_at") < _BORN),
    ),
    Check(
        "annex-a-care-before-birth",
        Severity.ERROR,
        ("List8.date_started_to_be_looked_after", "List8.date_of_birth"),
        changes="Children in care, and how long: the child is counted in care before being born.",
        sentence="child {child} started to be looked after on {date_started_to_be_looked_after}, before the birth on "
        "{date_of_birth}. Correct one of them.",
        find=lambda frames: frames.table("List8").filter(pl.col("date_started_to_be_looked_after") < _BORN),
    ),
)
