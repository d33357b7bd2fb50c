"""How the figures are made, what the words mean, and where each figure comes from."""

from __future__ import annotations

from collections.abc import Sequence

from suffice.core.papers.ledger import Ledger
from suffice.core.papers.model import Block, Bullets, Heading, PageBreak, Table, say
from suffice.publish.statement import sources
from suffice.publish.statement.inputs import Inputs
from suffice.publish.statement.telling import Telling

_WORDS = (
    ("Agency foster care", "Foster carers who work for an independent fostering agency."),
    ("Child in care", "A child whom the council looks after, by court order or by agreement with the parents."),
    ("Best, medium, worst", "The numbers below which the count falls one time in ten, five in ten and nine in ten."),
    ("Edge of care", "Families helped so that a child need not come into care."),
    ("Four times in five", "In 80 of every 100 simulated futures the number lies inside the range."),
    ("Gap", "Children who need a kind of home, less the places of that kind that can be used."),
    (
        "Own, block, framework, spot",
        "A place that the council runs, has bought ahead, may call off at agreed terms, or buys "
        "for one child at the day's price.",
    ),
    ("Residential", "A children's home, registered and inspected as one."),
    ("Sufficiency", "Enough of the right homes, near enough, for the children in the council's care."),
    ("Supported accommodation", "A home with support for young people of 16 and 17, registered and inspected as such."),
    ("Unaccompanied child", "A child who came to this country alone and has asked for asylum."),
)


def method(given: Inputs, ledger: Ledger) -> Sequence[Block]:
    """Say how the figures are made."""
    returned = ledger.cite(sources.returns(given))
    told = [
        say(
            "Years of returns are joined into one history of each child; a row that could not be used is counted and "
            "kept aside, never dropped in silence.",
            returned,
        ),
        say(given.rule.sentence),
    ]
    if given.projection is not None:
        told.append(say(given.projection.method, ledger.cite(sources.projection(given.projection))))
    return [
        PageBreak(),
        Heading("How the figures are made"),
        Bullets(tuple(told)),
        say("Nothing in this statement scores, ranks or points to one child: figures are about groups."),
    ]


def glossary(given: Inputs, ledger: Ledger) -> Sequence[Block]:
    """Say what the words mean."""
    return [
        Heading("What the words mean"),
        Table("Words used in this statement", ("Word", "Meaning"), _WORDS, words=(1,)),
    ]


def list_of_sources(given: Inputs, ledger: Ledger) -> Sequence[Block]:
    """List what every figure rests on, and every file with its rows and its hash."""
    returned = ledger.cite(sources.returns(given))
    return [Heading("Where each figure comes from"), ledger.references(), _files(given, returned)]


def _files(given: Inputs, returned: int) -> Table:
    tell = Telling(given.rule)
    adds_up = "" if given.rule.protects else "Rows used, repaired and set aside add up to the rows of the file."
    return Table(
        caption="The returns: each table that figures rest on, with its rows and the beginning of its file's SHA-256 "
        "hash",
        headings=("File", "Table", "Year", "Rows", "Used", "Repaired", "Set aside", "Hash"),
        rows=tuple(
            (
                one.name,
                one.table or "",
                "" if one.year is None else str(one.year),
                *(tell.cell(count) for count in (one.rows, one.used, one.repaired, one.set_aside)),
                one.sha256[:10],
            )
            for one in sources.rested_on(given)
        ),
        words=(1, 2, 7),
        note=adds_up,
        refs=(returned,),
    )
