"""The timed standards as a page lists them: whether each is told, how it stands, and what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from suffice.core.models import Authority
from suffice.core.pages.addresses import here
from suffice.core.pages.register import Column, Filter, Register
from suffice.core.pages.words import counted
from suffice.engine.measures import INDICATORS
from suffice.engine.timeliness.standards import Standard, standards
from suffice.review.timeliness import checks, sentences
from suffice.review.timeliness.figures import Figures

_HERE, _MEASURED, _NOT = "Watched here", "Told by measures", "Cannot be told"


@dataclass(frozen=True, slots=True)
class Row:
    """One standard: how it is told, how it stands where rules tell it, and where that leads."""

    standard: Standard
    how: str
    stands: str
    told_by: str
    address: str
    own: str = ""

    @property
    def law(self) -> str:
        """What the law asks."""
        return self.standard.law or "No length in law"


def every(authority: Authority, figures: Figures | None) -> Sequence[Row]:
    """Return every standard with how it stands in these figures."""
    return [_row(authority, one, figures) for one in standards()]


def answer(found: Sequence[Row]) -> str:
    """Say how many standards there are and how many can be told."""
    numbers = {how: sum(1 for one in found if one.how == how) for how in (_HERE, _MEASURED, _NOT)}
    return (
        f"Of {counted(len(found), 'timed standard')}, {numbers[_HERE]} are watched here, {numbers[_MEASURED]} are told "
        f"by measures, and {numbers[_NOT]} cannot be told from what councils return."
    )


def _row(authority: Authority, one: Standard, figures: Figures | None) -> Row:
    told = [figures.rule(code) for code in one.rules] if figures else []
    stands = [sentences.briefly(figures, count) for count in told if count and figures]
    titles = [*(INDICATORS[code].title for code in one.measures), *(checks.title(code) for code in one.checks)]
    followed = [figures.rules[code] for code in one.rules if figures and code in figures.rules]
    own = [f"{rule.title}: {rule.length}" for rule in followed if rule.usual]
    how = _HERE if one.rules or one.checks else _MEASURED if one.measures else _NOT
    return Row(one, how, "; ".join(stands), "; ".join(titles), _address(authority, one), "; ".join(own))


def _address(authority: Authority, one: Standard) -> str:
    if one.rules:
        return here(authority, "timeliness:rule", code=one.rules[0])
    return here(authority, "timeliness:quality") if one.checks else ""


def _told(rows: Sequence[Row], how: str) -> Sequence[Row]:
    return [one for one in rows if one.how == how]


STANDARDS = Register(
    name="standards",
    caption="Timed standards",
    noun=("standard", "standards"),
    columns=(
        Column(
            key="title", heading="Standard", value=lambda one: one.standard.title, sort="", link=lambda one: one.address
        ),
        Column(key="clock", heading="A council's usual length", value=lambda one: one.standard.clock),
        Column(key="own", heading="What this council set", value=lambda one: one.own or None),
        Column(key="law", heading="In law or statutory guidance", value=lambda one: one.law),
        Column(key="how", heading="How it is told", value=lambda one: one.how, sort=""),
        Column(key="stands", heading="How it stands", value=lambda one: one.stands or None),
        Column(key="told", heading="Measures and checks", value=lambda one: one.told_by or None),
        Column(key="missing", heading="What is missing", value=lambda one: one.standard.missing or None),
    ),
    filters=(
        Filter(
            key="how", label="How it is told", apply=_told, choices=[(one, one) for one in (_HERE, _MEASURED, _NOT)]
        ),
    ),
)
