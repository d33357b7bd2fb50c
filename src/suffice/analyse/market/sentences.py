"""What the board says in sentences, from its figures."""

from __future__ import annotations

from collections.abc import Sequence

from suffice.analyse.market.models import OUTCOMES, Home, Judgement, place_in_words
from suffice.analyse.market.queries.board import Board, KindOfPlace
from suffice.analyse.market.words import pence
from suffice.core.pages.words import counted, day, listed, number, per_cent
from suffice.engine.episodes import PlacementState
from suffice.engine.supply.model import Holding

_HELD = {
    Holding.OWN: "{} of its own",
    Holding.BLOCK: "{} under block contracts",
    Holding.FRAMEWORK: "{} on frameworks",
    Holding.SPOT: "{} bought one at a time",
}
_BOUGHT = (PlacementState.AGENCY_FOSTER, PlacementState.CHILDRENS_HOME, PlacementState.SUPPORTED_ACCOMMODATION)
_NAMED = 3


def places(board: Board) -> str:
    """Say how many places there are, and how they are held."""
    if not board.total:
        return "No place is written down yet, so nobody can say whether there are enough."
    held = [_HELD[one].format(number(board.held(one))) for one in Holding if board.held(one)]
    return (
        f"On {day(board.on)} the council can use {counted(board.total, 'place')} in "
        f"{counted(board.homes, 'home or service', 'homes and services')} of "
        f"{counted(board.providers, 'provider')}: {listed(held)}."
    )


def judgements(board: Board) -> str:
    """Say how many of the judged homes are good, each scale by itself."""
    told = []
    if judged := board.judged():
        good = sum(board.judgements.get(one, 0) for one in (Judgement.OUTSTANDING, Judgement.GOOD))
        told.append(f"{per_cent(good / judged, good, judged)} judged homes and services are good or outstanding.")
    if outcomes := board.judged(OUTCOMES):
        strong = board.judgements.get(Judgement.STRONG, 0)
        told.append(
            f"{per_cent(strong / outcomes, strong, outcomes)} of supported accommodation with an outcome is "
            "consistently strong."
        )
    if board.unjudged:
        homes = counted(board.unjudged, "home or service has", "homes or services have")
        told.append(f"{homes} no judgement written down.")
    return " ".join(told) or "No judgement of the inspectorate is written down yet."


def in_use(board: Board) -> str:
    """Say which kind of place is fullest, where places in use have been counted."""
    known = [one for one in board.kinds if one.in_use is not None and one.counted]
    if not known or board.counted_on is None:
        return "Nobody has counted the places in use yet. A placement census does."
    fullest = max(known, key=_share)
    return (
        f"When places in use were last counted, on {day(board.counted_on)}, the fullest kind was "
        f"{fullest.placement.label.lower()}: {per_cent(_share(fullest), fullest.in_use, fullest.counted)} places."
    )


def prices(board: Board) -> str:
    """Say what the dearest kind costs, and how much less the cheapest."""
    if not board.prices:
        return "No price is written down yet."
    dearest = max(board.prices, key=lambda one: one.median)
    cheapest = min(board.prices, key=lambda one: one.median)
    words = f"The middle price of a week is {pence(dearest.median)} for {place_in_words(dearest.placement)}"
    if dearest is cheapest:
        return f"{words}."
    return f"{words} and {pence(cheapest.median)} for {place_in_words(cheapest.placement)}."


def missing(board: Board, idle: Sequence[Home]) -> list[str]:
    """Say what the register lacks before it can answer whether there are enough homes."""
    there = {one.placement for one in board.kinds}
    priced = {one.placement for one in board.prices}
    told = [f"No places are written down for {_kinds(gone)}." for gone in [set(_BOUGHT) - there] if gone]
    if unpriced := there - priced:
        told.append(f"No price is written down for {_kinds(unpriced)}, so their cost cannot be worked out.")
    if idle:
        names = listed([str(one) for one in idle[:_NAMED]])
        more = f", and {number(len(idle) - _NAMED)} more" if len(idle) > _NAMED else ""
        what = counted(len(idle), "home or service has", "homes or services have")
        told.append(f"{what} no place that the council can use: {names}{more}.")
    if board.total and board.counted_on is None:
        told.append("Places in use have not been counted: bring a placement census.")
    return told


def _share(one: KindOfPlace) -> float:
    return (one.in_use or 0) / one.counted


def _kinds(kinds: set[PlacementState]) -> str:
    return listed([one.label.lower() for one in PlacementState if one in kinds])
