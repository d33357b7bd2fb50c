"""The pages of measures: what each shows to whom, and what each refuses."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import date, datetime
from io import StringIO

import pytest
from django.test import Client

from suffice.analyse.comparison.queries.beside import Beside, Told
from suffice.core import work
from suffice.core.models import Authority, Look, Person
from suffice.core.pages.addresses import here
from suffice.core.roles import ROLES, Analyst
from suffice.review.performance import operations
from suffice.review.performance.models import Commentary, DayFigures, MeasuresResult, SavedView
from suffice.review.performance.queries import results
from suffice.review.performance.views import measure
from tests.rooms.conftest import person_as

SignedIn = Callable[[Person], Client]


def _text(client: Client, authority: Authority, name: str, **kwargs: object) -> str:
    answer = client.get(here(authority, f"performance:{name}", **kwargs))
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_the_board_answers_first_and_lists_every_measure(
    made: MeasuresResult, leader: Person, signed_in: SignedIn
) -> None:
    text = _text(signed_in(leader), made.authority, "board")
    assert "4 of 6 measures have a figure." in text
    assert "75.0%, 3 of 4" in text
    assert "30.1% to 95.4%" in text
    assert "Agency social workers, share of all in post" in text


def test_without_returns_the_board_says_what_will_be_there(
    authority: Authority, analyst: Person, signed_in: SignedIn
) -> None:
    assert "No return is accepted yet" in _text(signed_in(analyst), authority, "board")


def test_the_page_of_a_measure_tells_figure_groups_days_and_definition(
    made: MeasuresResult, leader: Person, signed_in: SignedIn
) -> None:
    text = _text(signed_in(leader), made.authority, "measure", code="mix_foster")
    assert "75.0% on 31 March 2022, 3 of 4. On 31 March 2021 it was 75.0%, the same." in text
    assert "10 to 15" in text
    assert "31 May 2020" in text
    assert "This is a stock" in text
    assert "Department for Education" in text
    assert "Set a target" in text
    assert "The children behind this measure" not in text


def test_a_measure_without_a_figure_says_what_is_missing(
    made: MeasuresResult, board_member: Person, signed_in: SignedIn
) -> None:
    text = _text(signed_in(board_member), made.authority, "measure", code="sw_agency")
    assert "No children&#39;s social work workforce census was brought" in text
    assert "Set a target" not in text


def test_teams_and_workers_are_for_those_who_may_see_them(
    made: MeasuresResult, analyst: Person, signed_in: SignedIn
) -> None:
    others = {one.code: person_as(one, made.authority) for one in ROLES if one is not Analyst}
    people = {"analyst": analyst, **others}
    row = made.figures.get(code="mix_foster")
    figure = [50, 1, 2, None, None]
    row.document["groups"] |= {"team": [["t", "Team North", *figure]], "worker": [["w", "Worker 17", *figure]]}
    row.save()
    seen = {}
    for role, person in people.items():
        answer = signed_in(person).get(here(made.authority, "performance:measure", code="mix_foster"))
        words = answer.content.decode()
        seen[role] = ("Team North" in words, "Worker 17" in words) if answer.status_code == 200 else None
    assert seen == {
        "analyst": (True, True),
        "practice-lead": (True, True),
        "leader": (True, False),
        "commissioner": (True, False),
        "contract-manager": (False, False),
        "board-member": (False, False),
        "administrator": (False, False),
        "provider": None,
        "young-adviser": None,
    }
    taken = signed_in(people["leader"]).get(
        here(made.authority, "performance:measure", code="mix_foster") + "?mix_foster-levels-download=csv"
    )
    assert b"Team North" in taken.content
    assert b"Worker 17" not in taken.content


def test_the_board_taken_away_has_the_counts_behind_each_figure(
    made: MeasuresResult, analyst: Person, signed_in: SignedIn
) -> None:
    taken = signed_in(analyst).get(here(made.authority, "performance:board") + "?download=csv")
    rows = {one["Code"]: one for one in csv.DictReader(StringIO(taken.content.decode("utf-8-sig")))}
    share = rows["mix_foster"]
    assert float(share["Latest"]) == round(100 * float(share["Counted"]) / float(share["Out of"]), 2)


def test_a_measure_that_there_is_not_has_no_page(made: MeasuresResult, analyst: Person, signed_in: SignedIn) -> None:
    client = signed_in(analyst)
    for name in ("measure", "target", "anew", "write", "children"):
        assert client.get(here(made.authority, f"performance:{name}", code="nothing")).status_code in (403, 404)


def test_the_rows_of_children_are_shown_when_a_reason_is_given_and_the_look_is_kept(
    made: MeasuresResult, practice_lead: Person, leader: Person, signed_in: SignedIn
) -> None:
    address = here(made.authority, "performance:children", code="mix_foster")
    client = signed_in(practice_lead)
    assert "A1" not in client.get(address).content.decode()
    assert client.post(address, {"on": "2022-03-31", "outcome": "", "reason": ""}).status_code == 400
    assert not Look.objects.exists()
    text = client.post(address, {"on": "2022-03-31", "outcome": "fail", "reason": "an audit"}).content.decode()
    assert "A6" in text
    assert "A1" not in text
    look = Look.objects.get()
    assert (look.why, look.children) == ("an audit", 1)
    assert look.what == "Children in care living with or in foster care, 31 March 2022"
    assert signed_in(leader).get(address).status_code == 403


def test_the_plan_says_which_of_its_measures_are_answered(
    made: MeasuresResult, leader: Person, signed_in: SignedIn
) -> None:
    text = _text(signed_in(leader), made.authority, "plan")
    assert "1 of the 72 measures of the service plan are answered, 0 in part and 71 not yet." in text
    assert "Bring audits by the audit template." in text


def test_a_target_is_set_on_its_page_and_a_wrong_one_keeps_what_was_typed(
    made: MeasuresResult, leader: Person, signed_in: SignedIn
) -> None:
    client, address = signed_in(leader), here(made.authority, "performance:target", code="mix_foster")
    wrong = client.post(address, {"value": "80", "first_day": "2022-04-01", "last_day": "2022-03-01", "why": "agreed"})
    assert wrong.status_code == 400
    assert "The last day lies before the first" in wrong.content.decode()
    assert "agreed" in wrong.content.decode()
    client.post(address, {"value": "80", "first_day": "2021-04-01", "last_day": "", "why": "agreed"})
    text = _text(client, made.authority, "measure", code="mix_foster")
    assert "The target of 80.0% is near, within what chance could do." in text
    assert "set by Leader" in text


def test_a_commentary_is_written_and_signed_on_the_page(
    made: MeasuresResult, analyst: Person, leader: Person, signed_in: SignedIn
) -> None:
    write = here(made.authority, "performance:write", code="mix_foster")
    signed_in(analyst).post(write, {"words": "Two new carers."})
    client = signed_in(leader)
    home = client.get(here(made.authority, "core:home")).content.decode()
    assert "1 commentary on measures to sign" in home
    text = _text(client, made.authority, "measure", code="mix_foster")
    assert "not signed yet" in text
    client.post(here(made.authority, "performance:sign", pk=Commentary.objects.get().pk))
    assert "signed by Leader" in _text(client, made.authority, "measure", code="mix_foster")
    assert "Two new carers." in _text(client, made.authority, "commentaries")


def test_a_refused_beginning_says_why_on_its_page(made: MeasuresResult, analyst: Person, signed_in: SignedIn) -> None:
    address = here(made.authority, "performance:anew", code="cla_rate")
    answer = signed_in(analyst).post(address, {"on": "2021-05-01", "reason": "a new team"})
    assert answer.status_code == 400
    assert "no run chart to begin anew" in answer.content.decode()


def test_a_view_is_saved_from_the_board_and_opened_again(
    made: MeasuresResult, analyst: Person, leader: Person, signed_in: SignedIn
) -> None:
    client = signed_in(analyst)
    client.post(
        here(made.authority, "performance:save_view"), {"name": "Without", "shared": "on", "told": "no", "x": "y"}
    )
    text = _text(signed_in(leader), made.authority, "board")
    assert "?told=no" in text
    assert "by Analyst" in text
    filtered = signed_in(leader).get(here(made.authority, "performance:board") + "?told=no").content.decode()
    assert "2 measures." in filtered


def test_a_view_keeps_no_filter_that_no_address_could_carry(
    made: MeasuresResult, analyst: Person, signed_in: SignedIn
) -> None:
    sent = {"name": "Long", "words": "x" * 10_000, "told": "no\0", "area": "\0"}
    answer = signed_in(analyst).post(here(made.authority, "performance:save_view"), sent)
    assert SavedView.objects.get().filters == {"told": "no"}
    assert answer.headers["Location"].endswith("/performance/?told=no")


def test_a_day_is_asked_for_within_the_returns(
    made: MeasuresResult, analyst: Person, board_member: Person, signed_in: SignedIn
) -> None:
    address = here(made.authority, "performance:days")
    assert signed_in(board_member).post(address, {"on": "2021-06-15"}).status_code == 403
    client = signed_in(analyst)
    assert "Give a day between these" in client.post(address, {"on": "2031-06-15"}).content.decode()
    text = client.post(address, {"on": "2021-06-15"}, follow=True).content.decode()
    assert "The measures of 15 June 2021 are being worked out." in text
    work.run_waiting(results.DAY)
    assert "4 of 6 measures have a figure on 15 June 2021." in _text(
        client, made.authority, "day", pk=DayFigures.objects.get().pk
    )


def test_another_authority_has_other_targets(  # noqa: PLR0917 - each is a fixture
    made: MeasuresResult, stranger: Person, leader: Person, elsewhere: Authority, now: datetime, signed_in: SignedIn
) -> None:
    target = operations.set_target(
        authority=made.authority,
        code="mix_foster",
        value=80.0,
        first_day=date(2021, 4, 1),
        last_day=None,
        why="agreed",
        by=leader,
        at=now,
    )
    address = here(elsewhere, "performance:withdraw_target", pk=target.pk)
    assert signed_in(stranger).post(address).status_code == 404


def test_a_measure_is_found_by_words_of_its_title(
    authority: Authority, leader: Person, young_adviser: Person, signed_in: SignedIn
) -> None:
    address = here(authority, "core:search") + "?q=three or more placements"
    found = here(authority, "performance:measure", code="placements_3plus")
    assert found in signed_in(leader).get(address).content.decode()
    assert found not in signed_in(young_adviser).get(address).content.decode()


def test_published_figures_stand_beside_a_measure(
    made: MeasuresResult, leader: Person, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = Told("England", 67.0)
    told = Beside("mix_foster", "Foster care", 2022, "%", None, None, None, one, "Fifth of ten.", "", "a source", ())
    monkeypatch.setattr(measure, "comparators", lambda authority, code: told)
    text = _text(signed_in(leader), made.authority, "measure", code="mix_foster")
    assert "England: 67.0% in 2022" in text
    assert "Fifth of ten." in text
    assert here(made.authority, "comparison:measure", code="mix_foster") in text
