from __future__ import annotations

import logging
import time
from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from suffice.core.models import Authority, Person, Work
from suffice.core.models.work import WorkState
from suffice.core.policies import Refusal

_LOG = logging.getLogger(__name__)
_UNFORESEEN = (
    "Something went wrong that we had not foreseen, and nothing was changed. Try once more; if it happens again, "
    "tell an administrator the time: the worker's log says more."
)
_STOPPED = "What did this ended while it was under way, and nothing was changed. Start it again."
_EVERY = 0.4  # seconds between two writes of how far it is
_WAITED_FOR = 50  # the priority of what a person started; the house's own work has the usual 0


class WorkFailed(Refusal):
    """The work cannot be finished; its text tells the person who started it what to do."""


class Progress:
    """Tells the page how far the work is; called as often as one likes, it writes at most a few times a second.

    Where it is the house's own work that goes on, each such moment lets what people wait for go first.
    """

    def __init__(self, work: Work) -> None:
        self.work = work
        self._written = 0.0

    def __call__(self, done: int, total: int, message: str = "") -> None:
        """Say that `done` of `total` steps are behind us, and what is going on."""
        now = time.monotonic()
        if now - self._written < _EVERY and done < total:
            return
        self._written = now
        kept = {"message": message} if message else {}
        Work.objects.filter(pk=self.work.pk).update(
            done=max(0, done), total=max(0, total), heard_at=timezone.now(), **kept
        )
        if self.work.started_by_id is None:
            _let_people_first()


Job = Callable[..., str]
_JOBS: dict[str, Job] = {}


def job(kind: str) -> Callable[[Job], Job]:
    """Register the function that does work of this kind.

    It is called with a `Progress` and the work's inputs by keyword, and returns the address of the page that shows what
    came of it. A `Refusal` (or `WorkFailed`) that it raises becomes the sentence that the page shows.
    """

    def registered(function: Job) -> Job:
        if _JOBS.setdefault(kind, function) is not function:
            raise ValueError(f"Two jobs are called {kind}.")
        return function

    return registered


@transaction.atomic
def start(
    kind: str, *, words: str, inputs: Mapping[str, Any], authority: Authority, by: Person | None, at: datetime
) -> Work:
    """Queue work of a registered kind; the worker takes it up once the caller's transaction is kept.

    What a person started goes before what the house asks of itself, and otherwise the oldest goes first.

    Args:
        kind: as registered by `job`.
        words: what is being done, for people: "Reading the return of 2022".
        inputs: plain values that JSON can hold, handed to the job by keyword.
        authority: whose work it is; only its people see how far it is.
        by: who started it; None for the house.
        at: when.
    """
    if kind not in _JOBS:
        raise ValueError(f"No room does work of the kind {kind}.")
    work = Work.objects.create(
        authority=authority, kind=kind, words=words, inputs=dict(inputs), started_by=by, queued_at=at
    )
    (do if by is None else do.using(priority=_WAITED_FOR)).enqueue(work.pk)
    return work


@transaction.atomic
def hurry(work: Work, *, by: Person) -> Work:
    """Let work of the house's own that waits to begin be the work of a person who waits for it too."""
    if Work.objects.filter(pk=work.pk, state=WorkState.QUEUED, started_by=None).update(started_by=by):
        do.using(priority=_WAITED_FOR).enqueue(work.pk)  # whichever comes first does it; the other finds it begun
        work.refresh_from_db()
    return work


@task()
def do(pk: int) -> None:
    """Do one piece of work: what the worker runs."""
    run(Work.objects.get(pk=pk))


def run(work: Work) -> Work:
    """Do a piece of work here and now, unless somebody has begun it; return it as it ended."""
    begun = Work.objects.filter(pk=work.pk, state=WorkState.QUEUED)
    if begun.update(state=WorkState.RUNNING, heard_at=timezone.now()):
        try:
            address = _JOBS[work.kind](Progress(work), **work.inputs)
        except Refusal as refusal:
            _finish(work, WorkState.FAILED, message=str(refusal))
        except Exception:
            _LOG.exception("Work %s (%s) failed", work.pk, work.kind)
            _finish(work, WorkState.FAILED, message=_UNFORESEEN)
        else:
            _finish(work, WorkState.DONE, result_address=address)
    work.refresh_from_db()
    return work


def run_waiting(*kinds: str, but: Collection[str] = ()) -> list[Work]:
    """Do all that waits, oldest first, in this process: for commands and tests, where no worker runs.

    Args:
        kinds: of work to do; without any, all.
        but: kinds that are left to a worker.
    """
    waiting = Work.objects.filter(state=WorkState.QUEUED).exclude(kind__in=but).order_by("queued_at", "pk")
    return [run(work) for work in (waiting.filter(kind__in=kinds) if kinds else waiting)]


def _let_people_first() -> None:
    """Do what people started and wait for, unless the work under way is half written."""
    if not transaction.get_connection().in_atomic_block:
        for work in Work.objects.filter(state=WorkState.QUEUED, started_by__isnull=False).order_by("queued_at", "pk"):
            run(work)


def tidy(*, at: datetime) -> int:
    """Close work that was under way when the worker ended; called as a worker starts. Return how much there was."""
    return Work.objects.filter(state=WorkState.RUNNING).update(
        state=WorkState.FAILED, message=_STOPPED, finished_at=at, heard_at=at
    )


def _finish(work: Work, state: WorkState, **kept: Any) -> None:
    now = timezone.now()
    Work.objects.filter(pk=work.pk).update(state=state, finished_at=now, heard_at=now, **kept)
