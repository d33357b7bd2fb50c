"""Nothing is swallowed: a check that fails is told, one that cannot be made is told, and any data can be asked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from suffice.engine.returns.checking.asking import CRASHED, NOT_MADE
from suffice.engine.returns.checking.check import Check
from suffice.engine.returns.columns import Column
from suffice.engine.returns.model import Return
from suffice.engine.returns.reading import read
from suffice.engine.returns.ssda903 import codes, layouts
from suffice.engine.returns.ssda903.checks.frames import Frames
from suffice.engine.returns.ssda903.checks.registry import all_checks
from suffice.engine.returns.ssda903.checks.run import run_checks
from tests.engine.returns.checks.asked import frame, small_return

HEADER = "CHILD | SEX | DOB | ETHNIC | UPN | MOTHER\nA | | 03/05/2009 | WBRI | UN1 | 0"
EPISODES = (
    "CHILD | DECOM | DEC | RNE | REC | LS | PLACE | PLACE_PROVIDER\n"
    "A | 10/06/2018 | 01/09/2019 | S | E4A | C2 | U4 |\n"
    "A | 05/10/2019 | | P | | C2 | U4 | PR1"
)


def _check(code: str) -> Check:
    return next(check for check in all_checks() if check.code == code)


def _fails(_: Frames) -> pl.DataFrame:
    raise ZeroDivisionError("by nought")


def test_a_fault_is_told_with_its_place_its_value_and_what_to_do() -> None:
    flags = run_checks(small_return(Header=HEADER, Episodes=EPISODES)).filter(pl.col("severity") != "note")
    assert flags.rows(named=True) == [
        {
            "code": "foster-provider-missing",
            "severity": "error",
            "file": "episodes.csv",
            "row": 2,
            "column": "PLACE_PROVIDER",
            "value": None,
            "sentence": "PLACE_PROVIDER in row 2 of episodes.csv: child A is fostered (U4) from 10 June 2018, but "
            "nothing says by whom. Fill in PLACE_PROVIDER; until then the child counts as in in-house foster care.",
        },
        {
            "code": "carries-on-after-leaving",
            "severity": "error",
            "file": "episodes.csv",
            "row": 3,
            "column": "RNE",
            "value": "P",
            "sentence": "RNE in row 3 of episodes.csv: child A left care on 1 September 2019 (REC E4A), but the next "
            "episode, from 5 October 2019, carries on (RNE P). Make it a start (S), or end the one before with X1.",
        },
        {
            "code": "sex-missing",
            "severity": "query",
            "file": "header.csv",
            "row": 2,
            "column": "SEX",
            "value": None,
            "sentence": "SEX in row 2 of header.csv: child A has no sex recorded. Fill it in, or record it as not "
            "known.",
        },
    ]


def test_a_value_that_is_a_date_is_told_as_it_is_written() -> None:
    born = HEADER.replace("| |", "| F |").replace("03/05/2009", "01/05/2020")
    flags = run_checks(small_return(Header=born, Episodes=EPISODES))
    assert flags.filter(pl.col("code") == "born-after-the-year")["value"].to_list() == ["01/05/2020"]


def test_a_check_that_fails_is_a_finding_and_the_others_are_made() -> None:
    ret = small_return(Header=HEADER, Episodes=EPISODES)
    flags = run_checks(ret, checks=[replace(_check("episodes-overlap"), find=_fails), _check("sex-missing")])
    crashed, other = flags.sort("code").rows(named=True)
    assert other["code"] == "sex-missing"
    assert (crashed["code"], crashed["severity"], crashed["file"], crashed["row"]) == (CRASHED, "error", "small", None)
    assert crashed["value"] == "episodes-overlap"
    for words in ("episodes-overlap", "ZeroDivisionError: by nought", "every other check was made", "Look over DECOM"):
        assert words in crashed["sentence"]


def test_a_check_whose_answer_cannot_be_told_is_a_finding_too() -> None:
    ret = small_return(Header=HEADER, Episodes=EPISODES)
    unnamed = replace(_check("sex-missing"), sentence="child {child} has {nothing_of_the_kind}.")
    assert run_checks(ret, checks=[unnamed])["code"].to_list() == [CRASHED]


def test_checks_without_their_table_or_column_are_not_made_and_a_note_says_which() -> None:
    ret = replace(small_return(Header=HEADER, Episodes=EPISODES), absent=frozenset({"Header.SEX"}))
    flags = run_checks(ret)
    assert "sex-missing" not in flags["code"].to_list()
    (note,) = flags.filter(pl.col("code") == NOT_MADE).rows(named=True)
    assert (note["severity"], note["file"], note["row"]) == ("note", "small", None)
    for words in ("no SEX column in Header", "no rows of AD1", "sex-missing", "boy-recorded-as-mother"):
        assert words in note["sentence"]
    assert "episodes-overlap" not in note["sentence"]


@pytest.mark.parametrize("lacking", ["Header", "Episodes"])
def test_a_return_that_reading_refuses_for_want_of_a_table_is_not_asked(lacking: str) -> None:
    whole = small_return(Header=HEADER, Episodes=EPISODES)
    part = replace(whole, tables={table: rows for table, rows in whole.tables.items() if table != lacking})
    assert run_checks(part).is_empty()
    assert run_checks(replace(whole, year=None)).is_empty()


def test_tables_in_pieces_are_asked_like_whole_ones() -> None:
    whole = small_return(Header=HEADER, Episodes=EPISODES)
    pieces = {
        t: pl.concat([rows.slice(at, 1) for at in range(rows.height)], rechunk=False)
        for t, rows in whole.tables.items()
    }
    assert pieces["Episodes"].n_chunks() == 2
    assert run_checks(replace(whole, tables=pieces)).equals(run_checks(whole))


_DAYS = st.dates(date(2000, 1, 1), date(2023, 12, 31))


def _cells(column: Column) -> st.SearchStrategy[object]:
    match column.kind:
        case "date":
            return st.none() | _DAYS
        case "int":
            return st.none() | st.integers(0, 40)
        case "code":
            return st.none() | st.sampled_from(sorted(codes.codes_for(column.codes or "", None)))
        case "id":
            return st.sampled_from("ABCDE")
        case _:
            return st.none() | st.sampled_from(["N1 1AA", "UN1", "X"])


@st.composite
def _returns(draw: st.DrawFn) -> Return:
    tables = {}
    for table in layouts.tables().values():
        rows = draw(st.lists(st.tuples(*map(_cells, table.columns)), max_size=6))
        text = frame(table.name, " | ".join(column.name for column in table.columns))
        cells = {
            c.field: pl.Series([row[at] for row in rows], dtype=text.schema[c.field])
            for at, c in enumerate(table.columns)
        }
        places = {"file": [f"{table.name}.csv"] * len(rows), "row": pl.Series(range(2, len(rows) + 2), dtype=pl.Int32)}
        tables[table.name] = pl.DataFrame(cells | places, schema_overrides={"file": pl.String})
    header = tables["Header"].unique("child", keep="first", maintain_order=True)
    started = tables["Episodes"].filter(pl.col("decom").is_not_null())
    return Return(
        "ssda903", None, draw(st.integers(2017, 2027)), "any", tables | {"Header": header, "Episodes": started}, ()
    )


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(_returns())
def test_any_return_can_be_asked_and_every_place_told_is_one(ret: Return) -> None:
    flags = run_checks(ret)
    assert CRASHED not in flags["code"].to_list()
    for flag in flags.filter(pl.col("row").is_not_null()).iter_rows(named=True):
        rows = ret.tables[flag["file"].removesuffix(".csv")]
        assert flag["row"] in rows["row"]
        assert flag["column"].lower() in rows.columns
        assert "{" not in flag["sentence"]


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(_returns())
def test_what_is_said_of_one_child_does_not_depend_on_the_others(ret: Return) -> None:
    """Faults of child A in Episodes are the same whether or not the other children are there."""
    only = {table: rows.filter(pl.col("child") == "A") for table, rows in ret.tables.items()}
    alone = run_checks(replace(ret, tables=only))
    together = run_checks(ret)
    mine = set(only["Episodes"]["row"])
    about = (pl.col("file") == "Episodes.csv") & pl.col("row").is_in(mine)
    assert together.filter(about).equals(alone.filter(about))


@pytest.mark.samples
def test_every_check_runs_on_every_sample(samples: Path) -> None:
    intake = read([samples / "returns"], today=date(2026, 11, 21))
    years = {ret.year for ret in intake.returns}
    assert len(years) > 5
    assert CRASHED not in {finding.code for finding in intake.findings}
    told = {check.code for check in all_checks()} & {finding.code for finding in intake.findings}
    assert len(told) > 30
