"""The first page of a statement: what it says in a few lines; then the duty, and who shares it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from suffice.core.pages.words import day
from suffice.core.papers.ledger import Ledger
from suffice.core.papers.model import Block, Bullets, Heading, Sentence, Text, Tone, say
from suffice.publish.statement import sources
from suffice.publish.statement.inputs import Inputs
from suffice.publish.statement.sections import ahead, homes, money
from suffice.publish.statement.sections.parts import paragraphs
from suffice.publish.statement.telling import Telling


def duty(given: Inputs, ledger: Ledger) -> Sequence[Block]:
    """Say what the law asks of the council, and with whom."""
    law, guidance = ledger.cite(sources.DUTY), ledger.cite(sources.GUIDANCE)
    blocks: list[Block] = [
        Heading("The duty, and who shares it"),
        Text(
            (
                Sentence(
                    "Every council must take steps that secure, as far as is reasonably practicable, enough places for "
                    "the children in its care to live inside its own area, of the kinds that meet their needs.",
                    (law,),
                ),
                Sentence(
                    "In doing so it must weigh the benefit of having several providers and a range of homes.", (law,)
                ),
                Sentence(
                    "The guidance asks for more than beds: a whole system that helps families early, finds the right "
                    "home for each child who needs one, and supports young people as they leave.",
                    (guidance,),
                ),
            )
        ),
        say(
            "The duty is the council's own and cannot be met by it alone. Health, police, youth justice, housing, "
            "schools, neighbouring councils and those who run homes each hold a part, and the law asks them to work "
            "together.",
            ledger.cite(sources.TOGETHER),
        ),
    ]
    written = given.written.partners
    return [*blocks, *paragraphs(written, "Who the partners are here, and how each took part in this statement.")]


def summary(given: Inputs, ledger: Ledger) -> Sequence[Block]:
    """Say the whole in a few lines."""
    tell, facts = Telling(given.rule), given.facts
    cite = (ledger.cite(sources.returns(given)), ledger.cite(sources.IN_CARE))
    first = f"On {day(facts.on)} the council had {tell.children(facts.total)} in its care."
    items = tuple(headlines(given, tell, ledger))
    return [
        Heading("What this statement says"),
        say(first, *cite, tone=Tone.LEAD),
        *([Bullets(items)] if items else []),
        say(
            "A number in square brackets leads to the source of the figure before it, in the list at the end. "
            + given.rule.sentence,
            tone=Tone.NOTE,
        ),
    ]


def headlines(given: Inputs, tell: Telling, ledger: Ledger) -> Iterator[Text]:
    """Give one sentence of each result."""
    if given.projection is not None:
        yield ahead.headline(given.projection, tell, ledger)
    yield from homes.headline(given, ledger)
    yield from money.headlines(given, ledger)
