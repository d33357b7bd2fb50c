"""The homes that the council can use, and where there are too few."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from suffice.core.pages.words import counted, day, number, per_cent
from suffice.core.papers.ledger import Ledger
from suffice.core.papers.model import Block, Bullets, Heading, Picture, Table, Text, Tone, say
from suffice.publish.statement import charts, sources
from suffice.publish.statement.inputs import Inputs
from suffice.publish.statement.sections.parts import missing
from suffice.publish.statement.telling import NOTHING, Telling

if TYPE_CHECKING:
    from suffice.engine.supply.gap import Gap, Occupancy, Sufficiency
    from suffice.engine.supply.openings import Opening

_WORTH_TELLING = 0.1  # the chance of a gap below which it is not told as one
_NO_PLACES = (
    "No places were brought, so nothing can be said of supply. Write the council's homes and places into the register, "
    "or give a capacity file with --capacity."
)


def supply(given: Inputs, ledger: Ledger) -> Sequence[Block]:
    """Tell the places that there are, by kind and by how the council holds them."""
    title, held = Heading("The homes there are"), given.sufficiency
    if held is None:
        return [title, missing(_NO_PLACES)]
    tell, cite = Telling(given.rule), ledger.cite(sources.places(given))
    first = [one for one in held.by_holding if one.on == held.dates[0]]
    places = round(sum(one.places for one in first))
    return [
        title,
        say(
            f"On {day(held.dates[0])} the council can call on {counted(places, 'place')} that are counted, of which "
            f"{number(sum(one.usable for one in first))} can be used in the ordinary run of things.",
            cite,
            tone=Tone.LEAD,
        ),
        Table(
            caption=f"Places on {day(held.dates[0])}, and the children expected to live in them",
            headings=("Kind of home", "How it is held", "Places", "That can be used", "Children"),
            rows=tuple(_held(one, tell) for one in first),
            words=(1,),
            note="Children who need a kind of home that is full are counted where they live instead.",
            refs=(cite,),
        ),
        missing(
            "Where each home is, how far from the children's own, and what the inspectorate last said of it is in the "
            "register of the market, and is not part of these figures."
        ),
    ]


def gaps(given: Inputs, ledger: Ledger) -> Sequence[Block]:
    """Tell where there will be too few places, how surely, when, and what would close it."""
    title, held = Heading("Where there will be too few homes"), given.sufficiency
    if held is None:
        return [title, missing(_NO_PLACES)]
    tell, cite = Telling(given.rule), ledger.cite(sources.places(given))
    refs = (cite, *_projected(given, ledger))
    open_ones = told_gaps(held)
    blocks: list[Block] = [title]
    if open_ones:
        blocks.append(Bullets(tuple(_sentence(one, held.dates[0], refs) for one in open_ones)))
    else:
        blocks.append(say("No kind of home is likely to be short of places in these years.", *refs, tone=Tone.LEAD))
    last = [one for one in held.by_type if one.on == held.dates[-1] and one.usable is not None]
    if last:
        blocks += [_picture(last, tell, refs), _table(held, last, tell, refs)]
    without = held.unmet[-1]
    blocks.append(
        say(
            f"On {day(without.on)} {tell.between(without.children)} children will find no place of any kind that would "
            f"do, four times in five; the chance that there is at least one is {per_cent(without.chance)}.",
            *refs,
        )
    )
    unlimited = sorted({one.placement.label for one in held.by_type if one.usable is None and one.need.p90 >= 1})
    if unlimited:
        blocks.append(missing(f"No places are recorded for: {', '.join(unlimited)}. Their need is taken to be met."))
    return blocks


def told_gaps(held: Sufficiency) -> list[Opening]:
    """Return the gaps that are worth telling, the surest first."""
    whole = [one for one in held.openings if one.age is None and one.chance >= _WORTH_TELLING]
    return sorted(whole, key=lambda one: -one.chance)


def headline(given: Inputs, ledger: Ledger) -> Iterator[Text]:
    """Give the sentence of the surest gap."""
    if given.sufficiency is not None:
        refs = (ledger.cite(sources.places(given)), *_projected(given, ledger))
        yield from (_sentence(one, given.sufficiency.dates[0], refs) for one in told_gaps(given.sufficiency)[:2])


def _sentence(one: Opening, now: date, refs: tuple[int, ...]) -> Text:
    more = counted(one.places80, "more place")
    return say(
        f"{one.placement.label}: the chance of too few places at some time is {per_cent(one.chance)}{_when(one, now)}. "
        f"{more} would be enough four times in five, {number(one.places90)} nine times in ten.",
        *refs,
    )


def _when(one: Opening, now: date) -> str:
    if one.likely == now:
        return ", and there are too few already"
    if one.likely is not None:
        return f", likely from {day(one.likely)}"
    return f", as likely as not from {day(one.even)}" if one.even else ""


def _held(one: Occupancy, tell: Telling) -> tuple[str, ...]:
    return (
        one.placement.label,
        one.holding.label,
        number(one.places),
        number(one.usable),
        tell.cell(one.children.p50),
    )


def _picture(last: Sequence[Gap], tell: Telling, refs: tuple[int, ...]) -> Picture:
    on = day(last[0].on)
    caption = f"Need on {on}, four times in five, beside the places that can be used"
    rows = [
        charts.Bar(
            one.placement.label,
            tell.shown(one.need.p10) or 0,
            tell.shown(one.need.p50) or 0,
            tell.shown(one.need.p90) or 0,
            round(one.usable or 0),
            f"{tell.to(one.need)}; {number(one.usable or 0)} places",
        )
        for one in last
    ]
    return Picture(
        svg=charts.bars(rows),
        alternative=f"Chart. {caption}; the next table tells the same.",
        caption=f"{caption} (grey marks)",
        refs=refs,
    )


def _table(held: Sufficiency, last: Sequence[Gap], tell: Telling, refs: tuple[int, ...]) -> Table:
    opening = {one.placement: one for one in held.openings if one.age is None}
    return Table(
        caption=f"Need against places on {day(last[0].on)}",
        headings=(
            "Kind of home",
            "Need",
            "Four times in five",
            "Usable places",
            "Chance of a gap",
            "Places to add",
        ),
        rows=tuple(
            (
                one.placement.label,
                tell.cell(one.need.p50),
                tell.to(one.need),
                number(one.usable or 0),
                NOTHING if one.chance is None else per_cent(one.chance),
                number(opening[one.placement].places80) if one.placement in opening else NOTHING,
            )
            for one in last
        ),
        note="Places to add: enough, on the worst day of the years ahead, four times in five.",
        refs=refs,
    )


def _projected(given: Inputs, ledger: Ledger) -> tuple[int, ...]:
    return (ledger.cite(sources.projection(given.projection)),) if given.projection is not None else ()
