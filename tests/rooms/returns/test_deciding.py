"""Accepting, refusing and withdrawing: what each does, when it is refused, and what the record says of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from suffice.analyse.returns import operations, policies
from suffice.analyse.returns.models import ReturnRecord, ReturnState, Upload
from suffice.analyse.returns.policies import TRANSITIONS, Act
from suffice.analyse.returns.queries import answers, history, register
from suffice.analyse.returns.signals import returns_changed
from suffice.core.models import Event, Person
from suffice.core.policies import NotNow
from suffice.engine.episodes import stock_on
from tests.rooms.returns.conftest import a_return, zipped

pytestmark = pytest.mark.django_db


def kinds() -> list[str]:
    return list(Event.objects.filter(kind__startswith="returns.").order_by("pk").values_list("kind", flat=True))


def test_the_table_of_transitions_answers_for_every_state_and_every_act() -> None:
    assert set(TRANSITIONS) == {(state, act) for state in ReturnState for act in Act}
    sentences = [after for after in TRANSITIONS.values() if not isinstance(after, ReturnState)]
    assert all(sentence.endswith(".") for sentence in sentences)


def test_only_a_return_that_waits_is_accepted_or_refused_and_only_an_accepted_one_leaves() -> None:
    allowed = {pair: after for pair, after in TRANSITIONS.items() if isinstance(after, ReturnState)}
    assert allowed == {
        (ReturnState.CHECKED, Act.ACCEPT): ReturnState.ACCEPTED,
        (ReturnState.CHECKED, Act.REFUSE): ReturnState.REFUSED,
        (ReturnState.ACCEPTED, Act.SUPERSEDE): ReturnState.SUPERSEDED,
        (ReturnState.ACCEPTED, Act.WITHDRAW): ReturnState.WITHDRAWN,
    }


def test_an_accepted_return_is_in_the_history(accepted: ReturnRecord) -> None:
    known = history.accepted_history(accepted.authority)
    assert stock_on(known, date(2022, 3, 31)).total == 2
    assert kinds() == ["returns.brought", "returns.read", "returns.accepted"]


def test_a_return_that_waits_is_in_no_figure(checked: ReturnRecord) -> None:
    assert history.accepted_history(checked.authority).episodes.is_empty()


def test_a_second_return_of_the_year_supersedes_the_first(
    accepted: ReturnRecord, bring: Callable[..., Upload], analyst: Person, now: datetime
) -> None:
    second = bring(a_return(2022, "A1", "A2", "A3")).returns.get()
    assert answers.comparison(second) == (
        "1 more episode and 1 more child than the accepted return of 2022, whose place it would take."
    )
    operations.accept(record=second, by=analyst, at=now)
    accepted.refresh_from_db()
    assert (accepted.state, accepted.superseded_by, accepted.superseded_at) == (ReturnState.SUPERSEDED, second, now)
    assert [one.pk for one in history.accepted(second.authority)] == [second.pk]
    assert stock_on(history.accepted_history(second.authority), date(2022, 3, 31)).total == 3
    assert kinds()[-2:] == ["returns.superseded", "returns.accepted"]


def test_all_that_waits_is_accepted_at_once(bring: Callable[..., Upload], analyst: Person, now: datetime) -> None:
    years = {f"{year}/{name}": text for year in (2021, 2022) for name, text in a_return(year).items()}
    upload = bring({"years.zip": zipped(years)})
    operations.accept_all(upload=upload, by=analyst, at=now)
    assert [one.year for one in history.accepted(upload.authority)] == [2021, 2022]
    with pytest.raises(NotNow, match="waits for a decision any more"):
        operations.accept_all(upload=upload, by=analyst, at=now)


def test_a_refused_return_changes_no_figure_and_says_why(
    accepted: ReturnRecord, bring: Callable[..., Upload], analyst: Person, now: datetime
) -> None:
    before = history.accepted_history(accepted.authority)
    second = bring(a_return(2022, "B1")).returns.get()
    refused = operations.refuse(record=second, by=analyst, at=now, reason=" Half of the children are missing. ")
    assert (refused.state, refused.refused_reason) == (ReturnState.REFUSED, "Half of the children are missing.")
    assert history.accepted_history(accepted.authority) is before
    assert Event.objects.filter(kind="returns.refused").get().words.endswith("Half of the children are missing.")


def test_a_withdrawn_return_leaves_the_figures(accepted: ReturnRecord, analyst: Person, now: datetime) -> None:
    withdrawn = operations.withdraw(record=accepted, by=analyst, at=now, reason="The wrong export")
    assert (withdrawn.state, withdrawn.withdrawn_by, withdrawn.withdrawn_at) == (ReturnState.WITHDRAWN, analyst, now)
    assert history.accepted_history(accepted.authority).episodes.is_empty()
    assert kinds()[-1] == "returns.withdrawn"


@pytest.mark.parametrize("operation", [operations.refuse, operations.withdraw])
def test_a_reason_is_needed(operation: Any, checked: ReturnRecord, analyst: Person, now: datetime) -> None:
    if operation is operations.withdraw:
        operations.accept(record=checked, by=analyst, at=now)
    with pytest.raises(NotNow, match="Give a reason"):
        operation(record=checked, by=analyst, at=now, reason="  ")
    assert not {"returns.refused", "returns.withdrawn"} & set(kinds())


def test_what_the_state_does_not_allow_is_refused_in_a_sentence(
    accepted: ReturnRecord, analyst: Person, now: datetime
) -> None:
    with pytest.raises(NotNow, match="The return of 2022 is accepted already"):
        operations.accept(record=accepted, by=analyst, at=now)
    with pytest.raises(NotNow, match="Withdraw it instead"):
        operations.refuse(record=accepted, by=analyst, at=now, reason="No")
    operations.withdraw(record=accepted, by=analyst, at=now, reason="Wrong")
    with pytest.raises(NotNow, match="is withdrawn already"):
        operations.withdraw(record=accepted, by=analyst, at=now, reason="Wrong")
    with pytest.raises(NotNow, match="bring them again"):
        operations.accept(record=accepted, by=analyst, at=now)


def test_the_database_holds_one_accepted_return_a_year(
    accepted: ReturnRecord, bring: Callable[..., Upload], analyst: Person, now: datetime
) -> None:
    second = bring(a_return(2022)).returns.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        ReturnRecord.objects.filter(pk=second.pk).update(
            state=ReturnState.ACCEPTED, accepted_by=analyst, accepted_at=now
        )


PAIRS: list[dict[str, Any]] = [
    {"accepted_at": None},
    {"accepted_by": None},
    {"state": ReturnState.WITHDRAWN},
    {"state": ReturnState.REFUSED},
    {"state": ReturnState.SUPERSEDED},
    {"state": ReturnState.FAILED},
    {"state": ReturnState.CHECKED},
    {"withdrawn_reason": "Said, but by nobody"},
    {"year": None},
]


@pytest.mark.parametrize("change", PAIRS, ids=str)
def test_the_database_holds_who_when_and_why_together(accepted: ReturnRecord, change: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        ReturnRecord.objects.filter(pk=accepted.pk).update(**change)


def test_listeners_are_told_after_the_commit_and_only_when_figures_change(
    checked: ReturnRecord, analyst: Person, now: datetime, django_capture_on_commit_callbacks: Any
) -> None:
    told: list[dict[str, Any]] = []

    def listener(**said: Any) -> None:
        told.append(said)

    returns_changed.connect(listener, dispatch_uid="the test of telling")
    try:
        with django_capture_on_commit_callbacks(execute=True):
            operations.accept(record=checked, by=analyst, at=now)
            assert told == []
        assert [(one["authority"], one["by"], one["at"]) for one in told] == [(checked.authority, analyst, now)]
    finally:
        returns_changed.disconnect(dispatch_uid="the test of telling")


def test_the_register_says_which_years_are_missing(
    bring: Callable[..., Upload], analyst: Person, now: datetime
) -> None:
    for year in (2019, 2021):
        operations.accept_all(upload=bring(a_return(year)), by=analyst, at=now)
    here = Upload.objects.first()
    assert here is not None
    assert register.register_answer(here.authority, date(2022, 4, 2)) == (
        "The returns of 2019 and 2021 are accepted. There is no return for 2020 and 2022."
    )
    assert register.missing_years(here.authority, date(2022, 3, 31)) == [2020]
    assert register.runs([2017, 2018, 2019, 2021]) == "2017 to 2019 and 2021"


def test_policies_and_twins_agree(checked: ReturnRecord) -> None:
    for act in Act:
        allowed = policies.state_allows(checked, act)
        if allowed:
            assert isinstance(policies.next_state(checked, act), ReturnState)
        else:
            with pytest.raises(NotNow, match="The return of 2022"):
                policies.next_state(checked, act)
