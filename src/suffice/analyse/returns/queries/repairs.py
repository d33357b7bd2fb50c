"""What laying the accepted years end to end repaired, and what it could not decide."""

from __future__ import annotations

from dataclasses import dataclass

from suffice.analyse.returns.queries.findings import meaning
from suffice.analyse.returns.queries.history import accepted_history
from suffice.core.models import Authority
from suffice.core.pages.words import counted, number


@dataclass(frozen=True, slots=True)
class Repair:
    """One kind of repair, how it weighs, and how many episodes or children it is about."""

    severity: str
    code: str
    title: str
    count: int


def repairs(authority: Authority) -> list[Repair]:
    """Return what was done across years, errors first; without rows of any child."""
    return [
        Repair(str(one.severity), one.code, meaning(one.code, str(one.severity)).title, one.count)
        for one in accepted_history(authority).findings
    ]


def repairs_answer(authority: Authority, done: list[Repair]) -> str:
    """Return what the repairs come to, in a sentence."""
    if accepted_history(authority).first_day is None:
        return "No return is accepted yet, so nothing was laid end to end."
    if not done:
        return "The accepted returns follow each other without a repair."
    errors = sum(one.count for one in done if one.severity == "error")
    total = counted(sum(one.count for one in done), "remark")
    changing = "None changes a figure." if not errors else f"Of these, {number(errors)} change a figure."
    return f"{total} on the accepted returns taken together. {changing}"
