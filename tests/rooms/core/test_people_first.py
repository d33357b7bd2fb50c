"""What a person waits for goes before what the house asks of itself, even while the house is at it."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.db import transaction
from django_tasks_db.models import DBTaskResult

from suffice.core import work
from suffice.core.models import Authority, Person, Work
from suffice.core.work import Progress, jobs

pytestmark = pytest.mark.django_db(transaction=True)

STEPS = 3


class Bench:
    """Two kinds of work that write down when each step of them is done."""

    def __init__(self, authority: Authority, now: datetime) -> None:
        self.authority, self.now = authority, now
        self.done: list[str] = []
        self.while_drawing: dict[int, Person] = {}
        work.job("test.draw")(self._draw)
        work.job("test.read")(self._read)

    def start(self, kind: str, *, by: Person | None) -> Work:
        return work.start(kind, words="Some work", inputs={}, authority=self.authority, by=by, at=self.now)

    def ask(self, kind: str, *, by: Person) -> Work:
        return work.ask(kind, words="Some work", inputs={}, authority=self.authority, by=by, at=self.now)

    def _draw(self, progress: Progress) -> str:
        for step in range(1, STEPS + 1):
            if step in self.while_drawing:
                self.start("test.read", by=self.while_drawing[step])
            self.done.append(f"drawn {step}")
            progress(step, STEPS)
        return "/"

    def _read(self, progress: Progress) -> str:
        progress(1, 1)
        self.done.append("read")
        return "/"


@pytest.fixture
def bench(authority: Authority, now: datetime, monkeypatch: pytest.MonkeyPatch) -> Bench:
    monkeypatch.setattr(jobs, "_JOBS", dict(jobs._JOBS))
    monkeypatch.setattr(jobs, "_EVERY", 0)
    return Bench(authority, now)


def queue() -> list[int]:
    """Which pieces of work the worker takes up, in this order."""
    return [one.args_kwargs["args"][0] for one in DBTaskResult.objects.ready()]


def test_the_worker_takes_up_what_a_person_started_first(bench: Bench, analyst: Person) -> None:
    house, another = bench.start("test.draw", by=None), bench.start("test.draw", by=None)
    first, second = bench.start("test.read", by=analyst), bench.start("test.read", by=analyst)
    assert queue() == [first.pk, second.pk, house.pk, another.pk]


def test_the_houses_own_work_lets_a_person_go_first_at_its_next_step(bench: Bench, analyst: Person) -> None:
    bench.while_drawing = {2: analyst}
    drawing = work.run(bench.start("test.draw", by=None))
    assert bench.done == ["drawn 1", "drawn 2", "read", "drawn 3"]
    assert drawing.state == "done"
    assert Work.objects.get(kind="test.read").state == "done"


def test_the_houses_own_work_does_not_give_way_to_more_of_the_house(bench: Bench) -> None:
    bench.start("test.read", by=None)
    work.run(bench.start("test.draw", by=None))
    assert bench.done == ["drawn 1", "drawn 2", "drawn 3"]


def test_what_one_person_started_is_not_put_off_by_another(bench: Bench, analyst: Person, commissioner: Person) -> None:
    bench.while_drawing = {2: commissioner}
    work.run(bench.start("test.draw", by=analyst))
    assert bench.done == ["drawn 1", "drawn 2", "drawn 3"]


def test_nothing_comes_between_the_halves_of_what_is_kept_whole_or_not_at_all(bench: Bench, analyst: Person) -> None:
    bench.start("test.read", by=analyst)
    house = bench.start("test.draw", by=None)
    with transaction.atomic():
        work.run(house)
    assert bench.done == ["drawn 1", "drawn 2", "drawn 3"]


def test_a_failure_of_what_went_first_is_told_there_and_the_house_goes_on(bench: Bench, analyst: Person) -> None:
    def refuses(progress: Progress) -> str:
        raise work.WorkFailed("Bring the file again.")

    jobs._JOBS["test.read"] = refuses
    asked = bench.start("test.read", by=analyst)
    drawing = work.run(bench.start("test.draw", by=None))
    asked.refresh_from_db()
    assert (asked.state, asked.message) == ("failed", "Bring the file again.")
    assert drawing.state == "done"


def test_work_of_the_house_that_a_person_waits_for_too_is_that_persons_and_done_once(
    bench: Bench, analyst: Person
) -> None:
    before, house = bench.start("test.draw", by=None), bench.start("test.read", by=None)
    hurried = bench.ask(house.kind, by=analyst)
    assert hurried.started_by == analyst
    assert queue()[0] == house.pk
    for pk in queue():
        jobs.do.call(pk)
    assert bench.done == ["read", "drawn 1", "drawn 2", "drawn 3"]
    assert before.pk in queue()


def test_work_of_another_person_is_not_taken_from_them(bench: Bench, analyst: Person, commissioner: Person) -> None:
    theirs = bench.start("test.draw", by=commissioner)
    waiting = queue()
    assert bench.ask("test.draw", by=analyst).started_by == commissioner
    assert queue() == waiting == [theirs.pk]


def test_work_that_began_as_it_was_asked_for_stays_the_houses(bench: Bench, analyst: Person) -> None:
    house = bench.start("test.draw", by=None)
    Work.objects.filter(pk=house.pk).update(state="running")
    assert jobs.hurry(house, by=analyst).started_by is None
    assert queue() == [house.pk]
