"""Groups of children that need a plan of their own, as far as the returns tell them apart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from suffice.core.pages.words import day
from suffice.core.papers.ledger import Ledger
from suffice.core.papers.model import Block, Bullets, Heading, Table, Text, say
from suffice.publish.statement import sources
from suffice.publish.statement.inputs import Inputs
from suffice.publish.statement.sections.parts import missing
from suffice.publish.statement.telling import Telling

if TYPE_CHECKING:
    from suffice.engine.projection.cohorts import CohortAhead

_NONE = "No projection was made, so nothing can be said of these groups ahead."


def cohorts(given: Inputs, ledger: Ledger) -> Sequence[Block]:
    """Tell each group now and ahead, who is meant, and what the returns cannot tell."""
    title = Heading("Groups that need a plan of their own")
    if given.projection is None:
        return [title, missing(given.cannot.get("projection") or _NONE)]
    found = given.projection.cohorts
    tell = Telling(given.rule)
    refs = (ledger.cite(sources.projection(given.projection)), ledger.cite(sources.returns(given)))
    last = found[0].ranges[-1][0]
    return [
        title,
        Table(
            caption=f"Children in each group, on {day(given.facts.on)} and on {day(last)}",
            headings=("Group", f"On {day(given.facts.on)}", "One in ten below", "Middle", "One in ten above"),
            rows=tuple(_row(one, tell) for one in found),
            note="A child may be in more than one group, so the groups add up to nothing.",
            refs=refs,
        ),
        Bullets(tuple(_who(one) for one in found)),
    ]


def _row(one: CohortAhead, tell: Telling) -> tuple[str, ...]:
    ahead = one.ranges[-1][1]
    return (one.kind.label, tell.cell(one.now), tell.cell(ahead.p10), tell.cell(ahead.p50), tell.cell(ahead.p90))


def _who(one: CohortAhead) -> Text:
    return say(" ".join(part for part in (f"{one.kind.label}: {one.kind.definition}", one.kind.cannot_tell) if part))
