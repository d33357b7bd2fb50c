"""Where a definition is not settled an analyst chooses, with a reason; the figures are made again, and all read it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from django.test import Client

from suffice.analyse.comparison.queries import beside
from suffice.analyse.comparison.queries.beside import Beside
from suffice.analyse.comparison.queries.beside import Told as Published
from suffice.analyse.returns import operations as returns
from suffice.core import work
from suffice.core.models import Authority, Event, Person, Work
from suffice.core.pages.addresses import here
from suffice.core.pages.words import day
from suffice.core.policies import NotNow
from suffice.core.roles import COUNCIL
from suffice.engine.measures import INDICATORS
from suffice.engine.measures.stability import SAME_CARER
from suffice.review.performance import operations
from suffice.review.performance.figures import Told
from suffice.review.performance.models import Choice, MeasuresResult
from suffice.review.performance.queries import board, choices, figures, results
from suffice.review.performance.views import measure
from tests.rooms.conftest import person_as

SignedIn = Callable[[Person], Client]
CODE, COUNT, LEAVE_OUT = "placements_3plus", "count", "leave_out"
BY_CHOICE = SAME_CARER.choices[COUNT]


def _choose(made: MeasuresResult, by: Person, at: datetime, choice: str = COUNT) -> Choice:
    return operations.choose(
        authority=made.authority, code=CODE, option=SAME_CARER, choice=choice, reason="as agreed", by=by, at=at
    )


def _made_again(made: MeasuresResult) -> MeasuresResult:
    work.run_waiting(results.MAKE)
    return MeasuresResult.objects.filter(authority=made.authority).latest("pk")


def test_a_choice_is_kept_with_its_reason_and_the_figures_are_made_of_it(
    made: MeasuresResult, analyst: Person, now: datetime
) -> None:
    chosen = _choose(made, analyst, now)
    assert (chosen.set_by, chosen.set_at, chosen.reason) == (analyst, now, "as agreed")
    words = Event.objects.get(kind="performance.chosen").words
    assert f"{BY_CHOICE} Why: as agreed" in words
    assert all(INDICATORS[code].title in words for code in (CODE, "fewer_than_3_placements_2y"))
    assert not results.holds(made)
    again = _made_again(made)
    assert again.pk != made.pk
    assert again.inputs["options"] == {"same_carer_changes": COUNT}
    told = figures.told(again, CODE)
    assert BY_CHOICE in told.source
    assert told.published is not None
    assert told.published.on == date(2022, 3, 31)
    assert figures.told(again, "mix_foster").published is None
    assert results.holds(again)


def test_it_is_put_back_and_the_figures_are_those_of_before(
    made: MeasuresResult, analyst: Person, now: datetime
) -> None:
    before = figures.told(made, CODE)
    chosen = _choose(made, analyst, now)
    _made_again(made)
    operations.put_back(choice=chosen, by=analyst, at=now)
    chosen.refresh_from_db()
    assert (chosen.withdrawn_by, chosen.withdrawn_at) == (analyst, now)
    assert SAME_CARER.choices[LEAVE_OUT] in Event.objects.get(kind="performance.put_back").words
    again = _made_again(made)
    assert again.inputs["options"] == {}
    assert figures.told(again, CODE) == before
    with pytest.raises(NotNow, match="withdrawn already"):
        operations.put_back(choice=chosen, by=analyst, at=now)


@pytest.mark.parametrize(
    ("code", "choice", "says"),
    [
        (CODE, LEAVE_OUT, "counts so already"),
        (CODE, "nothing", "does not leave that open"),
        ("mix_foster", COUNT, "does not leave that open"),
    ],
)
def test_only_what_is_open_and_does_not_stand_is_chosen(  # noqa: PLR0917 - three are of the case
    made: MeasuresResult, analyst: Person, now: datetime, code: str, choice: str, says: str
) -> None:
    with pytest.raises(NotNow, match=says):
        operations.choose(
            authority=made.authority, code=code, option=SAME_CARER, choice=choice, reason="why", by=analyst, at=now
        )
    assert not Choice.objects.exists()
    assert not Work.objects.filter(kind=results.MAKE, state="queued").exists()


def test_what_stands_is_put_back_and_not_chosen_again(made: MeasuresResult, analyst: Person, now: datetime) -> None:
    _choose(made, analyst, now)
    with pytest.raises(NotNow, match="counts so already"):
        _choose(made, analyst, now)
    with pytest.raises(NotNow, match="put it back instead"):
        _choose(made, analyst, now, LEAVE_OUT)
    assert Choice.objects.count() == 1


def test_nothing_is_counted_another_way_when_no_rows_are_left(
    made: MeasuresResult, analyst: Person, now: datetime
) -> None:
    returns.clear_child_rows(authority=made.authority, by=None, at=now + timedelta(days=366 * 90))
    with pytest.raises(NotNow, match="have been cleared"):
        _choose(made, analyst, now)


def test_all_read_who_chose_and_why_and_an_analyst_alone_changes_it(
    made: MeasuresResult, analyst: Person, now: datetime, signed_in: SignedIn
) -> None:
    page = here(made.authority, "performance:measure", code=CODE)
    form = here(made.authority, "performance:choose", code=CODE, option=SAME_CARER.name)
    people = {"analyst": analyst} | {
        one.code: person_as(one, made.authority) for one in COUNCIL if one.code != "analyst"
    }
    opened = {role: signed_in(person).get(form).status_code for role, person in people.items()}
    assert {role for role, status in opened.items() if status == 200} == {"analyst"}
    client = signed_in(analyst)
    assert form in client.get(page).content.decode()
    assert client.post(form, {"choice": COUNT, "reason": ""}).status_code == 400
    client.post(form, {"choice": COUNT, "reason": "as the board agreed"})
    chosen, _ = Choice.objects.get(), _made_again(made)
    back = here(made.authority, "performance:put_back", code=CODE, pk=chosen.pk)
    for role, person in people.items():
        text = " ".join(signed_in(person).get(page).content.decode().split())
        assert f"{BY_CHOICE} Chosen by {analyst.name} on {day(chosen.set_at)}: as the board agreed" in text
        assert "By the published definition it would be 0.0%, 0 of 4." in text
        assert (back in text) is (role == "analyst")
    assert signed_in(people["leader"]).post(back).status_code == 403
    client.post(back)
    assert not choices.chosen(made.authority)


def test_another_authority_cannot_put_it_back(  # noqa: PLR0917 - each is a fixture
    made: MeasuresResult, analyst: Person, stranger: Person, elsewhere: Authority, now: datetime, signed_in: SignedIn
) -> None:
    chosen = _choose(made, analyst, now)
    address = here(elsewhere, "performance:put_back", code=CODE, pk=chosen.pk)
    assert signed_in(stranger).post(address).status_code == 404
    assert Choice.objects.filter(withdrawn_at__isnull=True).exists()


def test_published_figures_stand_beside_the_published_definition(
    made: MeasuresResult, analyst: Person, now: datetime, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = Published("England", 10.0)
    told = Beside(CODE, "Three or more", 2022, "%", None, None, None, one, "", "", "a source", ())
    monkeypatch.setattr(measure, "comparators", lambda authority, code: told)
    monkeypatch.setattr(beside, "every", lambda authority, codes=None: {CODE: told})
    _choose(made, analyst, now)
    again = _made_again(made)
    page = here(made.authority, "performance:measure", code=CODE)
    text = " ".join(signed_in(analyst).get(page).content.decode().split())
    assert "stand beside our figure by that definition: 0.0% on 31 March 2022" in text
    sheet = signed_in(analyst).get(here(made.authority, "performance:board")).content.decode()
    assert "10.0% (England, 2022); ours by the same definition 0.0%" in sheet
    assert next(row for row in board.rows(again) if row.indicator.code == "mix_foster").as_published is None


def test_figures_kept_before_there_was_a_choice_are_read(made: MeasuresResult) -> None:
    document = figures.told(made, CODE).document()
    del document["published"]
    assert Told.of(document).published is None
