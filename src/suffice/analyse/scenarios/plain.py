"""What scenarios would change, for somebody who wants no terms of the trade, and in totals only."""

from __future__ import annotations

from collections.abc import Sequence

from suffice.analyse.projections.sentences import between
from suffice.analyse.scenarios import sentences
from suffice.analyse.scenarios.outcome import Future, Outcome
from suffice.core.pages.words import day, number


def told(outcome: Outcome) -> Sequence[str]:
    """Return what was asked and what came of it, in short sentences."""
    end = outcome.base.last
    return [
        f"On {day(outcome.origin)} the council was looking after {number(outcome.in_care)} children and young people. "
        "Before it decides what to do, it asks what would change.",
        f"If nothing changes, it could well be {between(end.number())} on {day(end.on)}.",
    ]


def what_if(future: Future) -> str:
    """Return what one scenario would change, as a question and its answer."""
    change = future.last.difference()
    if sentences.differs(change) == "as many children":
        return "About as many children would be in care."
    return f"About {sentences.differs(change)} would be in care. It could well be {sentences.span(change)}."
