"""A sufficiency statement out of what is known, section by section; the same on the command line and in the room."""

from __future__ import annotations

from suffice.core.pages.words import day
from suffice.core.papers.ledger import Ledger
from suffice.core.papers.model import Block, Contents, PageBreak, Paper
from suffice.publish.statement.inputs import Inputs
from suffice.publish.statement.sections import (
    ahead,
    annexes,
    beginning,
    cohorts,
    homes,
    money,
    needs,
    scenarios,
    standards,
    tested,
)

_SECTIONS = (
    beginning.duty,
    needs.system,
    needs.analysis,
    needs.trend,
    homes.supply,
    ahead.projection,
    tested.accuracy,
    cohorts.cohorts,
    homes.gaps,
    money.cost,
    scenarios.scenarios,
    standards.criteria,
    standards.standards,
    standards.actions,
    standards.monitoring,
    annexes.method,
    annexes.glossary,
    annexes.list_of_sources,
)


def statement(given: Inputs) -> Paper:
    """Return the sufficiency statement that these inputs make, as a draft.

    Nothing is read, simulated or looked up here: the same inputs give the same paper. What is missing is said to be,
    with how to bring it, and what only the council can say is marked as still to be written.

    Args:
        given: facts, results and words; see `Inputs`.
    """
    ledger = Ledger()
    blocks: list[Block] = [Contents(), PageBreak(), *beginning.summary(given, ledger)]
    for section in _SECTIONS:
        blocks += section(given, ledger)
    return Paper(
        title="Sufficiency statement",
        subtitle=f"Homes for children in care, from {day(given.facts.on)} {_until(given)}".strip(),
        council=given.council,
        on=given.made_on,
        blocks=tuple(blocks),
    )


def _until(given: Inputs) -> str:
    return f"to {day(given.projection.horizons[-1].on)}" if given.projection is not None else ""
