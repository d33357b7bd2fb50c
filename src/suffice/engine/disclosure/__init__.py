"""Small numbers, at one gate: what leaves the council lets nobody work out a group of a few children."""

from suffice.engine.disclosure.figures import HIDDEN, Shown, mean, rate, share
from suffice.engine.disclosure.rules import COUNCIL, PUBLICATION, SUPPRESSED, Protection, Rule
from suffice.engine.disclosure.tables import Grid, Line, grid, line

__all__ = [
    "COUNCIL",
    "HIDDEN",
    "PUBLICATION",
    "SUPPRESSED",
    "Grid",
    "Line",
    "Protection",
    "Rule",
    "Shown",
    "grid",
    "line",
    "mean",
    "rate",
    "share",
]
