"""Every remark that is declared is made on its fault, and says what, where and what to do."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from suffice.engine.findings import Severity
from suffice.engine.returns import sources
from suffice.engine.returns.remarks import REMARKS
from tests.engine.returns.building import (
    ANN,
    ANN_STAYS,
    BEN_LEAVES,
    EPISODES,
    GOOD,
    HEADER,
    codes,
    lines,
    places,
    taken,
    written,
)
from tests.engine.returns.test_bad_input import zipped

STARTS = "101,10/06/2018,S,C2,N1,U4,PR1"


def with_episode(row: str) -> dict[str, str | bytes]:
    return GOOD | {"episodes.csv": lines(EPISODES, BEN_LEAVES, row)}


FAULTS: dict[str, dict[str, str | bytes]] = {
    "not-a-return": {"x.txt": "Ring the school"},
    "almost-a-table": GOOD | {"x.csv": lines(EPISODES.replace("DEC,", ""))},
    "file-empty": GOOD | {"x.csv": ""},
    "no-rows": GOOD | {"x.csv": lines("CHILD,DOB,MISSING,MIS_START,MIS_END")},
    "zip-broken": {"x.zip": zipped(GOOD)[:-20]},
    "zip-refused": {"x.zip": zipped({"y.zip": zipped(GOOD)})},
    "xml-broken": {"x.xml": "<EXPSSDA903><CHILD>"},
    "xml-doctype": {"x.xml": "<!DOCTYPE EXPSSDA903><EXPSSDA903/>"},
    "xml-empty": {"x.xml": "<EXPSSDA903></EXPSSDA903>"},
    "encoding-guessed": GOOD | {"header.csv": (GOOD["header.csv"] + "103,2,03/05/2010,,Zoë,,\n").encode("cp1252")},
    "nul-characters": GOOD | {"header.csv": GOOD["header.csv"].replace("A123", "A\x00123")},
    "column-unknown": GOOD | {"header.csv": lines(HEADER + ",EYES", ANN + ",", ANN.replace("101", "102") + ",")},
    "column-missing": GOOD | {"header.csv": lines("CHILD,SEX,DOB", "101,2,03/05/2010", "102,1,29/02/2012")},
    "column-repeated": GOOD | {"header.csv": lines("CHILD,SEX,DOB,SEX", "101,2,03/05/2010,1")},
    "column-names-tidied": GOOD | {"header.csv": GOOD["header.csv"].replace("MC_DOB", "mc dob")},
    "date-style": with_episode(STARTS.replace("10/06/2018", "2018-06-10") + ",,,,,,"),
    "code-case": with_episode(STARTS.replace("U4", "u4") + ",,,,,,"),
    "table-not-in-year": GOOD | {"x.csv": lines("CHILD,DOB,DOLO_START,DOLO_END", "101,03/05/2010,01/07/2018,")},
    "table-in-two-files": GOOD | {"x.csv": lines(HEADER, "103,2,03/05/2010,WBRI,,,")},
    "line-fields": with_episode(STARTS),
    "child-blank": with_episode(STARTS.replace("101", "") + ",,,,,,"),
    "year-blank": {
        "h.csv": lines(f"{HEADER},YEAR", f"{ANN},2018"),
        "e.csv": lines(f"{EPISODES},YEAR", f"{ANN_STAYS},2018", f"{BEN_LEAVES},"),
    },
    "row-repeated": with_episode(BEN_LEAVES),
    "child-repeated": GOOD | {"header.csv": lines(HEADER, ANN, ANN.replace("WBRI", "WIRI"))},
    "decom-unreadable": with_episode(STARTS.replace("10/06/2018", "") + ",,,,,,"),
    "dec-before-decom": with_episode(STARTS + ",09/06/2018,,,,,"),
    "dob-missing": GOOD | {"header.csv": lines(HEADER, ANN.replace("03/05/2010", ""))},
    "date-unreadable": with_episode(STARTS + ",31/06/2018,,,,,"),
    "date-out-of-range": with_episode(STARTS + ",01/01/2089,,,,,"),
    "date-two-digit-year": with_episode(STARTS + ",01/07/18,,,,,"),
    "date-with-time": with_episode(STARTS + ",01/07/2018 00:00:00,,,,,"),
    "decimal-removed": GOOD | {"header.csv": lines(HEADER, ANN.replace(",0,", ",0.0,"))},
    "code-unknown": with_episode(STARTS.replace("U4", "Q4") + ",,,,,,"),
    "code-not-in-year": with_episode(STARTS.replace("U4", "K3") + ",,,,,,"),
    "number-unreadable": GOOD | {"x.csv": lines("CHILD,DOB,SDQ_SCORE", "101,03/05/2010,99")},
    "formula": with_episode(STARTS + ",,,,=A1,,"),
    "postcode-tidied": with_episode(STARTS + ",,,,N1-1AA,,"),
    "no-episodes": {"h.csv": GOOD["header.csv"]},
    "no-header": {"e.csv": GOOD["episodes.csv"]},
    "return-twice": {f"{folder}/{name}": text for folder in "ab" for name, text in GOOD.items()},
    "name-disagrees": {f"2014/{name}": text for name, text in GOOD.items()},
}


@pytest.mark.parametrize("code", FAULTS)
def test_a_remark_is_made_on_its_fault(tmp_path: Path, code: str) -> None:
    assert code in codes(taken(tmp_path, FAULTS[code]))


ELSEWHERE = {"file-too-large": "MAX_FILE_BYTES", "files-too-many": "MAX_FILES"}


@pytest.mark.parametrize("code", ELSEWHERE)
def test_a_limit_is_told_where_it_is_passed(tmp_path: Path, code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, ELSEWHERE[code], 1)
    assert {file for file, *_ in places(taken(tmp_path, GOOD), code)} == set(GOOD)


def test_a_file_that_cannot_be_opened_is_told(tmp_path: Path) -> None:
    written(tmp_path, GOOD)
    os.symlink(tmp_path / "nowhere", tmp_path / "x.csv")
    assert [file for file, *_ in places(taken(tmp_path, {}), "file-unreadable")] == ["x.csv"]


def test_no_remark_is_declared_without_its_fault_here() -> None:
    assert set(REMARKS) == {*FAULTS, *ELSEWHERE, "file-unreadable"}


@pytest.mark.parametrize("remark", REMARKS.values(), ids=REMARKS)
def test_a_remark_says_what_where_and_what_to_do(remark: object) -> None:
    from suffice.engine.returns.remarks import Remark

    assert isinstance(remark, Remark)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", remark.code)
    assert "{file}" in remark.sentence or remark.code in {"no-episodes", "no-header", "return-twice"}
    assert remark.sentence.endswith(".")
    assert remark.meaning
    assert remark.severity in Severity


@pytest.mark.parametrize("code", [code for code in FAULTS if "{row}" in REMARKS[code].sentence])
def test_a_remark_about_a_row_names_its_line(tmp_path: Path, code: str) -> None:
    for _, row, _, _ in places(taken(tmp_path, FAULTS[code]), code):
        assert row is not None
