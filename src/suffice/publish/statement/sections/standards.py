"""What makes a home the right one, how the council buys it, what it promises, and who watches."""

from __future__ import annotations

from collections.abc import Sequence

from suffice.core.papers.ledger import Ledger
from suffice.core.papers.model import Block, Bullets, Heading, Table, Tone, say
from suffice.publish.statement import sources
from suffice.publish.statement.inputs import Inputs
from suffice.publish.statement.sections.parts import paragraphs

_CRITERIA = (
    "near the child's home, unless that would not be right for the child;",
    "close enough for the child to stay at the same school;",
    "together with brothers and sisters who are in care too;",
    "fit for the child's disability, where there is one;",
    "inside the council's area, unless another place serves the child better.",
)
_STANDARDS = (
    (
        "Each child",
        "Every placement follows an assessment of that one child's needs, with the child's own wishes in it.",
    ),
    ("Each decision", "A commissioning decision names the need that it answers and the evidence that it will."),
    ("All children", "The needs of all children in care are worked out together, ahead, and again every year."),
    ("The market", "Providers hear what will be needed before they are asked to sell it."),
    ("Together", "Partners and neighbouring councils plan and buy together where that gives children more choice."),
    ("Securing homes", "Homes are secured in good time, by contract where it can be, and their quality is watched."),
)


def criteria(given: Inputs, ledger: Ledger) -> Sequence[Block]:
    """Say what the law asks of each placement."""
    law = ledger.cite(sources.PLACING)
    return [
        Heading("What makes a home the right one"),
        say(
            "A child lives with a parent or another person with parental responsibility where that can be; else with "
            "family or friends who are approved carers where that is best; else in another home.",
            law,
        ),
        say(
            "Of the homes that could be found, the one is chosen that serves the child best, as far as is reasonably "
            "practicable:",
            law,
        ),
        Bullets(tuple(say(one) for one in _CRITERIA)),
    ]


def standards(given: Inputs, ledger: Ledger) -> Sequence[Block]:
    """Say the standards that the council commissions by."""
    return [
        Heading("How the council commissions"),
        Table(
            caption="The six things that the guidance asks for, which the council holds itself to",
            headings=("Standard", "What the council does"),
            rows=_STANDARDS,
            words=(1,),
            refs=(ledger.cite(sources.GUIDANCE),),
        ),
    ]


def actions(given: Inputs, ledger: Ledger) -> Sequence[Block]:
    """Say what the council promises, or that it has still to write it."""
    title, promises = Heading("What the council will do"), given.written.promises
    if not promises:
        wanted = "The actions that close the gaps above: what, which role leads each, and by when."
        return [title, say(wanted, tone=Tone.TO_WRITE)]
    rows = tuple((one.what, one.lead, one.when) for one in promises)
    return [title, Table("Actions", ("Action", "Who leads", "By when"), rows, words=(1, 2))]


def monitoring(given: Inputs, ledger: Ledger) -> Sequence[Block]:
    """Say who watches, and how often."""
    return [
        Heading("Who watches, and when"),
        *paragraphs(given.written.monitoring, "Which board watches the actions and the gaps, and how often."),
        say(
            "The figures here can be made again whenever a return is accepted, and laid beside what was expected.",
            tone=Tone.NOTE,
        ),
    ]
