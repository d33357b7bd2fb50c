"""A waterfall as a table that is read from top to bottom: the base, each lever as it begins, the scenario."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from suffice.analyse.scenarios import sentences
from suffice.analyse.scenarios.models import ScenarioVersion
from suffice.analyse.scenarios.outcome import Future, Outcome
from suffice.analyse.scenarios.queries.tables import NOTHING
from suffice.engine.projection.scenario.words import told


@dataclass(frozen=True, slots=True)
class Row:
    """One row: what it is, what it changes, where that lies, and how many children there are after it.

    Attributes:
        label: the base, a lever's number, or the scenario.
        words: what the lever does; nothing for the others.
        change: its mean change in words; nothing for the first row.
        range: where its change lies four times in five.
        running: mean number in care after it.
        remarks: what the engine has to say of the lever.
    """

    label: str
    words: str
    change: str
    range: str
    running: float
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Shown:
    """One scenario of a comparison, in the version that was compared, with its waterfall."""

    version: ScenarioVersion
    future: Future
    rows: Sequence[Row]

    @property
    def differs(self) -> str:
        """How its last day differs from the base."""
        change = self.future.last.difference()
        return f"{sentences.in_table(change)}. {sentences.chance(change)}."

    @property
    def where(self) -> str:
        """Which placements it changes most."""
        return sentences.where(self.future)


def rows(outcome: Outcome, future: Future) -> Sequence[Row]:
    """Return the waterfall of a scenario; the running total begins with the base and ends with the scenario."""
    running = outcome.base.last.number().mean
    made = [Row(NOTHING, "", "", "", running)]
    for step in future.steps:
        placed = future.levers[step.place - 1]
        running += step.added.mean
        change, span = sentences.signed(step.added.mean, 1), sentences.span(step.added)
        words = told(placed.lever)
        made.append(Row(f"Lever {step.place}", words, change, span, running, placed.remarks))
    whole = future.last.difference()
    end = future.last.number().mean
    return [*made, Row("With the scenario", "", sentences.signed(whole.mean, 1), sentences.span(whole), end)]
