"""One indicator a file: numerator, denominator, who counts, source, polarity."""

from suffice.engine.measures.computing import compute
from suffice.engine.measures.model import Count, Indicator, Measure, Polarity, Unit
from suffice.engine.measures.registry import INDICATORS
from suffice.engine.measures.scene import NoSuchAuthority

__all__ = ["INDICATORS", "Count", "Indicator", "Measure", "NoSuchAuthority", "Polarity", "Unit", "compute"]
