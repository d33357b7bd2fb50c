"""Published statistics as their publishers ship them, in one long shape: figures, marks, areas, sources."""

from suffice.engine.returns.published.areas import Change, members, predecessors, successors
from suffice.engine.returns.published.layouts import LICENCE, Table, Unit, find_table, marks, tables
from suffice.engine.returns.published.reading import PublishedFile, PublishedUnreadable, read_published

__all__ = [
    "LICENCE",
    "Change",
    "PublishedFile",
    "PublishedUnreadable",
    "Table",
    "Unit",
    "find_table",
    "marks",
    "members",
    "predecessors",
    "read_published",
    "successors",
    "tables",
]
