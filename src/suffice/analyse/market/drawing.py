"""Drawing the board's charts, each with its finding; done in the background when the register has changed."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from suffice.analyse.market import declarations, sentences
from suffice.analyse.market.charts import drawings
from suffice.analyse.market.models import MarketDrawing
from suffice.analyse.market.queries.board import Board, board
from suffice.core import charts, work
from suffice.core.models import Authority, Work

KIND = "market.draw"


def ask(*, authority: Authority, at: datetime) -> Work:
    """Have the board drawn in the background, unless that waits to begin already."""
    return work.ask(KIND, words="Drawing the market", authority=authority, by=None, at=at)


def draw(*, authority: Authority, at: datetime) -> MarketDrawing:
    """Draw the market as it is on the day and keep the drawing."""
    found = board(authority, timezone.localdate(at))
    drawn = {
        name: charts.draw(
            maker, title=_finding(name, found), authority=authority, permission=declarations.SEE.code, at=at
        ).digest
        for name, maker in drawings(found).items()
    }
    return MarketDrawing.objects.create(
        authority=authority, drawn_at=at, on=found.on, figures=found.digest, charts=drawn
    )


def _finding(name: str, found: Board) -> str:
    tellers = {"places": sentences.places, "judgements": sentences.judgements, "prices": sentences.prices}
    return tellers[name](found)
