"""What the accepted returns say together: one repaired history an authority."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Sequence

from django.db.models import QuerySet

from suffice.analyse.returns import storage
from suffice.analyse.returns.models import ReturnRecord, ReturnState
from suffice.core.models import Authority
from suffice.engine.episodes import assemble
from suffice.engine.episodes.model import History
from suffice.engine.returns.model import Return

_KEPT = 4  # histories held in memory by each process
_HISTORIES: OrderedDict[tuple[int, ...], History] = OrderedDict()
_LOCK = threading.Lock()


def accepted(authority: Authority) -> QuerySet[ReturnRecord]:
    """Return the accepted returns of the authority, by year."""
    found = ReturnRecord.objects.filter(authority=authority, state=ReturnState.ACCEPTED)
    return found.select_related("upload", "accepted_by", "authority").order_by("year")


def in_use(authority: Authority) -> Sequence[ReturnRecord]:
    """Return the accepted returns whose rows are still kept: those that figures are made of."""
    return [one for one in accepted(authority) if one.upload.cleared_at is None]


def accepted_history(authority: Authority) -> History:
    """Return the history out of all accepted returns whose rows are kept; without any, an empty one.

    A history is made once for each set of returns and then held, as the same returns always give the same one.
    """
    records = in_use(authority)
    key = (authority.pk, *(one.pk for one in records))
    with _LOCK:
        if key in _HISTORIES:
            _HISTORIES.move_to_end(key)
            return _HISTORIES[key]
        made = assemble([_loaded(one) for one in records])
        _HISTORIES[key] = made
        while len(_HISTORIES) > _KEPT:
            _HISTORIES.popitem(last=False)
    return made


def _loaded(record: ReturnRecord) -> Return:
    return Return(
        kind=record.kind,
        authority=record.authority.code,
        year=record.year,
        name=record.name,
        tables={one.table: storage.load_table(one.sha256) for one in record.tables.order_by("table")},
        files=(),
    )
