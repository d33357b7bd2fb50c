"""What would change if the council did otherwise: each scenario beside the base, lever by lever."""

from __future__ import annotations

from collections.abc import Sequence

from suffice.core.pages.words import day, money, number, per_cent
from suffice.core.papers.ledger import Ledger
from suffice.core.papers.model import Block, Heading, Table, Tone, say
from suffice.publish.statement import sources
from suffice.publish.statement.inputs import Inputs, Supposed
from suffice.publish.statement.sections.parts import missing
from suffice.publish.statement.telling import NOTHING, Telling

_NONE = (
    "No scenario was brought, so nothing is said of what the council could change. Save scenarios and compare them, or "
    "give a scenario file with --scenario."
)


def scenarios(given: Inputs, ledger: Ledger) -> Sequence[Block]:
    """Tell each scenario beside the base."""
    title = Heading("What could be done, and what it would change")
    if not given.supposed or given.projection is None:
        return [title, missing(_NONE)]
    refs = (ledger.cite(sources.scenarios(given)), ledger.cite(sources.projection(given.projection)))
    return [
        title,
        _compared(given, refs),
        *(block for one in given.supposed for block in _levers(one, refs)),
        *_money(given.supposed, (*refs, ledger.cite(sources.prices(given)))),
    ]


def _compared(given: Inputs, refs: tuple[int, ...]) -> Table:
    tell, on = Telling(given.rule), day(given.supposed[0].dates[-1])
    return Table(
        caption=f"Children in care on {on} under each scenario, and the difference to no change",
        headings=(
            "Scenario",
            "Children",
            "Four times in five",
            "Difference, mean",
            "Difference, range",
            "Chance of fewer",
        ),
        rows=tuple(_row(one, tell) for one in given.supposed),
        note="Every scenario meets the same chances as the base, so the difference is surer than either number. A "
        "difference is between imagined futures: no child is counted in it.",
        refs=refs,
    )


def _row(one: Supposed, tell: Telling) -> tuple[str, ...]:
    from suffice.engine.projection.scenario.figures import Difference  # noqa: PLC0415 - brings the compiler

    total = one.outcome.figures.total
    low, middle, high = (float(figure[-1]) for figure in (total.p10, total.p50, total.p90))
    told = (one.outcome.name, tell.cell(middle), f"{tell.cell(low)} to {tell.cell(high)}")
    change = one.outcome.difference.total if one.outcome.difference is not None else None
    if not isinstance(change, Difference):
        return (*told, NOTHING, NOTHING, NOTHING)
    span = f"{_signed(float(change.p10[-1]))} to {_signed(float(change.p90[-1]))}"
    return (*told, _signed(float(change.mean[-1])), span, per_cent(float(change.below[-1])))


def _levers(one: Supposed, refs: tuple[int, ...]) -> list[Block]:
    on = day(one.dates[-1])
    scenario = one.outcome.scenario
    blocks: list[Block] = [Heading(one.outcome.name, 2)]
    if scenario is not None and scenario.why:
        blocks.append(say(scenario.why, refs[0]))
    steps = one.waterfall.shown(len(one.dates) - 1)
    rows = tuple((step.words, _signed(added, 1)) for step, added in steps)
    return [
        *blocks,
        Table(
            caption=f"What each lever of “{one.outcome.name}” changes in the number on {on}, on average",
            headings=("Lever", "Children, mean"),
            rows=rows,
            note=one.waterfall.interaction(len(one.dates) - 1) if len(rows) > 1 else "",
            refs=refs,
        ),
        *_remarks(one, refs),
    ]


def _remarks(one: Supposed, refs: tuple[int, ...]) -> list[Block]:
    """Return what was cut to what is possible, and what a lever's number does not rest on."""
    findings = one.outcome.applied.findings if one.outcome.applied is not None else ()
    told = [example.sentence for finding in findings for example in finding.examples]
    return [say(" ".join(dict.fromkeys(told)), refs[0], tone=Tone.NOTE)] if told else []


def _money(supposed: Sequence[Supposed], refs: tuple[int, ...]) -> list[Block]:
    costed = [one for one in supposed if one.cost]
    if not costed:
        return []
    periods = [line.period.label for line in costed[0].cost]
    return [
        Table(
            caption="What each scenario costs more, or less, by financial year, on average",
            headings=("Scenario", *periods),
            rows=tuple((one.outcome.name, *(_pounds(float(line.cost.mean)) for line in one.cost)) for one in costed),
            note="The cost of homes alone: what a service costs to run is not in it.",
            refs=refs,
        )
    ]


def _signed(value: float, places: int = 0) -> str:
    told = number(abs(value), places)
    if not float(told.replace(",", "")):
        return told
    return f"+{told}" if value > 0 else f"\N{MINUS SIGN}{told}"


def _pounds(value: float) -> str:
    told = money(round(abs(value), -4))
    return told if told == "£0" else f"+{told}" if value > 0 else f"\N{MINUS SIGN}{told}"
