"""Work in the background: it says how far it is, fails with a sentence, and is there when one comes back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

import pytest
from django.test import Client
from django_tasks_db.models import DBTaskResult

from suffice.core import work
from suffice.core.models import Authority, Person, Work
from suffice.core.policies import NotNow
from suffice.core.work import Progress, jobs


@pytest.fixture
def jobs_of_this_test() -> Iterator[None]:
    before = dict(jobs._JOBS)
    yield
    jobs._JOBS.clear()
    jobs._JOBS.update(before)


@pytest.fixture
def started(jobs_of_this_test: None, authority: Authority, analyst: Person, now: datetime) -> Callable[..., Work]:
    def start(does: work.jobs.Job, **inputs: object) -> Work:
        work.job("test.count")(does)
        return work.start(
            "test.count", words="Counting the beds", inputs=inputs, authority=authority, by=analyst, at=now
        )

    return start


def _counts(progress: Progress, *, to: int) -> str:
    for number in range(1, to + 1):
        progress(number, to, f"Bed {number}")
    return f"/336/beds/{to}/"


def test_work_is_queued_then_done(started: Callable[..., Work]) -> None:
    queued = started(_counts, to=3)
    assert (queued.state, queued.finished, queued.per_cent) == ("queued", False, None)
    (done,) = work.run_waiting()
    assert (done.state, done.finished, done.per_cent) == ("done", True, 100)
    assert (done.message, done.result_address) == ("Bed 3", "/336/beds/3/")


def test_kinds_can_be_done_alone_or_left(started: Callable[..., Work]) -> None:
    queued = started(_counts, to=1)
    assert work.run_waiting(but=[queued.kind]) == []
    assert work.run_waiting("another.kind") == []
    assert [one.pk for one in work.run_waiting(queued.kind)] == [queued.pk]


def test_the_worker_is_told_of_it(started: Callable[..., Work]) -> None:
    queued = started(_counts, to=3)
    assert DBTaskResult.objects.get().args_kwargs == {"args": [queued.pk], "kwargs": {}}


def test_work_is_done_once(started: Callable[..., Work]) -> None:
    ran: list[int] = []
    queued = started(lambda progress: ran.append(1) or "/")
    work.run(queued)
    jobs.do.call(queued.pk)
    assert ran == [1]


@pytest.mark.parametrize("refusal", [work.WorkFailed("Bring the file again."), NotNow("Bring the file again.")])
def test_a_refusal_is_the_sentence_that_is_shown(started: Callable[..., Work], refusal: Exception) -> None:
    def refuses(progress: Progress) -> str:
        raise refusal

    done = work.run(started(refuses))
    assert (done.state, done.message) == ("failed", "Bring the file again.")


def test_a_fault_of_ours_says_what_to_do_and_not_what_it_was(
    started: Callable[..., Work], caplog: pytest.LogCaptureFixture
) -> None:
    def breaks(progress: Progress) -> str:
        raise ZeroDivisionError("child 7 has no beds")

    done = work.run(started(breaks))
    assert done.state == "failed"
    assert "Try once more" in done.message
    assert "child 7" not in done.message
    assert "ZeroDivisionError" in caplog.text


def test_work_cut_off_by_the_end_of_the_worker_is_closed(started: Callable[..., Work], now: datetime) -> None:
    cut = started(_counts, to=3)
    Work.objects.filter(pk=cut.pk).update(state="running")
    assert work.tidy(at=now) == 1
    cut.refresh_from_db()
    assert (cut.state, cut.finished_at) == ("failed", now)
    assert "Start it again" in cut.message


def test_a_kind_that_no_room_does_cannot_be_started(authority: Authority, now: datetime) -> None:
    with pytest.raises(ValueError, match=r"No room does work of the kind nothing\.at_all"):
        work.start("nothing.at_all", words="x", inputs={}, authority=authority, by=None, at=now)


def test_one_kind_is_one_job(jobs_of_this_test: None) -> None:
    work.job("test.count")(_counts)
    with pytest.raises(ValueError, match="Two jobs"):
        work.job("test.count")(lambda progress: "/")


def test_the_page_shows_how_far_it_is_without_javascript(
    started: Callable[..., Work], analyst: Person, signed_in: Callable[[Person], Client]
) -> None:
    queued = started(_counts, to=4)
    Work.objects.filter(pk=queued.pk).update(state="running", done=1, total=4, message="Bed 1")
    client = signed_in(analyst)
    words = client.get(f"/336/work/{queued.pk}/").content.decode()
    assert '<noscript><meta http-equiv="refresh" content="4"></noscript>' in words
    assert 'value="25"' in words
    assert "You may leave this page" in words
    told = client.get(f"/336/work/{queued.pk}/progress.json").json()
    assert told == {"finished": False, "message": "Bed 1", "per_cent": 25, "state": "running"}
    assert "Counting the beds: under way" in client.get("/336/").content.decode()


def test_the_page_leads_to_what_came_of_it(
    started: Callable[..., Work], analyst: Person, signed_in: Callable[[Person], Client]
) -> None:
    done = work.run(started(_counts, to=4))
    client = signed_in(analyst)
    words = client.get(f"/336/work/{done.pk}/").content.decode()
    assert 'href="/336/beds/4/"' in words
    assert "refresh" not in words
    assert "Counting the beds: finished" in client.get("/336/").content.decode()


def test_only_who_started_it_sees_it(
    started: Callable[..., Work], leader: Person, signed_in: Callable[[Person], Client]
) -> None:
    queued = started(_counts, to=4)
    for address in (f"/336/work/{queued.pk}/", f"/336/work/{queued.pk}/progress.json"):
        assert signed_in(leader).get(address).status_code == 403


def test_what_waits_with_the_same_inputs_is_not_asked_for_twice(
    started: Callable[..., Work], authority: Authority, analyst: Person, now: datetime
) -> None:
    waiting = started(_counts, to=1)

    def ask(to: int) -> Work:
        return work.ask("test.count", words="Again", inputs={"to": to}, authority=authority, by=analyst, at=now)

    assert ask(1) == waiting
    other = ask(2)
    assert other != waiting
    work.run_waiting()
    assert ask(1) not in (waiting, other)


def test_the_latest_work_of_a_kind_is_told_of_and_whether_it_failed(
    started: Callable[..., Work], authority: Authority, elsewhere: Authority
) -> None:
    assert work.latest("test.count", authority) is None
    assert not work.failed("test.count", authority)
    assert work.told(None) == {"finished": True, "message": "", "per_cent": None}

    def refuses(progress: Progress) -> str:
        raise NotNow("There are no beds to count.")

    waiting = started(refuses)
    assert work.told(waiting) == {"finished": False, "message": "Waiting to start", "per_cent": None}
    work.run_waiting()
    last = work.latest("test.count", authority)
    assert last == waiting
    assert work.failed("test.count", authority)
    assert not work.failed("test.count", elsewhere)
    assert work.told(last)["message"] == "There are no beds to count."
