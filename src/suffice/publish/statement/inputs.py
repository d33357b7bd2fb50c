"""What a statement is made from: facts of the returns, results of the engine, and what the council wrote itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from suffice.engine.disclosure import PUBLICATION, Rule
from suffice.engine.returns.model import FileReport
from suffice.publish.statement.facts import Facts

if TYPE_CHECKING:
    from suffice.engine.measures import Measure
    from suffice.engine.projection.backtest.model import Backtest
    from suffice.engine.projection.project import Projection
    from suffice.engine.projection.scenario.compare import Outcome
    from suffice.engine.projection.scenario.explain import Waterfall
    from suffice.engine.supply.ahead import Ahead
    from suffice.engine.supply.cost import Cost, Line
    from suffice.engine.supply.gap import Sufficiency


@dataclass(frozen=True, slots=True)
class Promise:
    """An action that the council commits itself to: what, which role leads it, and by when."""

    what: str
    lead: str
    when: str


@dataclass(frozen=True, slots=True)
class Written:
    """What only the council can say, in its own words; each is empty until somebody writes it.

    Attributes:
        partners: who shares the duty here, and how they worked on this statement.
        help: what the council does so that fewer children need to come into care.
        children: what children and young people in care say that they want of a home.
        promises: the actions.
        monitoring: who watches them, and how often.
    """

    partners: str = ""
    help: str = ""
    children: str = ""
    promises: tuple[Promise, ...] = ()
    monitoring: str = ""


@dataclass(frozen=True, slots=True)
class Brought:
    """A file beside the returns that figures rest on.

    Attributes:
        name: as it was brought.
        sha256: of its bytes.
        rows: how many it holds, or None where it has none.
    """

    name: str
    sha256: str
    rows: int | None = None


@dataclass(frozen=True, slots=True)
class Supposed:
    """One scenario beside the base.

    Attributes:
        outcome: children in care under it, and the difference to the base.
        waterfall: which lever did what.
        dates: the month ends that both tell of.
        cost: what it costs more or less, by financial year; empty where no cost is known.
    """

    outcome: Outcome
    waterfall: Waterfall
    dates: tuple[date, ...]
    cost: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Inputs:
    """Everything that a statement says is in here; what is None is said to be missing, and how to bring it.

    Attributes:
        council: whose statement it is.
        made_on: the day that it is made.
        facts: what the returns say.
        files: the tables of the returns, with their rows accounted for and the hash of each file.
        measures: the measures of the day, by code.
        rule: how small numbers are protected.
        written: what the council wrote itself.
        brought: files beside the returns, by what they are: "capacity", "prices", "scenarios".
        projection: children in care ahead.
        backtest: how good the projection was from past days.
        supply: need against places, and what it costs.
        supposed: scenarios beside the base.
        cannot: why something could not be worked out, by its name: "projection", "backtest"; empty where it could.
    """

    council: str
    made_on: date
    facts: Facts
    files: Sequence[FileReport]
    measures: Mapping[str, Measure]
    rule: Rule = PUBLICATION
    written: Written = field(default_factory=Written)
    brought: Mapping[str, Sequence[Brought]] = field(default_factory=dict)
    projection: Projection | None = None
    backtest: Backtest | None = None
    supply: Ahead | None = None
    supposed: Sequence[Supposed] = ()
    cannot: Mapping[str, str] = field(default_factory=dict)

    @property
    def sufficiency(self) -> Sufficiency | None:
        """Need against places; None without places."""
        return self.supply.sufficiency if self.supply is not None else None

    @property
    def cost(self) -> Cost | None:
        """What the homes cost; None without prices."""
        return self.supply.cost if self.supply is not None else None
