"""What later rooms may listen to, told once for many changes made together."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime

from django.db import transaction
from django.dispatch import Signal

from suffice.core.models import Authority, Person

market_changed = Signal()
"""Sent after the commit, with `authority`, `by` and `at`, when places or prices are not what they were."""

_TOGETHER: ContextVar[bool] = ContextVar("market_changes_together", default=False)


def say_changed(*, authority: Authority, by: Person | None, at: datetime) -> None:
    """Tell the listeners once the present transaction has been committed; their trouble does not undo the change."""
    if not _TOGETHER.get():
        transaction.on_commit(lambda: _send(authority, by, at))


@contextmanager
def together(*, authority: Authority, by: Person, at: datetime) -> Iterator[None]:
    """Make many changes one: all kept or none, and the listeners told once."""
    with transaction.atomic():
        outer = _TOGETHER.set(True)
        try:
            yield
        finally:
            _TOGETHER.reset(outer)
        say_changed(authority=authority, by=by, at=at)


def _send(authority: Authority, by: Person | None, at: datetime) -> None:
    market_changed.send_robust(sender=Authority, authority=authority, by=by, at=at)
