"""The needs assessment before it is made, out of one return alone, and what is refused."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from django.test import Client

from suffice.analyse.needs import operations as needs
from suffice.analyse.needs.assessment import operations
from suffice.analyse.needs.assessment.queries import results
from suffice.core.models import Authority, Person, Work
from suffice.core.models.work import WorkState
from suffice.core.policies import NotNow
from suffice.core.roles import Leader
from tests.engine.returns.annex_a.building import book
from tests.rooms.conftest import person_as
from tests.rooms.needs.assessed import DAY, LATER, LISTS, bring
from tests.rooms.needs.test_assessment_pages import KIND, NEEDS, told

SignedIn = Callable[[Person], Client]


def test_without_returns_there_is_nothing_to_ask_for(authority: Authority, analyst: Person) -> None:
    assert operations.ask(authority=authority, by=analyst, at=LATER) is None
    assert results.latest(authority) is None


@pytest.mark.parametrize(
    ("measure", "number", "sentence"),
    [
        ("tier.protection", Decimal("2.5"), "whole number"),
        ("estimate.any.share", Decimal(101), "more than 100%"),
        ("in_care.rate", Decimal(10_001), "more than 10,000"),
    ],
)
def test_a_published_number_that_cannot_be_is_refused(
    measure: str, number: Decimal, sentence: str, authority: Authority, analyst: Person
) -> None:
    with pytest.raises(NotNow, match=sentence):
        needs.record(
            authority=authority, measure=measure, on=DAY, whole_month=False, number=number, source="x", by=analyst,
            at=LATER,
        )  # fmt: skip


def test_a_workbook_alone_tells_what_it_tells(authority: Authority, analyst: Person, signed_in: SignedIn) -> None:
    rated = {
        **LISTS,
        "List3": [{**LISTS["List3"][0], "referral_nfa": "Yes"}],
    }
    bring(("annex.xlsx", book(rated)), authority=authority, by=analyst)
    operations.make(authority=authority, by=None, at=LATER, progress=lambda *_: None)
    client = signed_in(analyst)
    words = told(client.get(NEEDS))
    assert (
        "3 children were known to the council on 31 March 2026: 1 with early help, 2 in need, 0 on a child protection "
        "plan and 0 in care" in words
    )
    assert "Moves are not told" in words
    assert "Vulnerability is not told" in words
    assert "1 referral in the workbook: 1 (100%) repeated, 1 (100%) with no further action." in told(
        client.get(f"{NEEDS}front-door/")
    )


def test_before_it_is_made_the_page_says_what_will_be_there_or_how_far_it_is(
    authority: Authority, analyst: Person, signed_in: SignedIn
) -> None:
    client = signed_in(analyst)
    words = told(client.get(NEEDS))
    assert "No return that tells of children is accepted yet" in words
    assert "Bring the first return" in words
    assert client.post(f"{NEEDS}make/").status_code == 302
    assert Work.objects.filter(kind=KIND).count() == 0
    bring(("annex.xlsx", book(LISTS)), authority=authority, by=analyst)
    assert client.post(f"{NEEDS}make/").status_code == 302
    for part in ("", "tiers/", "localities/"):
        assert "is being worked out" in told(client.get(NEEDS + part))
    assert client.get(f"{NEEDS}progress.json").json()["finished"] is False
    Work.objects.filter(kind=KIND).update(state=WorkState.FAILED, message="Something is amiss.", finished_at=LATER)
    words = told(client.get(NEEDS))
    assert "could not be worked out" in words
    assert "Try again" in words
    assert client.post(f"{NEEDS}make/").status_code == 302


def test_having_it_made_again_is_for_the_analyst(authority: Authority, signed_in: SignedIn) -> None:
    assert signed_in(person_as(Leader, authority)).post(f"{NEEDS}make/").status_code == 403
