"""What the accepted SSDA903 returns say together: one repaired history an authority."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import QuerySet

from suffice.analyse.returns.models import KIND, ReturnRecord, ReturnState
from suffice.analyse.returns.queries.keeping import Held, Parts, loaded, part_of
from suffice.core.models import Authority
from suffice.engine.episodes import assemble
from suffice.engine.episodes.model import History


def accepted(authority: Authority) -> QuerySet[ReturnRecord]:
    """Return the accepted SSDA903 returns of the authority, by year."""
    found = ReturnRecord.objects.filter(authority=authority, kind=KIND, state=ReturnState.ACCEPTED)
    return found.select_related("upload", "accepted_by", "authority").order_by("year")


def in_use(authority: Authority) -> Sequence[ReturnRecord]:
    """Return the accepted SSDA903 returns whose rows are still kept: those that a history is made of."""
    return list(accepted(authority).filter(upload__cleared_at__isnull=True).prefetch_related("tables"))


def is_cleared(authority: Authority) -> bool:
    """Say whether returns are accepted and the rows of every one of them have been cleared: figures stay as made."""
    return accepted(authority).exists() and not in_use(authority)


def accepted_history(authority: Authority) -> History:
    """Return the history out of all accepted returns whose rows are kept; without any, an empty one.

    A history is made once for each set of tables, known by their hashes, and held by this process till the set changes.
    """
    return _HISTORIES.of(authority, tuple(part_of(one) for one in in_use(authority)))


def _assembled(authority: Authority, parts: Parts) -> History:
    return assemble([loaded(authority, part) for part in parts])


_HISTORIES = Held(_assembled)
