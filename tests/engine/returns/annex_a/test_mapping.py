"""What a person decided is followed the next time and said; a file that cannot be followed says every trouble."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from typer.testing import CliRunner

from suffice.cli import app
from suffice.engine.returns.annex_a import mapping
from suffice.engine.returns.annex_a.mapping import NOTHING, MappingUnreadable, from_document, read_mapping
from suffice.engine.returns.annex_a.undecided import to_decide
from suffice.engine.returns.kinds import with_mapping
from suffice.engine.returns.model import Intake
from suffice.engine.returns.reading import read
from tests.engine.returns.annex_a.building import TODAY, VALID, book, opened, places, sentences

BOAT = {**VALID, "List8": [{**row, "placement_type": "On a boat"} for row in VALID["List8"]]}


def spoil(held: openpyxl.Workbook) -> None:
    """Give List 8 a heading that nothing meets, and move List 1 where no heading is known."""
    held["List 8"].cell(1, 14, "Zuletzt gesehen")
    contacts = held["List 1"]
    contacts.title = "Front door"
    for column, heading in enumerate(["Person", "S", "E", "B", "A", "Rang on", "Rang from"], start=1):
        contacts.cell(1, column, heading)


def taken(tmp_path: Path, decided: mapping.Mapped = NOTHING) -> Intake:
    path = tmp_path / "annex.xlsx"
    path.write_bytes(book(BOAT, spoilt=spoil))
    return read([path], today=TODAY, among=with_mapping(decided))


def answered(document: dict[str, Any], part: str, answers: dict[str, str]) -> None:
    for one in document[part]:
        asked = one.get("sheet") or one.get("heading") or one.get("value")
        one["means"] = answers.get(asked, one["means"])


def test_everything_that_nothing_meets_is_asked_once_with_what_it_may_mean(tmp_path: Path) -> None:
    document = to_decide(taken(tmp_path), NOTHING)
    (sheet,), (heading,), (value,) = (document[part] for part in ("sheets", "headings", "values"))
    assert sheet["sheet"] == "Front door"
    assert sheet["choices"]["List1"] == "Contacts"
    assert (heading["list"], heading["heading"], heading["rows"]) == ("List8", "Zuletzt gesehen", 2)
    assert heading["choices"] == ["Date of Last Social Work Visit", "as written"]
    assert (value["column"], value["value"], value["rows"]) == ("Placement Type", "On a boat", 2)
    assert value["choices"]["Temporary"] == "Temporary placement"


def test_answers_are_followed_and_said_and_not_asked_again(tmp_path: Path) -> None:
    document = to_decide(taken(tmp_path), NOTHING)
    answered(document, "headings", {"Zuletzt gesehen": "Date of Last Social Work Visit"})
    answered(document, "values", {"On a boat": "Temporary"})
    answered(document, "sheets", {"Front door": "as written"})
    decided = from_document(json.loads(json.dumps(document)), name="m.json")
    intake = taken(tmp_path, decided)
    (ret,) = intake.returns
    assert ret.tables["List8"]["placement_type"].to_list() == ["Temporary"] * 2
    assert ret.tables["List8"]["date_of_last_social_work_visit"].to_list() == [date(2026, 3, 24)] * 2
    said = intake.flags.filter(intake.flags["code"] == "mapping-applied")["sentence"].to_list()
    assert [
        'the heading "Zuletzt gesehen" is read as Date of Last Social Work Visit' in said[0],
        '"On a boat" of Placement Type is read as Temporary in 2 rows' in said[1],
    ] == [True, True]
    again = to_decide(intake, decided)
    assert all(one["means"] for part in ("sheets", "headings", "values") for one in again[part])
    assert from_document(again, name="") == from_document(document, name="")


def test_a_sheet_whose_headings_are_mapped_is_read(tmp_path: Path) -> None:
    titles = ["Child Unique ID", "Gender", "Ethnicity", "Date of Birth", "Age of Child (Years)", "Date of Contact"]
    written = ["Person", "S", "E", "B", "A", "Rang on"]
    decided = from_document(
        {
            "version": 1,
            "sheets": [{"sheet": "Front door", "means": "List1"}],
            "headings": [
                {"list": "List1", "heading": one, "means": title} for one, title in zip(written, titles, strict=True)
            ],
        },
        name="m.json",
    )
    (ret,) = taken(tmp_path, decided).returns
    assert ret.tables["List1"].select("child_unique_id", "date_of_contact").rows() == [("106", date(2026, 3, 30))]
    assert ret.tables["List1"]["other:Rang from"].to_list() == ["q) 6: Police"]


def test_what_is_to_stay_as_written_stays_and_is_not_told() -> None:
    decided = from_document(
        {"version": 1, "values": [{"column": "Placement Type", "value": "On a boat", "means": "as written"}]}, name=""
    )
    held = opened(book(BOAT), mapped=decided)
    assert held.returns[0].tables["List8"]["placement_type"].to_list() == ["On a boat"] * 2
    assert not places(held, "value-unmapped")


def test_the_day_and_the_authority_can_be_given() -> None:
    held = opened(book(), mapped=from_document({"version": 1, "as_at": "2026-04-30", "authority": "336"}, name=""))
    (ret,) = held.returns
    assert (ret.as_at, ret.year, ret.authority) == (date(2026, 4, 30), 2027, "336")
    assert not sentences(held, "as-at-found")


@pytest.mark.parametrize(
    ("document", "told"),
    [
        ([], "one JSON object"),
        ({}, "version should be 1, but is null"),
        ({"version": 1, "colour": 1}, "colour is no part of a mapping file"),
        ({"version": 1, "as_at": "31/03/2026"}, 'as_at is "31/03/2026": write a day such as 2026-03-31'),
        ({"version": 1, "authority": 336}, "authority should be a code in quotation marks"),
        ({"version": 1, "values": {}}, "values should be a list"),
        ({"version": 1, "sheets": [{"means": "List1"}]}, "entry 1 of sheets should be an object with sheet"),
        ({"version": 1, "sheets": [{"sheet": "x", "means": 1}]}, "entry 1 of sheets: means should be a text or null"),
        ({"version": 1, "sheets": [{"sheet": "x", "means": "List12"}]}, '"List12" cannot be. It may be List1, List2'),
        (
            {"version": 1, "values": [{"column": "Gender", "value": "x", "means": "Q"}]},
            'entry 1 of values: "Q" cannot be. It may be M, F, U, N, or "as written"',
        ),
        (
            {"version": 1, "headings": [{"list": "List99", "heading": "x", "means": "Gender"}]},
            "It may be nothing, because List99 is not known",
        ),
        (
            {"version": 1, "sheets": [{"sheet": "A", "means": "List1"}, {"sheet": "A", "means": "List2"}]},
            'entry 2 of sheets says another meaning of "A" than one before it',
        ),
    ],
)
def test_a_mapping_file_that_cannot_be_followed_says_why(document: object, told: str) -> None:
    with pytest.raises(MappingUnreadable) as trouble:
        from_document(document, name="m.json")
    assert told in str(trouble.value)
    assert str(trouble.value).startswith("m.json")


@pytest.mark.parametrize("text", ["{", "[" * 10_000, "\u00ff"])
def test_a_mapping_file_that_is_no_json_says_so(tmp_path: Path, text: str) -> None:
    (tmp_path / "m.json").write_bytes(text.encode("latin-1"))
    with pytest.raises(MappingUnreadable, match="not sound JSON"):
        read_mapping(tmp_path / "m.json")
    with pytest.raises(MappingUnreadable, match="cannot be opened"):
        read_mapping(tmp_path / "nowhere.json")


def test_the_published_schema_is_the_one_that_is_made() -> None:
    assert mapping.SCHEMA.read_text(encoding="utf-8") == mapping.published()


def test_the_command_writes_what_is_open_and_follows_what_is_answered(tmp_path: Path) -> None:
    path, file = tmp_path / "annex.xlsx", tmp_path / "m.json"
    path.write_bytes(book(BOAT))
    runner = CliRunner()
    first = runner.invoke(app, ["check", str(path), "--write-mapping", str(file)])
    assert first.exit_code == 0
    assert "1 question is open" in first.stderr
    assert (tmp_path / "mapping.schema.json").exists()
    document = json.loads(file.read_text())
    answered(document, "values", {"On a boat": "Other"})
    file.write_text(json.dumps(document))
    second = runner.invoke(app, ["check", str(path), "--json", "--mapping", str(file)])
    codes = [finding["code"] for finding in json.loads(second.stdout)["findings"]]
    assert "mapping-applied" in codes
    assert "value-unmapped" not in codes
    file.write_text("{}")
    third = runner.invoke(app, ["check", str(path), "--mapping", str(file)])
    assert third.exit_code == 2
    assert "version should be 1" in third.stderr


def test_a_sheet_that_is_said_to_be_a_list_has_its_headings_asked_though_none_is_known(tmp_path: Path) -> None:
    document = to_decide(taken(tmp_path), NOTHING)
    answered(document, "sheets", {"Front door": "List1"})
    decided = from_document(json.loads(json.dumps(document)), name="m.json")
    asked = to_decide(taken(tmp_path, decided), decided)["headings"]
    open_of_list = [one["heading"] for one in asked if one["list"] == "List1"]
    assert open_of_list == ["Person", "S", "E", "B", "A", "Rang on", "Rang from"]
    assert "Child Unique ID" in next(one["choices"] for one in asked if one["heading"] == "Person")
