"""Many replicates, shared out over an executor: the same to the bit however they are shared."""

from __future__ import annotations

import math
import os
from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor, as_completed
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass

import numpy as np

from suffice.engine.projection import draws, kernels
from suffice.engine.projection.cells import AGES, STATES, STREAMS
from suffice.engine.projection.tables import Brackets, Changes, Children, Drift, Tables, Whole

Progress = Callable[[int, int, str], None]
"""Called with the replicates done, the replicates in all, and words for them."""

_CHUNKS_A_WORKER = 4


@dataclass(frozen=True, slots=True)
class Ensemble:
    """What the replicates gave.

    Attributes:
        kept: the months after the origin at whose end children were counted.
        counts: [replicate, kept month, stream, state, age].
        flows: [replicate, year, flow]: started, came back, left, turned 18 in the count.
    """

    kept: tuple[int, ...]
    counts: Whole
    flows: Whole


@dataclass(frozen=True, slots=True)
class Seeds:
    """The seeds of what differs between replicates; the same three give the same ensemble to the bit.

    Attributes:
        chance: of what happens to each child.
        rates: of the rates drawn anew, and of how strongly levers work.
        drift: of how rates wander after the origin.
    """

    chance: int
    rates: int
    drift: int


@dataclass(frozen=True, slots=True)
class Run:
    """One ensemble to be made; everything that its result depends on.

    Attributes:
        tables: fitted rates of each stream.
        brackets: how months become cells.
        children: of each stream, in care, or able to return, at the origin.
        drift: how far rates may wander.
        changes: of each stream, what a scenario changes.
        months: how many months to go.
        kept: the months at whose end children are counted, rising, the last at most `months`.
        replicates: how many.
        seeds: of the random numbers.
        uncertain: draw the rates anew in each replicate; else they are as fitted, and levers work as they say.
    """

    tables: tuple[Tables, ...]
    brackets: Brackets
    children: tuple[Children, ...]
    drift: Drift
    changes: tuple[Changes, ...]
    months: int
    kept: tuple[int, ...]
    replicates: int
    seeds: Seeds
    uncertain: bool = True


def simulate(
    run: Run, *, executor: Executor | None = None, chunk: int | None = None, progress: Progress | None = None
) -> Ensemble:
    """Make an ensemble.

    Args:
        run: what to make.
        executor: any standard executor; threads on every core without one (the compiled code holds no lock).
        chunk: replicates handed out at a time; it changes how fast, never what.
        progress: told after each chunk.
    """
    size = chunk or max(1, math.ceil(run.replicates / (_CHUNKS_A_WORKER * _cores())))
    starts = range(0, run.replicates, size)
    with _workers(executor) as workers:
        futures: dict[Future[tuple[Whole, Whole]], int] = {
            workers.submit(replicates, run, first, min(size, run.replicates - first)): first for first in starts
        }
        done = 0
        for future in as_completed(futures):
            done += future.result()[0].shape[0]
            if progress is not None:
                progress(done, run.replicates, "Simulating")
    parts = [future.result() for future in futures]
    counts, flows = (np.concatenate(part) for part in zip(*parts, strict=True))
    return Ensemble(run.kept, counts, flows)


def replicates(run: Run, first: int, number: int) -> tuple[Whole, Whole]:
    """Run replicates `first` to `first + number - 1`; return counts and flows as `Ensemble` describes them."""
    slots = np.searchsorted(np.array(run.kept), np.arange(run.months + 1)).astype(np.int32)
    counts = np.zeros((number, len(run.kept), len(STREAMS), len(STATES), len(AGES)), np.int32)
    flows = np.zeros((number, math.ceil(run.months / 12), kernels.FLOWS), np.int32)
    chance, rates, drift = (np.uint64(seed) for seed in (run.seeds.chance, run.seeds.rates, run.seeds.drift))
    paths = draws.paths(run.drift, drift, first, number)
    for which, (tables, children, changes) in enumerate(zip(run.tables, run.children, run.changes, strict=True)):
        drawn = draws.rates(tables, len(STATES), rates, first, number, which, run.uncertain)
        strong = draws.strengths(changes, rates, first, number, run.uncertain)
        kernels.run(
            drawn, paths, tables.together, changes, strong, run.brackets, children, slots, chance, first, which,
            counts, flows,
        )  # fmt: skip
    return counts, flows


def _workers(executor: Executor | None) -> AbstractContextManager[Executor]:
    return ThreadPoolExecutor(_cores()) if executor is None else nullcontext(executor)


def _cores() -> int:
    return os.cpu_count() or 1
