"""What later rooms may listen to."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.dispatch import Signal

from suffice.core.models import Authority, Person

returns_changed = Signal()
"""Sent after the commit, with `authority`, `by` and `at`, when figures have to be made again."""


def say_changed(*, authority: Authority, by: Person | None, at: datetime) -> None:
    """Tell the listeners once the present transaction has been committed; their trouble does not undo the change."""
    transaction.on_commit(lambda: _send(authority, by, at))


def _send(authority: Authority, by: Person | None, at: datetime) -> None:
    returns_changed.send_robust(sender=Authority, authority=authority, by=by, at=at)
