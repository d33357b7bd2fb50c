"""What a workbook leaves open is asked on a page; what a person says is followed at once and the next time."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from suffice.analyse.returns import operations, storage
from suffice.analyse.returns.models import MappingDecision, MappingPart, ReturnRecord, ReturnState, Upload
from suffice.analyse.returns.operations import Answer
from suffice.analyse.returns.queries import mapping
from suffice.core import work
from suffice.core.models import Authority, Event, Person
from suffice.core.policies import NotNow
from suffice.engine.returns.annex_a.mapping import read_mapping
from tests.engine.returns.annex_a.building import book, changed

pytestmark = pytest.mark.django_db
Bring = Callable[..., Upload]
STRANGE = {"annex.xlsx": book(changed(List8__placement_type="Nan's house"))}


def placements(record: ReturnRecord) -> list[str]:
    table = record.tables.get(table="List8")
    return storage.load_table(table.sha256)["placement_type"].to_list()


@pytest.fixture
def strange(bring: Bring) -> Upload:
    return bring(STRANGE)


@pytest.fixture
def client(analyst: Person, signed_in: Callable[[Person], Client]) -> Client:
    return signed_in(analyst)


def answer(client: Client, upload: Upload, means: str, **more: str) -> Any:
    (question,) = mapping.questions(upload)
    said = client.post(f"/336/returns/uploads/{upload.pk}/meanings/", {question.key: means, **more}, follow=True)
    work.run_waiting("returns.read")
    upload.refresh_from_db()
    return said


def test_the_page_of_the_files_leads_to_what_is_open_and_the_answer_is_followed(
    strange: Upload, client: Client
) -> None:
    page = client.get(f"/336/returns/uploads/{strange.pk}/").content.decode()
    assert "1 word has no known meaning" in page
    (question,) = mapping.questions(strange)
    assert (question.part, question.written, question.rows) == (MappingPart.VALUES, "Nan's house", 1)
    assert "Say what 1 word of the workbook" in client.get("/336/").content.decode()
    asked = client.get(f"/336/returns/uploads/{strange.pk}/meanings/").content.decode()
    assert "1 question is open" in asked
    means = question.choices[0][0]
    said = answer(client, strange, means)
    assert "are being read again" in said.content.decode()
    assert mapping.questions(strange) == []
    assert placements(strange.returns.get())[0] == means
    assert Event.objects.filter(kind="returns.mapped").get().words.startswith("Said what 1 value mean")


def test_a_decision_is_remembered_for_the_next_workbook_and_can_be_let_go(
    strange: Upload, client: Client, bring: Bring, authority: Authority
) -> None:
    answer(client, strange, mapping.questions(strange)[0].choices[0][0])
    assert mapping.questions(bring({"next.xlsx": STRANGE["annex.xlsx"]})) == []
    decision = MappingDecision.objects.get()
    assert "Nan&#39;s house" in client.get("/336/returns/meanings/").content.decode()
    said = client.post(f"/336/returns/meanings/{decision.pk}/", {"reason": "it was another house"}, follow=True)
    assert "It holds no more" in said.content.decode()
    assert len(mapping.questions(bring({"third.xlsx": STRANGE["annex.xlsx"]}))) == 1
    page = client.get(f"/336/returns/uploads/{strange.pk}/meanings/").content.decode()
    assert "has changed since these files were read" in page
    assert (
        "are being read again"
        in client.post(f"/336/returns/uploads/{strange.pk}/meanings/", follow=True).content.decode()
    )


def test_files_about_which_somebody_has_decided_are_read_beside_and_not_in_their_place(
    strange: Upload, analyst: Person, now: datetime
) -> None:
    accepted = operations.accept(record=strange.returns.get(), by=analyst, at=now)
    (question,) = mapping.questions(strange)
    said = Answer(question.part, question.within, question.written, question.choices[0][0])
    read = operations.explain(upload=strange, answers=[said], by=analyst, at=now)
    work.run_waiting("returns.read")
    assert read.pk != strange.pk
    assert placements(accepted)[0] == "Nan's house"
    record = operations.accept(record=read.returns.get(), by=analyst, at=now)
    accepted.refresh_from_db()
    assert (accepted.state, accepted.superseded_by) == (ReturnState.SUPERSEDED, record)


def test_the_day_of_a_workbook_can_be_said(strange: Upload, client: Client) -> None:
    answer(client, strange, "", as_at="28/02/2026")
    assert str(strange.returns.get()) == "The Annex A workbook as at 28 February 2026"
    said = client.post(f"/336/returns/uploads/{strange.pk}/meanings/", {"as_at": "28/02/2926"})
    assert "has not been yet" in said.content.decode()
    assert strange.as_at == date(2026, 2, 28)


def test_the_file_is_the_one_of_the_command_line_and_is_taken_back(
    strange: Upload, client: Client, authority: Authority, tmp_path: Any
) -> None:
    means = mapping.questions(strange)[0].choices[0][0]
    answer(client, strange, means)
    content = client.get("/336/returns/meanings/file/").content
    path = tmp_path / "mapping.json"
    path.write_bytes(content)
    column = mapping.standing(authority).get().within
    assert read_mapping(path).values == {(column, "Nan's house"): means}
    again = client.post("/336/returns/meanings/file/", {"file": SimpleUploadedFile("mapping.json", content)})
    assert "is decided here in the same way already" in again.content.decode()
    document = json.loads(content)
    document["values"].append({"column": column, "value": "Grandad's", "means": means})
    changed_file = SimpleUploadedFile("mapping.json", json.dumps(document).encode())
    taken = client.post("/336/returns/meanings/file/", {"file": changed_file}, follow=True)
    assert "1 decision taken" in taken.content.decode()


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"not json", "is not sound JSON"),
        (b'{"version": 1, "authority": "332"}', "is of authority 332"),
        (b'{"version": 1, "sheets": [{"sheet": "a", "means": "List99"}]}', "cannot be"),
        *(
            (b'{"version": 1, "sheets": [{"sheet": "%s", "means": "as written"}]}' % sheet, "holds no plain text")
            for sheet in (rb"\ud800", rb"a\u0000b", b"a" * 1_001)
        ),
        (b" " * 5_000_001, "is larger than a mapping file can be"),
    ],
)
def test_a_file_that_cannot_be_followed_says_why(
    client: Client, authority: Authority, content: bytes, told: str
) -> None:
    said = client.post("/336/returns/meanings/file/", {"file": SimpleUploadedFile("m.json", content)})
    assert told in said.content.decode()
    assert not MappingDecision.objects.exists()


def test_an_answer_that_is_no_choice_is_refused(strange: Upload, analyst: Person, now: datetime) -> None:
    (question,) = mapping.questions(strange)
    with pytest.raises(NotNow, match="cannot be"):
        operations.explain(
            upload=strange,
            answers=[Answer(question.part, question.within, question.written, "Mars")],
            by=analyst,
            at=now,
        )
    with pytest.raises(NotNow, match="Nothing new was said"):
        operations.explain(upload=strange, answers=[], by=analyst, at=now)


def test_a_sheet_that_is_none_of_the_lists_is_asked_about(bring: Bring) -> None:
    def spoil(held: openpyxl.Workbook) -> None:
        held.create_sheet("Notes of mine").append(["something", "else"])

    upload = bring({"annex.xlsx": book(spoilt=spoil)})
    assert [(one.part, one.written) for one in mapping.questions(upload)] == [(MappingPart.SHEETS, "Notes of mine")]
