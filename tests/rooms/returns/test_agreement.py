"""Returns that say different things of a child are told side by side: totals to the council, children to a few."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.test import Client

from suffice.analyse.returns import operations, storage
from suffice.analyse.returns.models import AgreementResult, Upload
from suffice.analyse.returns.signals import returns_changed
from suffice.core import work
from suffice.core.models import Authority, Look, Person
from tests.engine.returns.cin import building as cin
from tests.rooms.returns.conftest import EPISODES, HEADER

pytestmark = pytest.mark.django_db
Bring = Callable[..., Upload]
PAGE, CHILDREN = "/336/returns/agreement/", "/336/returns/agreement/children/"
CARE = {
    "header.csv": HEADER + "A1,2,06/05/2015,WBRI,,,\nZ9,1,03/02/2012,WBRI,,,\n",
    "episodes.csv": EPISODES
    + "".join(f"{one},01/05/2025,S,C1,N1,U6,PR1,,,,WV1 1AA,WV2 2BB,\n" for one in ("A1", "Z9")),
}
"""A return of 2026 that gives A1 another date of birth than the census does."""


def changed(authority: Authority, now: datetime) -> None:
    """Say what is said after every commit that changes returns, which these tests never reach, and let it be done."""
    returns_changed.send(sender=Authority, authority=authority, by=None, at=now)
    work.run_waiting("returns.agreement")


@pytest.fixture
def both(bring: Bring, analyst: Person, authority: Authority, now: datetime) -> AgreementResult:
    for files in (CARE, {"census.xml": cin.census(cin.ANN)}):
        operations.accept_all(upload=bring(files), by=analyst, at=now)
    changed(authority, now)
    return AgreementResult.objects.latest("pk")


def read(client: Client, address: str, **posted: str) -> str:
    said: Any = client.post(address, posted) if posted else client.get(address)
    return " ".join(said.content.decode().split())


def test_totals_are_for_the_council_and_name_no_child(
    both: AgreementResult, leader: Person, signed_in: Callable[[Person], Client]
) -> None:
    assert (both.differences, both.children) == (1, 1)
    page = read(signed_in(leader), PAGE)
    assert "say different things of 1 child, in 1 difference" in page
    assert "Date of birth" in page
    assert "An analyst or a practice lead can see the children." in page
    assert "A1" not in page.split("<main")[1]
    assert "Returns differ about date of birth alone: 1 difference." in page
    assert both.charts["differences"] in page
    assert signed_in(leader).get(CHILDREN).status_code == 403


def test_the_children_are_shown_side_by_side_after_a_reason_and_the_look_is_kept(
    both: AgreementResult, analyst: Person, signed_in: Callable[[Person], Client]
) -> None:
    client = signed_in(analyst)
    assert "06 May" not in read(client, CHILDREN)
    assert client.post(CHILDREN, {"reason": ""}).status_code == 400
    assert not Look.objects.exists()
    page = read(client, CHILDREN, reason="to correct the record")
    assert "6 May 2015" in page
    assert "5 May 2015" in page
    assert "the children in need census of 2026" in page
    assert Look.objects.get().children == 1
    taken = client.post(CHILDREN, {"reason": "to correct the record", "download": "csv"}).content.decode()
    assert "A1,date of birth" in taken
    assert Look.objects.count() == 2


def test_the_rows_can_be_kept_to_one_thing_and_one_pair(
    both: AgreementResult, analyst: Person, signed_in: Callable[[Person], Client]
) -> None:
    (one,) = [counts for counts in both.counts if counts["differ"]]
    pair = f"{one['one']}|{one['other']}"
    page = read(signed_in(analyst), CHILDREN, reason="to see", what=one["what"], pair=pair, order="what")
    assert "1 difference between two returns" in page


def test_a_return_that_changes_has_them_held_against_each_other_again(
    both: AgreementResult, analyst: Person, authority: Authority, now: datetime
) -> None:
    record = authority.returns.get(kind="cin")
    operations.withdraw(record=record, by=analyst, at=now, reason="it was of another day")
    changed(authority, now)
    made = AgreementResult.objects.latest("pk")
    both.refresh_from_db()
    assert (made.differences, both.rows) == (0, "")
    assert made.charts == {}


def test_where_one_kind_is_here_the_page_says_what_is_missing(
    bring: Bring, analyst: Person, authority: Authority, now: datetime, signed_in: Callable[[Person], Client]
) -> None:
    operations.accept_all(upload=bring(CARE), by=analyst, at=now)
    changed(authority, now)
    assert not AgreementResult.objects.exists()
    assert "There is nothing to hold against anything yet" in read(signed_in(analyst), PAGE)


def test_the_rows_go_when_the_time_of_the_returns_is_over(
    both: AgreementResult, authority: Authority, now: datetime, analyst: Person, signed_in: Callable[[Person], Client]
) -> None:
    kept = both.rows
    with pytest.MonkeyPatch.context() as later:
        later.setattr("django.db.transaction.on_commit", lambda act, **_: act())
        operations.clear_child_rows(authority=authority, by=None, at=now.replace(year=now.year + 30))
    both.refresh_from_db()
    assert (both.rows, both.differences) == ("", 1)
    with pytest.raises(storage.NoLongerKept):
        storage.load_table(kept)
    assert "have been cleared" in read(signed_in(analyst), PAGE)
