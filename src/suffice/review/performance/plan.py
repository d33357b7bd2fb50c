"""The service plan's own table of measures, as data (plan.toml), and which of them the figures here answer."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from suffice.engine.measures import INDICATORS


class Answered(StrEnum):
    """How far the figures here answer a measure of the plan."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"

    @property
    def label(self) -> str:
        """The words a page uses."""
        return {"yes": "Answered", "partly": "Answered in part", "no": "Not answered"}[self.value]


@dataclass(frozen=True, slots=True)
class Planned:
    """A measure of the plan's table.

    Attributes:
        number: its place in the table.
        area: of service, as the plan lists it.
        title: in short.
        figures: the codes that it needs, of each inner tuple any one.
        lacks: what no figure tells, and how to bring it; "" where figures tell all.
    """

    number: int
    area: str
    title: str
    figures: tuple[tuple[str, ...], ...]
    lacks: str

    def answered(self, told: Collection[str]) -> Answered:
        """Return how far it is answered, when the measures of these codes have a figure."""
        have = [any(code in told for code in any_of) for any_of in self.figures]
        if not any(have):
            return Answered.NO
        return Answered.YES if all(have) and not self.lacks else Answered.PARTLY

    def why_not(self, missing: Mapping[str, str]) -> str:
        """Return what is missing and how to bring it, as sentences; "" when nothing is.

        Args:
            missing: why measures have no figure, by code.
        """
        absent = [any_of for any_of in self.figures if all(code in missing for code in any_of)]
        told = [_bring(any_of[0], missing[any_of[0]]) for any_of in absent]
        return " ".join(dict.fromkeys(filter(None, [*told, self.lacks])))


@cache
def planned() -> Sequence[Planned]:
    """Return every measure of the plan's table, in its order."""
    declared = tomllib.loads((Path(__file__).parent / "plan.toml").read_text(encoding="utf-8"))["measure"]
    return tuple(
        Planned(at, one["area"], one["title"], tuple(map(tuple, one["figures"])), one.get("lacks", ""))
        for at, one in enumerate(declared, start=1)
    )


@cache
def codes() -> frozenset[str]:
    """Return the codes that the plan's table asks for."""
    return frozenset(code for one in planned() for any_of in one.figures for code in any_of)


def _bring(code: str, why: str) -> str:
    """Return why a measure has no figure, and how to bring what gives it one."""
    indicator = INDICATORS.get(code)
    if indicator is None:
        return ""
    how = _HOW.get(indicator.source[0].partition(":")[0], "")
    measure = indicator.source[0].partition(":")[2]
    return f"{why} {how.format(measure=measure)}".strip()


_HOW = {
    "figures": "Bring it by the template of monthly figures, as the measure “{measure}”.",
    "audit": "Bring audits by the audit template.",
    "survey": "Bring answers by the survey template.",
}
