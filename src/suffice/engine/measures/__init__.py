"""One indicator a file: its definition, a judgement on each child, and from that the count."""

from suffice.engine.measures.computing import Given, compute, measure, scene_of
from suffice.engine.measures.model import (
    Area,
    Count,
    Indicator,
    Measure,
    Option,
    Outcome,
    Part,
    Polarity,
    Span,
    Tally,
    Unit,
)
from suffice.engine.measures.registry import INDICATORS
from suffice.engine.measures.scene import NoSuchAuthority, Scene

__all__ = [
    "INDICATORS",
    "Area",
    "Count",
    "Given",
    "Indicator",
    "Measure",
    "NoSuchAuthority",
    "Option",
    "Outcome",
    "Part",
    "Polarity",
    "Scene",
    "Span",
    "Tally",
    "Unit",
    "compute",
    "measure",
    "scene_of",
]
