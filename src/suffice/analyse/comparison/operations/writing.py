"""Published figures of other authorities written down with their source, to stand where no file was brought."""

from __future__ import annotations

from datetime import datetime

import polars as pl
from django.db import transaction

from suffice.analyse.comparison import declarations
from suffice.analyse.comparison.models import WrittenComparators
from suffice.analyse.returns import storage
from suffice.analyse.returns.signals import say_changed
from suffice.core.events import record as record_event
from suffice.core.models import Authority, Person
from suffice.core.pages.words import counted
from suffice.engine.comparison.neighbours import Neighbours
from suffice.engine.returns.published.rows import SCHEMA


@transaction.atomic
def write_down_comparators(
    *,
    authority: Authority,
    frame: pl.DataFrame,
    neighbours: Neighbours | None,
    source: str,
    by: Person | None,
    at: datetime,
) -> WrittenComparators:
    """Keep published figures as if their file had been brought; those of the same source written before give way.

    Args:
        authority: who is to be held against them.
        frame: in the shape of `PublishedFile.frame`.
        neighbours: the statistical neighbours that stand beside them; None for none.
        source: what pages call it.
        by: who writes them down; None for the house itself.
        at: when.
    """
    Authority.objects.select_for_update().get(pk=authority.pk)
    kept = storage.keep_table(frame.select(list(SCHEMA)).cast(pl.Schema(SCHEMA)))
    close = [] if neighbours is None else neighbours.of.get(authority.code, ())
    told = [[one.code, one.closeness] for one in close]
    same = WrittenComparators.objects.filter(authority=authority, source=source, replaced_at__isnull=True)
    if standing := same.filter(table_sha256=kept, neighbours=told).first():
        return standing
    same.update(replaced_at=at)
    made = WrittenComparators.objects.create(
        authority=authority,
        source=source,
        table_sha256=kept,
        rows=frame.height,
        neighbours=told,
        written_by=by,
        written_at=at,
    )
    figures = counted(frame.height, "published figure")
    record_event(declarations.WRITTEN, by=by, at=at, authority=authority, subject=made, figures=figures, source=source)
    say_changed(authority=authority, by=by, at=at)
    return made
