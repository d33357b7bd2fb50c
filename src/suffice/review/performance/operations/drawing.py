"""Run charts and pictures of measures: of all when they are made, of one when its target or its beginning changes."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import datetime

from suffice.core import work
from suffice.core.models import Authority, Work
from suffice.core.pages.words import counted
from suffice.review.performance.drawing import draw_one
from suffice.review.performance.models import MeasureFigures
from suffice.review.performance.queries import results
from suffice.review.performance.summary import summary

Progress = Callable[[int, int, str], None]


def ask_to_draw(*, authority: Authority, codes: Collection[str], at: datetime) -> Work:
    """Have the pictures of these measures, or of all, drawn in the background, unless that waits to begin already."""
    inputs = {"authority": authority.pk, "codes": sorted(codes)}
    words = "Drawing the charts of measures"
    return work.ask(results.DRAW, words=words, inputs=inputs, authority=authority, by=None, at=at)


def draw(*, authority: Authority, codes: Collection[str], at: datetime, progress: Progress) -> int:
    """Work out the run charts of these measures, or of all, and draw them; return how many have a picture."""
    result = results.latest(authority)
    rows = MeasureFigures.objects.filter(result=result).order_by("pk")
    chosen = list(rows.filter(code__in=codes) if codes else rows)
    drawn = 0
    for done, row in enumerate(chosen):
        progress(done, len(chosen), f"Drawing the charts of {counted(len(chosen), 'measure')}")
        row.run, row.charts = draw_one(row, authority=authority, at=at)
        row.summary = summary(row.told, row.run)
        row.save(update_fields=["run", "charts", "summary"])
        drawn += bool(row.charts)
    return drawn
