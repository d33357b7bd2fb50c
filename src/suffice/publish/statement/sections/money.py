"""What the homes will cost, by financial year; no cost of a group so small that it points to a child."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from suffice.core.pages.words import day, money, per_cent
from suffice.core.papers.ledger import Ledger
from suffice.core.papers.model import Block, Heading, Picture, Table, Text, Tone, say
from suffice.engine.disclosure import Rule
from suffice.publish.statement import charts, sources
from suffice.publish.statement.inputs import Inputs
from suffice.publish.statement.sections.parts import missing

if TYPE_CHECKING:
    from suffice.engine.supply.cost import Cost, Line
    from suffice.engine.supply.periods import Period

_SMALL = "All other homes"
_NOWHERE = "Children for whom no place is found"
_NO_PRICES = (
    "No prices were brought, so nothing can be said of cost. Write the council's prices into the register, or give a "
    "price file with --prices."
)


def cost(given: Inputs, ledger: Ledger) -> Sequence[Block]:
    """Tell what the homes will cost, year by year and by kind."""
    title, made = Heading("What it will cost"), given.cost
    if made is None or not made.by_year:
        return [title, missing(_NO_PRICES)]
    refs = (ledger.cite(sources.prices(given)), ledger.cite(sources.places(given)))
    kinds = _by_kind(made, given.rule)
    return [
        title,
        Text(headline(made, refs).sentences, Tone.LEAD),
        _years(made, refs),
        _picture(made, kinds, refs),
        _kinds(made, kinds, given.rule, refs),
        *_split(made, refs),
        *_unpriced(made),
    ]


def headline(made: Cost, refs: tuple[int, ...]) -> Text:
    """Say the first whole year's cost in a sentence."""
    line = next((one for one in made.by_year if one.period.whole), made.by_year[0])
    return say(
        f"Homes will cost {_between(line)} in {_named(line.period)}, four times in five; the middle is "
        f"{money(line.cost.p50)}.",
        *refs,
    )


def headlines(given: Inputs, ledger: Ledger) -> Iterator[Text]:
    """Give the sentence of the first page."""
    if given.cost is not None and given.cost.by_year:
        yield headline(given.cost, (ledger.cite(sources.prices(given)), ledger.cite(sources.places(given))))


def _between(line: Line) -> str:
    return f"between {money(line.cost.p10)} and {money(line.cost.p90)}"


def _named(period: Period) -> str:
    return period.label if period.whole else f"{period.label} ({day(period.first)} to {day(period.last)} only)"


def _years(made: Cost, refs: tuple[int, ...]) -> Table:
    return Table(
        caption="Cost of homes by financial year",
        headings=("Financial year", "One in ten below", "Middle", "One in ten above", "Mean"),
        rows=tuple(
            (
                _named(one.period),
                *(_pounds(amount) for amount in (one.cost.p10, one.cost.p50, one.cost.p90, one.cost.mean)),
            )
            for one in made.by_year
        ),
        note="To the nearest thousand pounds. Prices rise each April as the price file or the register says.",
        refs=refs,
    )


def _by_kind(made: Cost, rule: Rule) -> Mapping[str, Mapping[str, Decimal]]:
    """Return the mean cost of each kind by year; kinds with too few children in a year are put together."""
    told: dict[str, dict[str, Decimal]] = {}
    for one in made.by_type:
        name = _NOWHERE if not one.found else one.placement.label if one.placement else _SMALL
        told.setdefault(_SMALL if _few(one, made, rule) else name, {}).setdefault(one.period.label, Decimal(0))
        told[_SMALL if _few(one, made, rule) else name][one.period.label] += one.cost.mean
    return dict(sorted(told.items(), key=lambda one: -sum(one[1].values())))


def _few(line: Line, made: Cost, rule: Rule) -> bool:
    """Say whether in any year too few children live in homes of that kind for its cost to be told."""
    same = [one for one in made.by_type if (one.placement, one.found) == (line.placement, line.found)]
    return any(rule.shown(round(one.weeks / _weeks_of(one.period))) in (None, 0) for one in same) and rule.protects


def _weeks_of(period: Period) -> float:
    return max(1.0, ((period.last - period.first).days + 1) / 7)


def _picture(made: Cost, kinds: Mapping[str, Mapping[str, Decimal]], refs: tuple[int, ...]) -> Picture:
    caption = "Mean cost by kind of home and financial year"
    values = [
        (one.label, {name: float(by_year.get(one.label, 0)) for name, by_year in kinds.items()}) for one in made.years
    ]
    return Picture(
        svg=charts.columns(values, list(kinds), money=True),
        alternative=f"Chart. {caption}; the next table tells the same.",
        caption=caption,
        refs=refs,
    )


def _kinds(made: Cost, kinds: Mapping[str, Mapping[str, Decimal]], rule: Rule, refs: tuple[int, ...]) -> Table:
    years = [one.label for one in made.years]
    small = f"{_SMALL}: kinds in which too few children live for their cost to be told. " if rule.protects else ""
    return Table(
        caption="Mean cost by kind of home and financial year",
        headings=("Kind of home", *years),
        rows=tuple(
            (name, *(_pounds(by_year.get(year, Decimal(0))) for year in years)) for name, by_year in kinds.items()
        ),
        note=f"{small}To the nearest thousand pounds.",
        refs=refs,
    )


def _split(made: Cost, refs: tuple[int, ...]) -> list[Block]:
    if not made.split:
        return []
    last = made.split[-1]
    return [
        say(
            f"Of the width of the range in {last.period.label}, {per_cent(last.numbers)} comes from how many children "
            f"there will be and where, {per_cent(last.prices)} from how prices rise.",
            *refs,
        )
    ]


def _unpriced(made: Cost) -> list[Block]:
    kinds = sorted({one.placement.label if one.placement else _NOWHERE for one in made.unpriced})
    return [missing(f"No price is known for: {', '.join(kinds)}. What they cost is in no total.")] if kinds else []


def _pounds(amount: Decimal) -> str:
    return f"£{round(amount, -3):,.0f}"
