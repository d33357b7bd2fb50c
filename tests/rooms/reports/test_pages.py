"""The pages: a report is added, made, signed, sent and met about; drafts are for those who write them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from suffice.core import work
from suffice.core.models import Action, Authority, Person
from suffice.review.performance.models import MeasuresResult
from suffice.review.reports import library, operations
from suffice.review.reports.models import Edition, Meeting, ReportSet
from tests.rooms.conftest import NOW
from tests.rooms.reports.conftest import ON

SignIn = Callable[[Person], Client]


def _page(client: Client, address: str, **asked: str) -> str:
    response = client.get(address, asked)
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def test_a_report_is_taken_from_the_library_and_made(
    measures: MeasuresResult, authority: Authority, analyst: Person, signed_in: SignIn
) -> None:
    client = signed_in(analyst)
    assert "No report is written down yet" in _page(client, "/336/reports/")
    assert "27 reports" in _page(client, "/336/reports/library/")
    assert "Head of children in care" in _page(client, "/336/reports/add/", **{"from": "4"})
    starter = library.starters()["4"]
    told = {**starter.told, "indicators": library.as_lines(starter.headings), "next_due": "2026-02-01"}
    assert client.post("/336/reports/add/", told).status_code == 302
    report = ReportSet.objects.get()
    assert report.board == "Corporate Parenting Board"
    assert len(report.codes) == 17
    page = _page(client, f"/336/reports/{report.pk}/")
    assert "Make an edition" in page
    assert "Leaving care" in page
    asked = client.post(f"/336/reports/{report.pk}/make/", {"on": "2022-03-31", "protection": "round"})
    assert asked.status_code == 302
    assert "It is being made" in _page(client, asked["Location"])
    work.run_waiting("reports.make")
    page = _page(client, asked["Location"])
    assert "it waits for a leader to sign it off" in page
    assert "Groups under five not shown, the rest rounded to five" in page
    assert "Sign it off" not in page


def test_a_leader_signs_and_somebody_writes_down_that_it_went(
    edition: Edition, leader: Person, board_member: Person, signed_in: SignIn
) -> None:
    client, reader = signed_in(leader), signed_in(board_member)
    address = f"/336/reports/editions/{edition.pk}/"
    assert reader.get(address).status_code == 403
    assert reader.get(f"{address}report.pdf").status_code == 403
    assert "Sign it off" in _page(client, address)
    draft = client.get(f"{address}report.pdf")
    assert draft["Content-Disposition"].endswith('-2022-03-31-draft.pdf"')
    client.post(f"{address}sign/")
    assert client.get(f"{address}report.pdf")["Content-Disposition"].endswith('-2022-03-31.pdf"')
    assert "Signed off by Leader" in _page(reader, address)
    for kind in ("docx", "pdf", "xlsx"):
        assert reader.get(f"{address}report.{kind}").status_code == 200
    assert reader.get(f"{address}report.exe").status_code == 404
    assert client.post(f"{address}send/", {"to": ""}).status_code == 400
    client.post(f"{address}send/", {"to": "The board of 20 January"})
    assert "Sent to The board of 20 January" in _page(reader, address)
    assert "Sent, figures to 31 March 2022" in _page(reader, "/336/reports/")


def test_an_indicator_that_nobody_knows_is_named(report_set: ReportSet, analyst: Person, signed_in: SignIn) -> None:
    told = {"title": "T", "board": "B", "owner": "O", "frequency": "monthly", "next_due": "", "protection": "full"}
    client = signed_in(analyst)
    refused = client.post(f"/336/reports/{report_set.pk}/change/", {**told, "indicators": "Children:\nHappy children"})
    words = refused.content.decode()
    assert refused.status_code == 400
    assert "No indicator is called “Happy children”." in words
    assert "needs the day on which it is due next" in words
    changed = client.post(f"/336/reports/{report_set.pk}/change/", {**told, "next_due": "2026-03-01", "indicators": ""})
    assert changed.status_code == 302
    assert "made elsewhere" in _page(client, f"/336/reports/{report_set.pk}/")


def test_a_report_made_elsewhere_and_a_retired_one(report_set: ReportSet, analyst: Person, signed_in: SignIn) -> None:
    client = signed_in(analyst)
    client.post(f"/336/reports/{report_set.pk}/sent/", {"to": "The board", "evidence": "Item 4 of the papers."})
    page = _page(client, f"/336/reports/editions/{Edition.objects.get().pk}/")
    assert "Item 4 of the papers." in page
    assert "Take it away" not in page
    client.post(f"/336/reports/{report_set.pk}/retire/")
    assert "This report goes out no more" in _page(client, f"/336/reports/{report_set.pk}/")
    assert client.post(f"/336/reports/{report_set.pk}/sent/", {"to": "B", "evidence": "E"}).status_code == 409


def test_the_line_of_sight_is_a_table_and_a_timeline(
    report_set: ReportSet, board_member: Person, signed_in: SignIn
) -> None:
    client = signed_in(board_member)
    page = _page(client, "/336/reports/calendar/")
    assert "The months ahead" in page
    assert "Corporate Parenting Board" in page
    assert "Head of performance" in _page(client, "/336/reports/calendar/", download="csv")
    assert "Nothing fits" in _page(client, "/336/reports/calendar/", frequency="daily")


def test_a_meeting_is_called_minuted_and_closed(
    measures: MeasuresResult, report_set: ReportSet, practice_lead: Person, board_member: Person, signed_in: SignIn
) -> None:
    client, reader = signed_in(practice_lead), signed_in(board_member)
    told = {"report_set": str(report_set.pk), "on": "2026-01-20", "chair": "Director", "attending": "One\nTwo\n"}
    assert client.post("/336/meetings/call/", {**told, "chair": ""}).status_code == 400
    client.post("/336/meetings/call/", told)
    address = f"/336/meetings/{Meeting.objects.get().pk}/"
    assert client.post("/336/meetings/call/", told).status_code == 400
    client.post(f"{address}minute/", {"item": "4", "decision": "yes", "words": "Ask each team why."})
    client.post(
        f"{address}promise/", {"title": "Reviews on time", "owner": "Head of reviewing", "due": "2020-02-01", "why": ""}
    )
    page = _page(reader, address)
    assert "1 matter decided and 1 action promised so far; 1 of the actions of these meetings is late." in page
    assert "One, Two" in page
    assert "Write a note" not in page
    assert "Late actions" in page
    action = Action.objects.get()
    assert f"/336/meetings/{Meeting.objects.get().pk}/" in _page(reader, f"/336/actions/{action.pk}/")
    client.post(f"{address}close/")
    assert client.get(f"{address}minute/").status_code == 409
    assert "closed by Practice lead" in _page(client, address)
    assert "Performance" in _page(reader, "/336/meetings/")


def test_what_belongs_to_another_authority_is_not_found(
    edition: Edition, stranger: Person, signed_in: SignIn, measures: MeasuresResult
) -> None:
    client = signed_in(stranger)
    for address in (f"reports/{edition.report_set_id}/", f"reports/editions/{edition.pk}/report.pdf"):
        assert client.get(f"/332/{address}").status_code == 404


@pytest.mark.parametrize("role", ["provider", "young_adviser"])
def test_neither_providers_nor_young_advisers_read_them(
    role: str, report_set: ReportSet, signed_in: SignIn, request: pytest.FixtureRequest
) -> None:
    client = signed_in(request.getfixturevalue(role))
    assert client.get(f"/336/reports/{report_set.pk}/").status_code == 403


def test_a_draft_waits_for_leaders_on_the_home_page(edition: Edition, leader: Person, signed_in: SignIn) -> None:
    assert "waits to be signed off" in _page(signed_in(leader), "/336/")


def test_work_that_cannot_be_done_says_why(
    measures: MeasuresResult, report_set: ReportSet, analyst: Person, signed_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = operations.ask(report_set=report_set, on=ON, protection="full", by=analyst, at=NOW)
    monkeypatch.setattr("suffice.review.performance.queries.figures.latest", lambda authority: None)
    work.run_waiting("reports.make")
    page = _page(signed_in(analyst), f"/336/reports/editions/{asked.pk}/")
    assert "It could not be made. No measures have been worked out yet." in page
