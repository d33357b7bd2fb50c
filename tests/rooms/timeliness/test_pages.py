"""The pages of drift and delay: who may read what, and that they say what was counted."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client

from suffice.analyse.returns.models import Upload
from suffice.core import work
from suffice.core.models import Authority, Look, Person
from suffice.core.operations import give_role
from suffice.core.roles import Provider, Role, YoungAdviser
from suffice.review.timeliness.models import DriftResult, Reason
from suffice.review.timeliness.queries import results

SignedIn = Callable[[Person], Client]
BOARD, RULE, QUALITY = "/336/drift/", "/336/drift/rules/visit_in_care/", "/336/quality/"
BEHIND, LIST = f"{RULE}children/", f"{QUALITY}list/"
pytestmark = pytest.mark.usefixtures("made")


def told(page: Any) -> str:
    """What the page says, without its marks."""
    return " ".join(re.sub(r"<[^>]+>", " ", page.content.decode()).replace("&#39;", "'").split())


def taken(page: Any) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(page.content.decode("utf-8-sig"))))


@pytest.fixture
def reads(analyst: Person, practice_lead: Person, leader: Person, board_member: Person, signed_in: SignedIn) -> Any:
    """A client signed in as one role, by its code."""
    people = {"analyst": analyst, "practice-lead": practice_lead, "leader": leader, "board-member": board_member}
    return lambda role: signed_in(people[role])


def test_the_board_answers_first_and_says_how_old_the_data_are(reads: Any) -> None:
    words = told(reads("leader").get(BOARD))
    assert "On 31 December 2025, 2 of 15 items were overdue (13%), and 2 more fall due within 14 days." in words
    assert "The longest is overdue by 23 days (“Child in need first seen”)." in words
    assert "The Annex A workbook tells of this day, 31 December 2025: what was done since is not in it." in words
    for title in ("Personal education plan", "Review of a pathway plan", "Visit to a child on a protection plan"):
        assert f"{title} cannot be judged" in words


def test_another_day_of_which_there_is_a_result_can_be_read(reads: Any) -> None:
    assert "As at 30 September 2025" in told(reads("leader").get(f"{BOARD}?on=2025-09-30"))


def test_the_table_of_the_board_is_taken_away_as_it_is_shown(reads: Any) -> None:
    rows = {one["What has to be done"]: one for one in taken(reads("leader").get(f"{BOARD}?download=csv"))}
    assert rows["Visit to a child in care"]["Overdue"] == "1"
    assert rows["Visit to a child in care"]["Longest, days over"] == "1"


@pytest.mark.parametrize(
    ("role", "teams", "workers"),
    [("practice-lead", True, True), ("analyst", True, True), ("leader", True, False), ("board-member", False, False)],
)
def test_teams_and_workers_are_for_those_who_lead_them(reads: Any, role: str, teams: bool, workers: bool) -> None:
    words = told(reads(role).get(RULE))
    assert "1 of 3 visits to children in care was overdue on 31 December 2025 (33%), the longest by 1 day. " in words
    assert "1 more falls due within 14 days." in words
    assert ("East" in words) is teams
    assert ("Ann" in words.replace("Annex", "")) is workers


def test_a_rule_says_its_clock_and_who_sets_it(reads: Any) -> None:
    words = told(reads("leader").get(RULE))
    assert "7 days from the start, then every 42 days" in words
    assert "regulation 28" in words
    assert "The council's own standard" in told(reads("leader").get("/336/drift/rules/first_seen/"))


def test_a_rule_that_nothing_tells_of_says_so(reads: Any) -> None:
    words = told(reads("leader").get("/336/drift/rules/personal_education_plan/"))
    assert "Personal education plan cannot be judged, because no column of List 8 tells of it." in words


def test_rows_are_shown_once_the_reason_is_said_and_the_look_is_written_down(reads: Any) -> None:
    client = reads("practice-lead")
    page = client.get(BEHIND)
    assert "Ann" not in told(page).replace("Annex", "").replace("Every worker Ann Bob Cat", "")
    assert not Look.objects.exists()
    assert client.post(BEHIND, {"standing": "overdue", "reason": ""}).status_code == 400
    words = told(client.post(BEHIND, {"standing": "overdue", "reason": "Monthly supervision"}))
    assert "1 item. Visit to a child in care: overdue as at 31 December 2025." in words
    assert "A East Ann Overdue 18 November 2025 30 December 2025 1" in words
    look = Look.objects.get()
    assert (look.why, look.children) == ("Monthly supervision", 1)
    assert look.what == "Visit to a child in care: overdue as at 31 December 2025"


def test_rows_can_be_asked_of_one_team_and_of_one_worker(reads: Any) -> None:
    client = reads("analyst")
    words = told(client.post(BEHIND, {"standing": "", "team": "West", "worker": "Cat", "reason": "Audit"}))
    assert "1 item. Visit to a child in care: every item as at 31 December 2025, team West, worker Cat." in words


def test_a_list_that_is_taken_away_is_a_look_of_its_own(reads: Any) -> None:
    page = reads("analyst").post(BEHIND, {"standing": "", "reason": "Audit", "download": "csv"})
    assert [one["Child"] for one in taken(page)] == ["A", "B", "C"]
    assert Look.objects.get().what.startswith("Taken away: Visit to a child in care")


@pytest.mark.parametrize("address", [BEHIND, LIST])
def test_rows_are_refused_to_those_who_may_not_see_children(reads: Any, address: str) -> None:
    for role in ("leader", "board-member"):
        assert reads(role).post(address, {"reason": "Curiosity"}).status_code == 403
    assert not Look.objects.exists()


@pytest.mark.parametrize("role", [Provider, YoungAdviser])
def test_who_is_not_of_the_council_is_refused(
    role: type[Role], made: Sequence[DriftResult], stranger: Person, signed_in: SignedIn, now: Any
) -> None:
    give_role(person=stranger, authority=made[0].authority, role=role, by=None, at=now)
    for address in (BOARD, RULE, QUALITY):
        assert signed_in(stranger).get(address).status_code == 403


def test_a_further_day_is_asked_for_by_those_who_may_and_made_in_the_background(
    reads: Any, made: Sequence[DriftResult]
) -> None:
    assert reads("leader").post(f"{BOARD}day/", {"on": "2026-01-10"}).status_code == 403
    answer = reads("practice-lead").post(f"{BOARD}day/", {"on": "2026-01-10"})
    assert answer["Location"] == f"{BOARD}?on=2026-01-10"
    work.run_waiting(results.KIND)
    words = told(reads("leader").get(f"{BOARD}?on=2026-01-10"))
    assert "As at 10 January 2026" in words
    assert "The Annex A workbook tells of 31 December 2025." in words


def test_a_day_that_cannot_be_is_refused_with_a_sentence(reads: Any) -> None:
    client = reads("analyst")
    assert "has not come yet" in told(client.post(f"{BOARD}day/", {"on": "2999-01-10"}, follow=True))
    assert "Give the day as" in told(client.post(f"{BOARD}day/", {"on": "soon"}, follow=True))


def test_a_reason_stands_beside_the_figure_with_who_and_when(reads: Any) -> None:
    client = reads("practice-lead")
    sent = {"team": "East", "why": "staffing", "note": "Two posts are vacant."}
    words = told(client.post(f"{RULE}reasons/add/", sent, follow=True))
    assert "31 December 2025 East Posts are vacant or people are away Two posts are vacant. Practice lead" in words
    reason = Reason.objects.get()
    assert (reason.rule, reason.on) == ("visit_in_care", date(2025, 12, 31))
    client.post(f"{BOARD}reasons/{reason.pk}/withdraw/")
    assert "No reason is recorded." in told(client.get(RULE))
    assert client.post(f"{BOARD}reasons/{reason.pk}/withdraw/").status_code == 409


def test_a_reason_names_no_child_and_another_reason_says_which(reads: Any) -> None:
    client = reads("analyst")
    page = client.post(f"{RULE}reasons/add/", {"why": "families", "note": "Nobody opened the door to A."})
    assert page.status_code == 400
    assert "holds the reference of a child" in told(page)
    assert "Say what the other reason is." in told(client.post(f"{RULE}reasons/add/", {"why": "other"}))
    assert not Reason.objects.exists()


def test_a_reason_is_refused_to_those_who_do_not_lead(reads: Any) -> None:
    assert reads("board-member").post(f"{RULE}reasons/add/", {"why": "staffing"}).status_code == 403


def test_a_reason_of_another_authority_is_not_found(
    reads: Any, elsewhere: Authority, analyst: Person, now: datetime
) -> None:
    given = {"rule": "visit_in_care", "team": "", "on": date(2025, 12, 31), "why": "staffing", "note": ""}
    theirs = Reason.objects.create(authority=elsewhere, recorded_by=analyst, recorded_at=now, **given)
    assert reads("analyst").post(f"{BOARD}reasons/{theirs.pk}/withdraw/").status_code == 404


def test_once_rows_are_cleared_the_figures_stay_and_no_row_is_shown(reads: Any, now: datetime) -> None:
    Upload.objects.update(cleared_at=now)
    client = reads("analyst")
    assert "2 of 15 items were overdue" in told(client.get(BOARD))
    for address in (BEHIND, LIST):
        page = client.post(address, {"standing": "", "reason": "Audit"})
        assert page.status_code == 409
        assert "have been cleared" in told(page)
    assert not Look.objects.exists()


def test_data_quality_counts_what_is_to_be_put_right(reads: Any) -> None:
    words = told(reads("leader").get(QUALITY))
    assert "3 things are to be put right in the records as at 31 December 2025" in words
    assert "The returns held against each other, side by side" in words
    rows = {one["What"]: one for one in taken(reads("leader").get(f"{QUALITY}?faults-download=csv"))}
    assert (rows["Nobody is allocated"]["To put right"], rows["Nobody is allocated"]["Change"]) == ("1", "1")


def test_all_rules_together_by_team_are_for_those_who_lead_teams(reads: Any) -> None:
    words = told(reads("leader").get(f"{BOARD}teams/"))
    assert "“East” had most overdue on 31 December 2025: 1 of 8 items (13%)." in words
    assert "Ann" not in words.replace("Annex", "")
    assert "Ann" in told(reads("practice-lead").get(f"{BOARD}teams/")).replace("Annex", "")
    assert reads("board-member").get(f"{BOARD}teams/").status_code == 403


def test_every_rule_is_shown_on_every_day(reads: Any) -> None:
    rows = taken(reads("board-member").get(f"{BOARD}days/?rule=visit_in_care&download=csv"))
    assert [(one["As at"], one["Overdue"], one["All"]) for one in rows] == [
        ("2025-12-31", "1", "3"),
        ("2025-09-30", "1", "3"),
    ]


def test_every_timed_standard_says_how_it_stands_or_what_is_missing(reads: Any) -> None:
    rows = {one["Standard"]: one for one in taken(reads("leader").get(f"{BOARD}standards/?download=csv"))}
    assert len(rows) == 34
    assert rows["Visits to children in care"]["How it stands"] == "1 of 3 visits to children in care overdue"
    assert rows["Family conversation"]["How it is told"] == "Cannot be told"


def test_the_list_of_a_recording_day_is_of_one_team(reads: Any) -> None:
    words = told(reads("practice-lead").post(LIST, {"team": "West", "reason": "Recording day"}))
    assert "3 things to put right. All that is to be put right, as at 31 December 2025, team West." in words
    assert Look.objects.get().children == 1


def test_home_tells_the_practice_lead_what_is_overdue_and_the_leader_how_much(reads: Any) -> None:
    theirs = told(reads("practice-lead").get("/336/"))
    assert "1 visit to a child in care is overdue as at 31 December 2025" in theirs
    leads = told(reads("leader").get("/336/"))
    assert "On 31 December 2025, 2 of 15 items were overdue (13%)" in leads
    assert "1 visit to a child in care is overdue" not in leads
