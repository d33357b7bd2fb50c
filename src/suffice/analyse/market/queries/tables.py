"""The tables of the board, which are what its charts show."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest

from suffice.analyse.market.models import Judgement
from suffice.analyse.market.queries.board import Board
from suffice.analyse.market.words import pence
from suffice.core.pages.register import Column, Register, Sheet
from suffice.engine.supply.model import Holding


def _column(key: str, heading: str, value: Callable[[Any], Any], *, numeric: bool = True) -> Column:
    return Column(key=key, heading=heading, value=value, sort="", numeric=numeric)


def _pounds(key: str, heading: str) -> Column:
    value: Callable[[Any], Any] = lambda one: getattr(one, key)  # noqa: E731
    return Column(key=key, heading=heading, value=value, shown=lambda one: pence(value(one)), sort="", numeric=True)


def _held(holding: Holding) -> Column:
    return _column(str(holding), holding.label, lambda one: one.by_holding.get(holding, 0))


_KIND = _column("placement", "Kind of placement", lambda one: one.placement.label, numeric=False)
PLACES = Register(
    name="places-by-kind",
    caption="Places by kind of placement",
    noun=("kind of placement", "kinds of placement"),
    alone=False,
    empty="No places are written down yet.",
    columns=(
        _KIND,
        *(_held(one) for one in Holding),
        _column("total", "All places", lambda one: one.total),
        Column(
            key="usable",
            heading="Usable in the ordinary run of things",
            value=lambda one: one.usable,
            shown=lambda one: f"{one.usable:.1f}",
            sort="",
            numeric=True,
        ),
        _column("homes", "Homes and services", lambda one: one.homes),
        _column("in_use", "Places in use, when counted", lambda one: one.in_use),
    ),
)
JUDGEMENTS = Register(
    name="judgements",
    caption="Homes and services by judgement",
    noun=("judgement", "judgements"),
    alone=False,
    columns=(
        _column("judgement", "Judgement", lambda one: one[0], numeric=False),
        _column("homes", "Homes and services", lambda one: one[1]),
    ),
)
PRICES = Register(
    name="prices-by-kind",
    caption="Prices by kind of placement",
    noun=("kind of placement", "kinds of placement"),
    alone=False,
    empty="No price is written down yet.",
    columns=(
        _KIND,
        _pounds("lowest", "Lowest, pounds a week"),
        _pounds("median", "Middle, pounds a week"),
        _pounds("highest", "Highest, pounds a week"),
        _column("prices", "Prices", lambda one: one.prices),
        _column("providers", "Providers with a price of their own", lambda one: one.providers),
    ),
)


def judged(board: Board) -> list[tuple[str, int]]:
    """Return each judgement with its homes, both scales, and last those without one."""
    return [
        *((Judgement(one).label, count) for one, count in board.judgements.items()),
        ("None written down", board.unjudged),
    ]


def sheets(request: HttpRequest, board: Board) -> dict[str, Sheet]:
    """Return the tables of the board, by the name of the chart that shows the same."""
    return {
        "places": PLACES.sheet(request, board.kinds),
        "judgements": JUDGEMENTS.sheet(request, judged(board)),
        "prices": PRICES.sheet(request, board.prices),
    }
