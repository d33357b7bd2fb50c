"""The needs of the children: the whole system, who is in care now, and how it came to this."""

from __future__ import annotations

from collections.abc import Sequence

from suffice.analyse.needs.trends import Point
from suffice.core.pages.words import day
from suffice.core.papers.ledger import Ledger
from suffice.core.papers.model import Block, Heading, Sentence, Table, Text, Tone, say
from suffice.engine.words import number
from suffice.publish.statement import sources
from suffice.publish.statement.facts import OWN_BREAKDOWNS, Facts
from suffice.publish.statement.inputs import Inputs
from suffice.publish.statement.sections.parts import groups, missing, paragraphs
from suffice.publish.statement.telling import Telling

_SHOWN = ("age", "sex", "ethnicity", "legal-status", "need")
_HOMES_IN_TREND = (
    "in_house_foster",
    "agency_foster",
    "friends_and_family",
    "childrens_home",
    "supported_accommodation",
)


def system(given: Inputs, ledger: Ledger) -> Sequence[Block]:
    """Tell the whole system: coming in, being in care, leaving."""
    tell, year = Telling(given.rule), given.facts.year
    cite = (ledger.cite(sources.returns(given)), ledger.cite(sources.FLOWS))
    blocks: list[Block] = [Heading("The whole system")]
    if year is None:
        blocks.append(missing(_NO_YEAR))
    else:
        to = f"the year to {day(given.facts.on)}"
        blocks += [
            Heading("At the edge of care", 2),
            say(
                f"In {to}, {tell.children(year.started)} came into care; of them, {tell.count(year.came_back)} had "
                "been in care before.",
                *cite,
            ),
            *paragraphs(given.written.help, "What the council does so that fewer children need to come into care."),
            missing(_NO_CHILDREN_IN_NEED),
            Heading("In care", 2),
            say(
                f"{tell.children(given.facts.total).capitalize()} were in care on {day(given.facts.on)}. "
                "The next section says who they are.",
                ledger.cite(sources.returns(given)),
                ledger.cite(sources.IN_CARE),
            ),
            Heading("Leaving care", 2),
            say(
                f"In {to}, {tell.children(year.left)} left care, {tell.count(year.turned_18)} of them because they "
                "turned 18.",
                *cite,
            ),
        ]
    if given.projection is not None:
        ahead = given.projection.flows[0]
        blocks.append(
            say(
                f"In the year to {day(ahead.last)}, {tell.between(ahead.turned_18)} young people will turn 18 in care, "
                "four times in five: that many will need a home as care leavers.",
                ledger.cite(sources.projection(given.projection)),
            )
        )
    return blocks


def analysis(given: Inputs, ledger: Ledger) -> Sequence[Block]:
    """Tell who is in care on the day."""
    tell, facts = Telling(given.rule), given.facts
    cite = (ledger.cite(sources.returns(given)), ledger.cite(sources.IN_CARE))
    on = day(facts.on)
    blocks: list[Block] = [Heading("Who the children are"), Heading("How many", 2), _how_many(given, ledger)]
    if facts.left_out:
        blocks.append(
            say(
                f"{tell.children(facts.left_out).capitalize()} more are left out: the returns hold episodes for them "
                "but no header or no date of birth.",
                cite[0],
                tone=Tone.NOTE,
            )
        )
    for code in _SHOWN:
        blocks += [
            Heading(OWN_BREAKDOWNS[code].title, 2),
            groups(code, dict(facts.groups[code]), facts.total, tell, on=on, refs=cite),
        ]
    blocks += [Heading("Unaccompanied children, disability, brothers and sisters", 2), *_others(facts, tell, cite)]
    blocks += [Heading("Where they live", 2), *_homes(given, ledger, cite)]
    return [*blocks, *paragraphs(given.written.children, _WISHES)]


def trend(given: Inputs, ledger: Ledger) -> Sequence[Block]:
    """Tell how the number and the kinds of home changed over the years."""
    tell, series = Telling(given.rule), given.facts.series
    cite = (ledger.cite(sources.returns(given)), ledger.cite(sources.IN_CARE), ledger.cite(sources.STATES))
    blocks: list[Block] = [Heading("How it came to this")]
    if len(series) < 2:
        return [*blocks, missing(_NO_SERIES)]
    first, last = series[0], series[-1]
    change = tell.change(last.total, first.total)
    than = "than" if change.endswith(("more", "fewer")) else "as"
    told = f"{tell.children(last.total).capitalize()} were in care on {day(last.on)}"
    blocks.append(say(f"{told}, {change} {than} on {day(first.on)}.", *cite[:2]))
    return [*blocks, _years(series, tell, cite), _homes_by_year(series, tell, cite)]


def _how_many(given: Inputs, ledger: Ledger) -> Text:
    tell, facts = Telling(given.rule), given.facts
    cite = (ledger.cite(sources.returns(given)), ledger.cite(sources.IN_CARE))
    before = facts.series[-2].total if len(facts.series) > 1 else None
    change = tell.change(facts.total, before) if before is not None else ""
    since = f", {change} {'than' if change.endswith(('more', 'fewer')) else 'as'} a year before" if change else ""
    told = [Sentence(f"{tell.children(facts.total).capitalize()} were in care on {day(facts.on)}{since}.", cite)]
    rate = given.measures.get("cla_rate")
    if rate is None or not rate.counted.denominator:
        return Text((*told, Sentence("No population was given, so no rate is told.")))
    value = (tell.shown(facts.total) or 0) * 10_000 / rate.counted.denominator
    words = f"That is {number(value)} in every 10,000 children aged 0 to 17 who live here."
    return Text((*told, Sentence(words, (ledger.cite(sources.measure(rate)), ledger.cite(rate.counted.note)))))


def _others(facts: Facts, tell: Telling, cite: tuple[int, ...]) -> list[Block]:
    alone = tell.children(facts.unaccompanied) if facts.unaccompanied else "no child"
    disabled = tell.children(facts.groups["need"]["N2"]) if facts.groups["need"]["N2"] else "no child"
    return [
        say(f"Of those in care, {alone} came to this country alone and sought asylum.", *cite),
        say(f"For {disabled}, disability was the main need when they were first assessed.", *cite),
        missing(
            "The returns say neither which children are brothers and sisters, nor which children are disabled whose "
            "main need was another. A list of sibling groups, and the children in need census, would tell."
        ),
    ]


def _homes(given: Inputs, ledger: Ledger, cite: tuple[int, ...]) -> list[Block]:
    tell, facts = Telling(given.rule), given.facts
    refs = (*cite, ledger.cite(sources.STATES))
    blocks: list[Block] = [
        groups("placement", dict(facts.groups["placement"]), facts.total, tell, on=day(facts.on), refs=refs)
    ]
    near = facts.near
    if not near.known:
        return [
            *blocks,
            missing("The returns hold no postcodes, so nothing can be said of how near home children live."),
        ]
    share = tell.share(near.same, near.known)
    told = f"({share}) " if share[0].isdigit() else ""
    sentence = (
        f"Of {tell.children(near.known)} whose home and placement both have a postcode, {tell.count(near.same)} "
        f"{told}live in the postcode area that they come from."
    )
    stable = given.measures.get("placements_3plus")
    blocks += [say(sentence, cite[0], ledger.cite(sources.NEAR)), missing(_NO_DISTANCE)]
    if stable is not None and stable.counted.numerator is not None and stable.counted.denominator:
        many, of = stable.counted.numerator, stable.counted.denominator
        blocks.append(
            say(
                f"{tell.children(many).capitalize()} ({tell.share(many, of)} of those in care) had three or more "
                "placements in the year.",
                cite[0],
                ledger.cite(sources.measure(stable)),
            )
        )
    return blocks


def _years(series: Sequence[Point], tell: Telling, cite: tuple[int, ...]) -> Table:
    return Table(
        caption="Children in care, and those who came and left in the twelve months to each day",
        headings=("On", "In care", "Came into care", "Left care"),
        rows=tuple((day(at.on), tell.cell(at.total), tell.cell(at.started), tell.cell(at.ceased)) for at in series),
        note="A dash where the returns do not cover the twelve months.",
        refs=cite[:2],
    )


def _homes_by_year(series: Sequence[Point], tell: Telling, cite: tuple[int, ...]) -> Table:
    labels = OWN_BREAKDOWNS["placement"].groups
    return Table(
        caption="Children in care in the five commonest kinds of home",
        headings=("On", *(labels[home] for home in _HOMES_IN_TREND)),
        rows=tuple(
            (day(at.on), *(tell.cell(at.groups["placement"][home]) for home in _HOMES_IN_TREND)) for at in series
        ),
        refs=cite,
    )


_NO_YEAR = (
    "The returns do not cover the twelve months to the day, so nobody who came or left can be counted. Bring the "
    "return of the year before."
)
_NO_CHILDREN_IN_NEED = (
    "How many families are helped at the edge of care is in the children in need census and in the records of the "
    "services, which are not part of these returns."
)
_NO_SERIES = "One year of returns shows no trend. Bring the returns of earlier years."
_NO_DISTANCE = (
    "The returns hold postcodes but no distances, and do not say whether a placement is inside the council's area. The "
    "placement census would tell both."
)
_WISHES = "What children and young people in care say that they want of a home, and how they were asked."
