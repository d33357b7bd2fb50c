"""Periods of care and placements out of many years' returns: repaired, true ages, nothing dropped in silence."""

from suffice.engine.episodes.assembly import assemble
from suffice.engine.episodes.flows import TURNED_18, Flows, flows, stays
from suffice.engine.episodes.known import as_known_on
from suffice.engine.episodes.model import AGE_BANDS, History, PlacementState, Stock
from suffice.engine.episodes.moves import moves
from suffice.engine.episodes.periods import periods
from suffice.engine.episodes.stock import stock_on

__all__ = [
    "AGE_BANDS",
    "TURNED_18",
    "Flows",
    "History",
    "PlacementState",
    "Stock",
    "as_known_on",
    "assemble",
    "flows",
    "moves",
    "periods",
    "stays",
    "stock_on",
]
