"""Have the compiled code ready before anybody waits for it."""

from __future__ import annotations

import numpy as np

from suffice.engine.projection.cells import AGES
from suffice.engine.supply.flow import fill
from suffice.engine.supply.groups import TYPES


def warm_up() -> None:
    """Compile what places are filled with, or load it from the cache on disk, by placing nobody."""
    fill(np.zeros((1, 1, len(TYPES), len(AGES))), np.zeros((1, 0)), ())
