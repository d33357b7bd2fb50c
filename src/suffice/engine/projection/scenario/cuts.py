"""What to say where a lever asks for more than there is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from suffice.engine.findings import Example, Finding, Severity
from suffice.engine.projection.scenario import timing
from suffice.engine.projection.scenario.model import Kind
from suffice.engine.projection.scenario.pulls import Pulled
from suffice.engine.words import prose

_HARDLY = 0.02
_A_CHILD = 0.5

_WORDS = {
    Kind.STARTERS: ("children to start care", "that many cannot start"),
    Kind.PREVENTION: ("entries to be prevented", "no more children of those ages would enter"),
    Kind.STEP_DOWN: ("children to step down from children's homes", "there are too few of them there"),
    Kind.AGENCY_TO_IN_HOUSE: ("children to move from agency foster care", "there are too few of them there"),
    Kind.REUNIFICATION: ("more children to go home", "there are too few of them in care"),
}


def cuts(made: Sequence[Pulled], dates: Sequence[date]) -> Iterator[Finding]:
    """Yield one finding for each lever that was cut to what is possible: how many were, and when.

    Args:
        made: the levers of a scenario, in its order.
        dates: the origin, then the last day of each month ahead.
    """
    for number, one in enumerate(made, start=1):
        asked, got = float(one.asked.sum()), float(one.got.sum())
        if abs(got - asked) <= max(_A_CHILD, _HARDLY * abs(asked)):
            continue
        yield Finding(
            "lever-cut-to-what-is-possible",
            Severity.QUERY,
            1,
            (Example("", None, None, None, f"Lever {number} ({one.lever.id}): {_sentence(one, asked, got, dates)}"),),
        )


def _sentence(one: Pulled, asked: float, got: float, dates: Sequence[date]) -> str:
    when = timing.in_words(one.cut if one.cut.any() else one.asked != 0.0, dates)
    if one.lever.kind is Kind.SHOCK:
        return f"{when} it would take away more than there is, so it takes all: weaken it, or read it as that."
    what, why = _WORDS[one.lever.kind]
    if got > asked:
        return (
            f"it asks for {asked:.0f} {what}, but {got:.0f} are expected: {when} more come back to care than it allows "
            "in all. Nobody enters for the first time then; ask for more, or let fewer come back."
        )
    return (
        f"it asks for {asked:.0f} {what} by {prose(dates[-1])}, and {got:.0f} are possible: {when} {why}. The "
        f"{got:.0f} are taken; ask for fewer, or end it earlier."
    )
