"""Several ensembles from one basis, one after another, with the same luck and one account of progress."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field

from suffice.engine.projection.basis import Basis, ensemble
from suffice.engine.projection.change import Part
from suffice.engine.projection.simulate import Ensemble, Progress


@dataclass(slots=True)
class Runner:
    """Makes ensembles by month with the same replicates and seed.

    Attributes:
        basis: what the projection runs on.
        replicates: how many simulated futures of each.
        seed: of all.
        runs: how many ensembles there will be.
        executor: any standard executor; threads on every core without one.
        progress: told replicates done, replicates in all, and words.
    """

    basis: Basis
    replicates: int
    seed: int
    runs: int
    executor: Executor | None = None
    progress: Progress | None = None
    _done: int = field(default=0, init=False)

    def __call__(self, parts: Sequence[Part] = ()) -> Ensemble:
        """Return the ensemble under these parts."""
        made = ensemble(
            self.basis,
            replicates=self.replicates,
            seed=self.seed,
            parts=parts,
            executor=self.executor,
            progress=self._told if self.progress is not None else None,
        )
        self._done += self.replicates
        return made

    def passed_over(self) -> None:
        """Count an ensemble that need not be made."""
        self._done += self.replicates

    def _told(self, done: int, total: int, words: str) -> None:
        if self.progress is not None:
            self.progress(self._done + done, self.runs * total, words)
