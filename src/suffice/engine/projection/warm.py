"""Have the compiled code ready before anybody waits for it."""

from __future__ import annotations

import numpy as np

from suffice.engine.projection.cells import (
    AGES,
    AWAY_EDGES,
    CARE_EDGES,
    ENTRY_EDGES,
    PLACE_EDGES,
    STATES,
    STREAMS,
    Cause,
    brackets,
)
from suffice.engine.projection.change import stacked
from suffice.engine.projection.observe import Observed
from suffice.engine.projection.rates import fitted
from suffice.engine.projection.simulate import Run, Seeds, replicates
from suffice.engine.projection.tables import Children
from suffice.engine.projection.uncertainty import still


def warm_up() -> None:
    """Compile what a projection needs, or load it from the cache on disk, by projecting nobody for a month.

    The first time after an installation it takes some ten seconds, later about one. Call it when a process starts.
    """
    nobody = Children(
        key=np.zeros(0, np.uint64),
        state=np.zeros(0, np.int32),
        cause=np.zeros(0, np.int32),
        care=np.zeros(0),
        place=np.zeros(0),
        left=np.zeros(0),
        steps=np.zeros((0, len(AGES)), np.int32),
    )
    streams = len(STREAMS)
    alone = np.array([1.0, 0.0, 0.0, 0.0])
    run = Run(
        tables=fitted([_nothing()] * streams, [alone] * streams),
        brackets=brackets(1),
        children=(nobody,) * streams,
        drift=still(1),
        changes=stacked((), 1),
        months=1,
        kept=(1,),
        replicates=1,
        seeds=Seeds(0, 0, 0),
    )
    replicates(run, 0, 1)


def _nothing() -> Observed:
    s, a, c = len(STATES), len(AGES), len(Cause)
    care, place, away = (len(edges) + 1 for edges in (CARE_EDGES, PLACE_EDGES, AWAY_EDGES))
    return Observed(
        exposed_to_leaving=np.zeros((s, a, care)),
        left=np.zeros((s, a, care)),
        left_by_cause=np.zeros((s, a, c)),
        exposed_to_moving=np.zeros((s, a, place)),
        moved=np.zeros((s, a, place)),
        moved_to=np.zeros((s, a, s)),
        entry_months=1.0,
        entered=np.zeros(len(ENTRY_EDGES) - 1),
        entered_state=np.zeros((a, s)),
        exposed_to_return=np.zeros((c, a, away)),
        returned=np.zeros((c, a, away)),
        returned_state=np.zeros((s, a, s)),
        turned_18=0,
    )
