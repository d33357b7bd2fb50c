"""The years ahead: the projection with its chance, by placement and by age."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from suffice.core.pages.words import day, per_cent
from suffice.core.papers.ledger import Ledger
from suffice.core.papers.model import Block, Heading, Picture, Sentence, Table, Text, Tone, say
from suffice.publish.statement import charts, sources
from suffice.publish.statement.facts import OWN_BREAKDOWNS
from suffice.publish.statement.inputs import Inputs
from suffice.publish.statement.sections.parts import missing
from suffice.publish.statement.telling import Telling

if TYPE_CHECKING:
    from suffice.engine.projection.project import Projection
    from suffice.engine.projection.summarise import Range

_CAUTIONS = {
    "reference-outside-returns": "The returns begin later than the months that rates were to be learnt from.",
    "reference-not-typical": (
        "More, or fewer, children entered care in the months that rates are learnt from than in the months before "
        "them, by more than chance, so those months may not be typical."
    ),
    "absences-cut-short": (
        "The returns reach too little back to tell some children who come back into care from those who enter for the "
        "first time."
    ),
}
_CASES = ("Best: one in ten below", "Medium: the middle", "Worst: one in ten above")


def headline(made: Projection, tell: Telling, ledger: Ledger) -> Text:
    """Say the projection in a sentence."""
    last = made.horizons[-1]
    return say(
        f"On {day(last.on)} {tell.between(last.total)} children will be in care, four times in five; the middle is "
        f"{tell.count(last.total.p50)}.",
        ledger.cite(sources.projection(made)),
    )


def projection(given: Inputs, ledger: Ledger) -> Sequence[Block]:
    """Tell how many children there may be, and how likely."""
    title = Heading("How many there may be")
    made = given.projection
    if made is None:
        return [title, missing(given.cannot.get("projection") or "No projection was made.")]
    tell, cite = Telling(given.rule), ledger.cite(sources.projection(made))
    return [
        title,
        Text((*headline(made, tell, ledger).sentences, *_from(made, tell, cite)), Tone.LEAD),
        _fan(given, made, tell, cite),
        _cases(made, tell, cite),
        say(
            "Best and worst are said of the number alone: fewer children in care is not better where a child needs "
            "to be. One time in ten the number will be below the best case, and one time in ten above the worst.",
        ),
        *_split(made, cite),
        Heading("By kind of home", 2),
        *_groups("placement", given, made, tell, cite),
        Heading("By age", 2),
        *_groups("age", given, made, tell, cite),
        say("In every simulated future the groups add up to the total; their ranges do not.", tone=Tone.NOTE),
        *_cautions(given, made, cite),
    ]


def _from(made: Projection, tell: Telling, cite: int) -> list[Sentence]:
    last, start = made.horizons[-1].total.p50, made.in_care_at_origin
    change = tell.change(last, start)
    than = "than" if change.endswith(("more", "fewer")) else "as"
    return [Sentence(f"The middle is {change} {than} on {day(made.origin)}.", (cite,))] if change else []


def _fan(given: Inputs, made: Projection, tell: Telling, cite: int) -> Picture:
    last = made.horizons[-1]
    caption = (
        f"Children in care: from {tell.count(made.in_care_at_origin)} on {day(made.origin)} to "
        f"{tell.between(last.total)} on {day(last.on)}, four times in five"
    )
    before = [(on, tell.shown(count) or 0) for on, count in given.facts.months]
    ahead = [charts.Ahead(one.on, *_three(one.total, tell)) for one in made.horizons]
    return Picture(
        svg=charts.fan(before, ahead),
        alternative=f"Chart. {caption}. The line is what the returns say, the shaded part the range; the next table "
        "tells the same.",
        caption=caption,
        refs=(cite,),
    )


def _three(width: Range, tell: Telling) -> tuple[int, int, int]:
    return tell.shown(width.p10) or 0, tell.shown(width.p50) or 0, tell.shown(width.p90) or 0


def _cases(made: Projection, tell: Telling, cite: int) -> Table:
    yearly = made.horizons if len(made.horizons) <= 12 else made.horizons[11::12]
    return Table(
        caption="Children in care on each day ahead, in three cases",
        headings=("On", *_CASES),
        rows=tuple(
            (day(one.on), tell.cell(one.total.p10), tell.cell(one.total.p50), tell.cell(one.total.p90))
            for one in yearly
        ),
        refs=(cite,),
    )


def _groups(code: str, given: Inputs, made: Projection, tell: Telling, cite: int) -> list[Block]:
    last, labels = made.horizons[-1], OWN_BREAKDOWNS[code].groups
    ranges: Mapping[str, Range] = last.by_placement if code == "placement" else last.by_age
    now = given.facts.groups[code]
    shown = [group for group in labels if now[group] or ranges[group].p90]
    told = [
        charts.Bar(labels[group], *_three(ranges[group], tell), tell.shown(now[group]) or 0, tell.to(ranges[group]))
        for group in shown
    ]
    caption = f"{OWN_BREAKDOWNS[code].title}: where each number will be on {day(last.on)}, four times in five"
    return [
        Picture(
            svg=charts.bars(told),
            alternative=f"Chart. {caption}, with the number on {day(given.facts.on)} as a grey mark; the next table "
            "tells the same.",
            caption=f"{caption}; grey marks: {day(given.facts.on)}",
            refs=(cite,),
        ),
        Table(
            caption=f"Children in care {OWN_BREAKDOWNS[code].title.lower()}, now and on {day(last.on)}",
            headings=(OWN_BREAKDOWNS[code].heading, f"On {day(given.facts.on)}", *_CASES),
            rows=tuple(
                (
                    labels[group],
                    tell.cell(now[group]),
                    tell.cell(ranges[group].p10),
                    tell.cell(ranges[group].p50),
                    tell.cell(ranges[group].p90),
                )
                for group in shown
            ),
            refs=(cite,),
        ),
    ]


def _split(made: Projection, cite: int) -> list[Block]:
    """Say where the width of the range comes from."""
    if not made.split:
        return []
    last = made.split[-1]
    return [
        say(
            f"Of the width of the range on {day(last.on)}, {per_cent(last.total.chance)} is chance in what happens to "
            f"single children, {per_cent(last.total.rates)} how well rates can be learnt from the months before, and "
            f"{per_cent(last.total.drift)} how need, policy and practice drift.",
            cite,
        )
    ]


def _cautions(given: Inputs, made: Projection, cite: int) -> list[Block]:
    """Return what the reader must know of the projection as a whole; never a remark about a row, nor an exact count."""
    told = [
        _CAUTIONS[one.code] if given.rule.protects or not one.examples else one.examples[0].sentence
        for one in made.findings
        if one.code in _CAUTIONS
    ]
    return [say(" ".join(told), cite, tone=Tone.NOTE)] if told else []
