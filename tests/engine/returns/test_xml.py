"""XML and CSV feed the same tables."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from suffice.engine.returns import markup
from tests.engine.returns.building import GOOD, accounted, places, table, taken

RETURN = """<?xml version="1.0" encoding="UTF-8"?>
<EXPSSDA903>
 <CHILD>
  <HEADER><CHILDID>101</CHILDID><UPN>A123456789012</UPN><SEX>2</SEX><DOB>03/05/2010</DOB><ETHNIC>WBRI</ETHNIC>
   <UASC>1</UASC><DUC>03/05/2028</DUC>
   <DATE_INT>01/06/2018</DATE_INT><DATE_MATCH>02/06/2018</DATE_MATCH><FOSTER_CARE>0</FOSTER_CARE>
   <IN_TOUCH>YES</IN_TOUCH><ACTIV>F1</ACTIV><ACCOM>B1</ACCOM>
   <AREVIEW><REVIEW>01/07/2018</REVIEW><REVIEW_CODE>PN1</REVIEW_CODE></AREVIEW>
   <AREVIEW><REVIEW>01/12/2018</REVIEW><REVIEW_CODE>PN2</REVIEW_CODE></AREVIEW>
   <AMISSING><MISSING>M</MISSING><MIS_START>05/07/2018</MIS_START><MIS_END/></AMISSING>
   <MOTHER>0</MOTHER><MC_DOB/>
   <PERMANENCE><PREV_PERM>Z1</PREV_PERM></PERMANENCE>
   <OC2><SDQ_SCORE>12</SDQ_SCORE><CONVICTED>0</CONVICTED></OC2>
   <AD_PLACED><DATE_PLACED>01/02/2019</DATE_PLACED></AD_PLACED>
  </HEADER>
  <EPISODE><DECOM>10/06/2018</DECOM><RNE>S</RNE><LS>C2</LS><CIN>N1</CIN><PL>U4</PL><PLACE_PROVIDER>PR1</PLACE_PROVIDER>
   <DEC/><REC/></EPISODE>
 </CHILD>
 <CHILD><HEADER><CHILDID>102</CHILDID><SEX>1</SEX><DOB>29/02/2012</DOB><UASC/></HEADER></CHILD>
</EXPSSDA903>
"""


def test_every_part_of_a_child_finds_its_table_and_line(tmp_path: Path) -> None:
    intake = taken(tmp_path, {"return.xml": RETURN})
    assert {one.table: one.rows for one in intake.files} == {
        "Header": 2, "Episodes": 1, "Reviews": 2, "UASC": 1, "OC2": 1, "OC3": 1, "AD1": 1, "PlacedAdoption": 1,
        "PrevPerm": 1, "Missing": 1,
    }  # fmt: skip
    assert {one.year for one in intake.files} == {2019}
    assert table(intake, "Episodes", ["child", "place", "dec", "row"]) == [("101", "U4", None, 16)]
    assert table(intake, "Reviews", ["child", "review_code", "row"]) == [("101", "PN1", 8), ("101", "PN2", 9)]
    assert table(intake, "Header", ["child", "sex", "row"]) == [("101", "F", 4), ("102", "M", 19)]
    assert table(intake, "OC2", ["child", "sdq_score", "convicted"]) == [("101", 12, "0")]
    assert accounted(intake)


def as_xml(files: dict[str, str]) -> str:
    header, episodes = (list(csv.DictReader(io.StringIO(files[name]))) for name in ("header.csv", "episodes.csv"))
    names = {"CHILD": "CHILDID", "PLACE": "PL"}

    def cells(row: dict[str, str], *but: str) -> str:
        return "".join(f"<{names.get(k, k)}>{escape(v)}</{names.get(k, k)}>" for k, v in row.items() if k not in but)

    children = "".join(
        f"<CHILD><HEADER>{cells(child)}</HEADER>"
        + "".join(f"<EPISODE>{cells(one, 'CHILD')}</EPISODE>" for one in episodes if one["CHILD"] == child["CHILD"])
        + "</CHILD>"
        for child in header
    )
    return f"<EXPSSDA903>{children}</EXPSSDA903>"


def test_the_same_return_as_xml_gives_the_same_tables(tmp_path: Path) -> None:
    (plain,) = taken(tmp_path / "csv", GOOD).usable
    (other,) = taken(tmp_path / "xml", {"r.xml": as_xml(GOOD)}).usable
    assert other.year == plain.year
    for name, frame in plain.tables.items():
        assert other.tables[name].drop("file", "row").equals(frame.drop("file", "row"), null_equal=True)


@pytest.mark.parametrize(
    "data",
    [
        as_xml(GOOD).encode("utf-16"),
        b"\xef\xbb\xbf" + as_xml(GOOD).encode(),
        as_xml(GOOD).replace("<EXPSSDA903>", '<EXPSSDA903 xmlns="urn:x">').encode(),
        b"<!-- made by a machine -->" + as_xml(GOOD).encode(),
    ],
    ids=["UTF-16", "BOM", "namespace", "comment"],
)
def test_encodings_namespaces_and_comments_change_nothing(tmp_path: Path, data: bytes) -> None:
    (plain,) = taken(tmp_path / "csv", GOOD).usable
    (other,) = taken(tmp_path / "xml", {"r.xml": data}).usable
    assert other.tables["Episodes"].drop("file", "row").equals(plain.tables["Episodes"].drop("file", "row"))


def test_a_comment_inside_a_cell_is_no_part_of_it(tmp_path: Path) -> None:
    (ret,) = taken(tmp_path, {"r.xml": as_xml(GOOD).replace(">101<", ">10<!-- checked --><?by hand?>1<")}).usable
    assert ret.tables["Episodes"]["child"].to_list() == ["101", "102"]


def test_tables_that_xml_cannot_hold_join_it_from_beside(tmp_path: Path) -> None:
    workers = "CHILD,DOB,SW_ID,SW_DECOM,SW_DEC,SW_REASON\n101,03/05/2010,SW123456,10/06/2018,,MANAGE\n"
    (ret,) = taken(tmp_path, {"r.xml": as_xml(GOOD), "sw.csv": workers}).usable
    assert ret.tables["SWEpisodes"].height == 1


def test_csv_and_xml_of_one_year_side_by_side_are_both_refused(tmp_path: Path) -> None:
    intake = taken(tmp_path, GOOD | {"r.xml": as_xml(GOOD).replace("101", "201")})
    assert [ret.name for ret in intake.returns] == ["r.xml", "episodes.csv"]
    assert intake.usable == ()
    assert {value for *_, value in places(intake, "return-twice")} == {
        "r.xml and episodes.csv are each the return for collection year 2019"
    }


def test_an_entity_that_slips_by_is_never_expanded(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret")
    bomb = f'<!DOCTYPE EXPSSDA903 [<!ENTITY x SYSTEM "file://{secret}">]>' + as_xml(GOOD).replace(
        "<ETHNIC>WBRI", "<ETHNIC>&x;"
    )
    intake = taken(tmp_path / "in", {"r.xml": bomb})
    assert intake.usable == ()
    assert "the secret" not in str(intake)
    assert markup.begins(bomb.encode()).root == "EXPSSDA903"
