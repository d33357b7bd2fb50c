"""Files by template that tell the same twice: one that tells all of another again takes its place; else neither may."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import polars as pl

from suffice.analyse.returns import storage
from suffice.analyse.returns.models import ReturnRecord
from suffice.analyse.returns.queries.shelf import kept
from suffice.core.pages.words import counted
from suffice.core.policies import NotNow
from suffice.engine.returns.templates.layouts import Template

_SAME: Mapping[str, tuple[str, ...]] = {
    Template.AUDIT: ("audit", "exercise", "standard"),
    Template.SURVEY: ("survey", "date", "group", "service", "team", "question", "scale", "answer"),
    Template.FIGURES: ("measure", "month", "service", "team"),
}
"""By what two rows of a template tell the same."""


def told_again(held: ReturnRecord) -> Iterator[ReturnRecord]:
    """Return the accepted files by the same template of which `held` tells every row again.

    Raises:
        NotNow: it tells some rows of an accepted file again, and not all, so that both would be counted.
    """
    if held.kind not in _SAME:
        return
    mine = _rows(held)
    others = kept(held.authority, (held.kind,)).exclude(pk=held.pk).exclude(year=held.year, part=held.part)
    for earlier in others:
        theirs = _rows(earlier)
        same = theirs.join(mine, on=theirs.columns, how="semi", nulls_equal=True).height
        if same == theirs.height:
            yield earlier
        elif same:
            again = counted(same, "row tells", "rows tell")
            raise NotNow(
                f"In {held.within}, {again} the same as {earlier.within}, which has others too: both would be counted. "
                f"Bring one file with all of them, or withdraw {earlier.within} first."
            )


def _rows(record: ReturnRecord) -> pl.DataFrame:
    frames = [storage.load_table(one.sha256) for one in record.tables.all()]
    return pl.concat(frames).select(_SAME[record.kind]).unique()
