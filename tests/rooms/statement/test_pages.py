"""The pages of the statement: who may read, make, write and publish, and that nothing typed is lost."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from suffice.core import work
from suffice.core.models import Authority, Person
from suffice.publish.statement.models import Statement, Wording

SignedIn = Callable[[Person], Client]
PAGE = "/336/statement/"
WORDS = {
    "partners": "Health.",
    "help": "A team.",
    "children": "School.",
    "promises": "Recruit two homes | Head of fostering | March 2027\n\nOpen a home | Commissioner | 2028",
    "monitoring": "The board.",
}


def told(page: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page.content.decode()).replace("&#39;", "'").split())


def test_an_empty_house_says_what_will_be_here(authority: Authority, leader: Person, signed_in: SignedIn) -> None:
    page = signed_in(leader).get(PAGE)
    assert page.status_code == 200
    assert "No return is accepted yet, so there is nothing to state." in told(page)
    assert "Bring one, and accept it." in told(page)


def test_the_page_says_what_a_statement_would_hold(accepted: Authority, analyst: Person, signed_in: SignedIn) -> None:
    said = told(signed_in(analyst).get(PAGE))
    assert "No statement has been made yet. One can be made from the accepted returns." in said
    assert "Make a statement" in said
    assert "Ready From the returns of 1 April 2020 to 31 March 2022." in said
    assert "Missing" in said


def test_asking_makes_it_and_leads_to_it(accepted: Authority, analyst: Person, signed_in: SignedIn) -> None:
    browser = signed_in(analyst)
    sent = browser.post(PAGE + "new/", {"origin": "31/03/2022", "years": "1", "audience": "public"})
    made = Statement.objects.get()
    assert sent.headers["Location"] == f"{PAGE}{made.pk}/"
    assert "It is being written." in told(browser.get(sent.headers["Location"]))
    assert json.loads(browser.get(f"{PAGE}{made.pk}/progress.json").content)["finished"] is False
    work.run_waiting()
    said = told(browser.get(sent.headers["Location"]))
    assert "A draft: the council has still to write 5 parts of it." in said
    assert "What each figure rests on" in said


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"origin": "31/03/2030"}, "a statement cannot start from 31 March 2030"),
        ({"origin": "soon"}, "Give the day as 31/03/2022."),
        ({"years": "0"}, "Give a number from 1 to 10."),
    ],
)
def test_what_cannot_be_asked_is_said_and_kept(
    accepted: Authority, analyst: Person, signed_in: SignedIn, typed: dict[str, str], says: str
) -> None:
    form = {"origin": "31/03/2022", "years": "2", "audience": "council", **typed}
    page = signed_in(analyst).post(PAGE + "new/", form)
    assert page.status_code == 400
    assert says in told(page)
    assert next(iter(typed.values())) in page.content.decode()
    assert not Statement.objects.exists()


def test_both_documents_can_be_taken_away(statement: Statement, leader: Person, signed_in: SignedIn) -> None:
    browser = signed_in(leader)
    for kind, begins in (("docx", b"PK"), ("pdf", b"%PDF")):
        taken = browser.get(f"{PAGE}{statement.pk}/statement.{kind}")
        assert taken.content.startswith(begins)
        assert taken.headers["Content-Disposition"] == f'attachment; filename="sufficiency-statement-2022-03-31.{kind}"'
    assert browser.get(f"{PAGE}{statement.pk}/statement.exe").status_code == 404


def test_the_trace_can_be_read_and_taken_away(statement: Statement, leader: Person, signed_in: SignedIn) -> None:
    taken = signed_in(leader).get(f"{PAGE}{statement.pk}/?sources-download=csv")
    rows = list(csv.DictReader(io.StringIO(taken.content.decode("utf-8-sig"))))
    assert len(rows) > 20
    assert all(row["What it rests on"] for row in rows)


def test_words_are_written_and_carried(accepted: Authority, commissioner: Person, signed_in: SignedIn) -> None:
    browser = signed_in(commissioner)
    sent = browser.post(PAGE + "words/", WORDS)
    assert sent.headers["Location"] == PAGE
    assert Wording.objects.get().promises == [
        ["Recruit two homes", "Head of fostering", "March 2027"],
        ["Open a home", "Commissioner", "2028"],
    ]
    page = browser.get(PAGE + "words/").content.decode()
    assert "Recruit two homes | Head of fostering | March 2027" in page


def test_an_action_without_its_three_parts_is_said_and_kept(
    accepted: Authority, commissioner: Person, signed_in: SignedIn
) -> None:
    page = signed_in(commissioner).post(PAGE + "words/", {**WORDS, "promises": "Recruit two homes | Head of fostering"})
    assert page.status_code == 400
    assert "Line 1 must have three parts" in told(page)
    assert "Recruit two homes | Head of fostering" in page.content.decode()
    assert not Wording.objects.exists()


def test_a_leader_publishes_and_nobody_else(
    complete: Statement, commissioner: Person, leader: Person, signed_in: SignedIn
) -> None:
    address = f"{PAGE}{complete.pk}/"
    assert "Publish it" not in told(signed_in(commissioner).get(address))
    assert signed_in(commissioner).post(address + "publish/").status_code == 403
    browser = signed_in(leader)
    assert "Publish it" in told(browser.get(address))
    assert browser.post(address + "publish/").status_code == 302
    assert "Published by Leader" in told(browser.get(address))


def test_publishing_a_draft_with_something_to_write_is_refused(
    statement: Statement, leader: Person, signed_in: SignedIn
) -> None:
    browser = signed_in(leader)
    assert "Publish it" not in told(browser.get(f"{PAGE}{statement.pk}/"))
    refused = browser.post(f"{PAGE}{statement.pk}/publish/")
    assert refused.status_code == 409
    assert "still to be written by the council" in told(refused)


def test_providers_and_young_advisers_do_not_read_drafts(
    statement: Statement, provider: Person, young_adviser: Person, signed_in: SignedIn
) -> None:
    for person in (provider, young_adviser):
        assert signed_in(person).get(PAGE).status_code == 403
        assert signed_in(person).get(f"{PAGE}{statement.pk}/statement.pdf").status_code == 403


def test_nobody_reads_another_council_s(statement: Statement, stranger: Person, signed_in: SignedIn) -> None:
    assert signed_in(stranger).get(f"{PAGE}{statement.pk}/").status_code == 403
    assert signed_in(stranger).get(f"/332/statement/{statement.pk}/").status_code == 404
