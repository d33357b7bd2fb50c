"""The templates: which tables a council can bring in its own words, their columns, scales and known measures."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from types import MappingProxyType

from suffice.engine.returns.sheets import Layout, example, from_schema
from suffice.engine.returns.sheets.layout import plain

_HERE = Path(__file__).parent


class Template(StrEnum):
    """The tables that have a template."""

    AUDIT = "audit"
    SURVEY = "survey"
    FIGURES = "figures"

    @property
    def table(self) -> str:
        """The name of the table in `Return.tables`."""
        return {"audit": "Audits", "survey": "Answers", "figures": "Figures"}[self.value]


class Grade(StrEnum):
    """The four-point scale of a judgement, best first."""

    OUTSTANDING = "outstanding"
    GOOD = "good"
    REQUIRES_IMPROVEMENT = "requires_improvement"
    INADEQUATE = "inadequate"

    @property
    def label(self) -> str:
        """The words a page uses."""
        return self.value.replace("_", " ").capitalize()


@dataclass(frozen=True, slots=True)
class Scale:
    """How a question of a survey is answered.

    Attributes:
        answers: best first.
        good: how many of the first answers are on the good side.
        neither: answers that are counted, and are on no side.
    """

    answers: tuple[str, ...]
    good: int
    neither: tuple[str, ...]

    def spelt(self, answer: str) -> str | None:
        """Return the answer as the scale writes it; None where it is not on the scale."""
        return next((one for one in (*self.answers, *self.neither) if plain(one) == plain(answer)), None)


@dataclass(frozen=True, slots=True)
class Known:
    """A measure that is brought by hand.

    Attributes:
        code: stable.
        title: what a page calls it.
        percent: whether it is a numerator out of a denominator.
        area: where the service plan lists it.
        better: ``high`` or ``low``; None where neither way is better.
    """

    code: str
    title: str
    percent: bool
    area: str
    better: str | None


@cache
def layout(template: Template) -> Layout:
    """Return the columns of a template, as its published schema declares them."""
    return from_schema(schema_path(template))


def schema_path(template: Template) -> Path:
    """Return where the published schema stands: a JSON table schema."""
    return _HERE / f"{template}.schema.json"


def template_csv(template: Template) -> str:
    """Return a file with the columns and a few rows of an imaginary council, to write over."""
    return example(schema_path(template))


@cache
def scales() -> Mapping[str, Scale]:
    """Return the scales of survey questions by their name in the column ``scale``; ``words`` is none."""
    declared = tomllib.loads((_HERE / "scales.toml").read_text(encoding="utf-8"))
    return MappingProxyType(
        {name: Scale(tuple(one["answers"]), one["good"], tuple(one["not"])) for name, one in declared.items()}
    )


@cache
def known_measures() -> Mapping[str, Known]:
    """Return the measures that are known to be brought by hand, by code."""
    declared = tomllib.loads((_HERE / "measures.toml").read_text(encoding="utf-8"))
    return MappingProxyType(
        {
            code: Known(code, one["title"], one["unit"] == "percent", one["area"], one.get("better"))
            for code, one in declared.items()
        }
    )


def measure_called(words: str) -> Known | None:
    """Return the known measure of that code or title, whatever its case; None where it is none."""
    said = plain(words)
    return next((one for one in known_measures().values() if said in (plain(one.code), plain(one.title))), None)
