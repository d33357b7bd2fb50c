"""Two returns that disagree about a child are told side by side, with where each says so; neither is taken."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from suffice.engine.returns.agreement import SCHEMA, differences, told
from suffice.engine.returns.model import Return
from suffice.engine.returns.reading import read
from tests.engine.returns.annex_a import building
from tests.engine.returns.annex_a.building import book, put, valid, without
from tests.engine.returns.building import EPISODES, HEADER, TODAY, lines, written

ANN_BORN, EVE_BORN, BEN_BORN = date(2012, 5, 3), date(2024, 1, 15), date(2018, 2, 28)


def care(**changed: object) -> Return:
    """Return an SSDA903 return of the year to 31 March 2026 that agrees with the valid workbook, or is changed."""
    ann = {"child": "101", "dob": ANN_BORN, "sex": "F", "ethnic": "WBRI", "file": "header.csv", "row": 2} | changed
    eve = {"child": "105", "dob": EVE_BORN, "sex": "F", "ethnic": "NOBT", "file": "header.csv", "row": 3}
    lasting = {"decom": date(2024, 2, 1), "dec": None, "ls": "C2", "file": "episodes.csv"}
    episodes = [lasting | {"child": one["child"], "row": at} for at, one in enumerate((ann, eve), start=2)]
    return Return("ssda903", None, 2026, "2026", {"Header": frame(ann, eve), "Episodes": frame(*episodes)}, ())


def census(year: int = 2026) -> Return:
    """Return a census that agrees with the valid workbook."""
    ben = {"lachildid": "102", "personbirthdate": BEN_BORN, "sex": "M", "ethnicity": "MWAS", "file": "c.xml", "row": 9}
    plan = {"lachildid": "102", "cppstartdate": date(2025, 10, 15), "cppenddate": None, "file": "c.xml", "row": 30}
    return Return("cin", None, year, "c.xml", {"Children": frame(ben), "ChildProtectionPlans": frame(plan)}, ())


def frame(*rows: dict[str, object]) -> pl.DataFrame:
    made = pl.DataFrame(list(rows), infer_schema_length=None)
    dated = [name for name in ("dec", "cppenddate") if name in made.columns]
    return made.with_columns(pl.col(dated).cast(pl.Date), pl.col("row").cast(pl.Int32))


def apart(*returns: Return) -> list[tuple[object, ...]]:
    return list(differences(returns).select("child", "what", "on", "one_value", "other_value").iter_rows())


def test_returns_that_agree_have_no_difference() -> None:
    found = differences([care(), census(), valid()])
    assert found.is_empty()
    assert dict(found.schema) == dict(SCHEMA)
    assert told(found).is_empty()


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"dob": date(2012, 5, 4)}, ("101", "date of birth", None, "4 May 2012", "3 May 2012")),
        ({"sex": "M"}, ("101", "sex", None, "M", "F")),
        ({"ethnic": "WIRI"}, ("101", "ethnic group", None, "WIRI", "WBRI")),
    ],
)
def test_what_is_said_of_a_child_is_compared(changed: dict[str, object], expected: tuple[object, ...]) -> None:
    assert apart(care(**changed), valid()) == [expected]


def test_a_broad_group_agrees_with_its_codes_and_no_other() -> None:
    assert apart(census(), put(valid(), "List7", "102", ethnicity="Mixed")) == []
    assert apart(census(), put(valid(), "List7", "102", ethnicity="Asian")) == [
        ("102", "ethnic group", None, "MWAS", "Asian")
    ]


def test_a_blank_on_one_side_is_no_difference() -> None:
    assert apart(care(dob=None), valid()) == []


def test_a_child_in_care_in_one_return_alone_is_told_for_the_day_of_both() -> None:
    day = date(2026, 3, 31)
    assert apart(care(), without(valid(), "List8", "101")) == [("101", "in care", day, "yes", "no")]
    ended = put(valid(), "List8", "101", date_ceased_to_be_looked_after=date(2026, 3, 31))
    assert apart(care(), ended) == [("101", "in care", day, "yes", "no")]
    assert apart(care(child="107"), valid()) == [
        ("101", "in care", day, "no", "yes"),
        ("107", "in care", day, "yes", "no"),
    ]


def test_a_plan_open_in_one_return_alone_is_told() -> None:
    ended = put(valid(), "List7", "102", child_protection_plan_end_date=date(2026, 3, 1))
    assert apart(census(), ended) == [("102", "on a child protection plan", date(2026, 3, 31), "yes", "no")]


def test_returns_of_days_that_never_meet_are_compared_in_who_the_children_are_alone() -> None:
    assert apart(census(2024), put(valid(), "List7", "102", gender="F", child_protection_plan_end_date=TODAY)) == [
        ("102", "sex", None, "M", "F")
    ]


def test_returns_of_two_authorities_are_not_compared() -> None:
    one, other = (replace(ret, authority=code) for ret, code in ((care(sex="M"), "1"), (valid(), "2")))
    assert apart(one, other) == []


def test_a_difference_says_both_values_and_where_each_stands() -> None:
    (sentence,) = told(differences([care(dob=date(2012, 5, 4)), valid()]))["sentence"]
    assert sentence == (
        "In header.csv, child 101: date of birth is 4 May 2012 in the SSDA903 return of 2026 (row 2 of header.csv) "
        "but 3 May 2012 in Annex A of 31 March 2026 (row 2 of sheet List 8 of annex.xlsx). "
        "Neither is taken over the other. Correct the wrong one."
    )


def test_returns_brought_together_are_compared_when_they_are_read(tmp_path: Path) -> None:
    ann, eve = "101,F,04/05/2012,WBRI,,,", "105,F,15/01/2024,NOBT,,,"
    starts = "01/02/2024,S,C2,N1,U6,PR1,,,,WV1 1AA,WV1 1AA,"
    written(
        tmp_path,
        {
            "header.csv": lines(HEADER, ann, eve),
            "episodes.csv": lines(EPISODES, f"101,{starts}", f"105,{starts.replace('01/02/2024', '01/05/2025')}"),
            "annex.xlsx": book(building.VALID),
        },
    )
    intake = read([tmp_path], today=TODAY)
    flagged = intake.flags.filter(pl.col("code") == "returns-disagree")
    assert flagged.select("file", "row", "column", "value").rows() == [("header.csv", 2, "date of birth", "4 May 2012")]
    assert {ret.kind for ret in intake.usable} == {"ssda903", "annex_a"}
