"""What a statement made now would hold, part by part, and what is missing for the rest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from suffice.analyse.market.queries.supply import places_of, prices_of
from suffice.analyse.projections.queries import runs
from suffice.analyse.returns.queries.population import estimates
from suffice.core.models import Authority
from suffice.core.pages.words import day
from suffice.publish.statement.inputs import Written
from suffice.publish.statement.queries import statements


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the statement: whether it can be written now, from what, or what it waits for."""

    title: str
    ready: bool
    words: str
    view: str = ""


def parts(authority: Authority) -> Sequence[Part]:
    """Return every part, in the order of the statement."""
    return tuple(_parts(authority))


def _parts(authority: Authority) -> Iterator[Part]:
    covered = runs.covered(authority)
    returned = f"From the returns of {day(covered[0])} to {day(covered[1])}." if covered else ""
    wanting = "No return is accepted yet. Bring one, and accept it."
    for title in ("Who the children are, and how it came to this", "How many there may be"):
        yield Part(title, covered is not None, returned or wanting, "" if covered else "returns:register")
    people = estimates(authority).exists()
    words = "The population is here." if people else "Bring the official population estimates."
    yield Part("Rates for every 10,000 children", people, words, "" if people else "returns:population")
    homes, costs = places_of(authority).exists(), prices_of(authority).exists()
    yield _registered("The homes there are, and where there will be too few", homes, "homes and places")
    yield _registered("What it will cost", homes and costs, "homes, places and prices")
    written = statements.written(authority)
    left = [name for name, told in _own(written) if not told]
    yield Part(
        "What only the council can say",
        not left,
        "All of it is written." if not left else f"Still to be written: {', '.join(left)}.",
        "statement:words" if left else "",
    )


def _registered(title: str, known: bool, what: str) -> Part:
    words = "From the register of the market." if known else f"Write {what} into the register of the market."
    return Part(title, known, words, "" if known else "market:board")


def _own(written: Written) -> Iterator[tuple[str, bool]]:
    yield "partners", bool(written.partners)
    yield "help at the edge of care", bool(written.help)
    yield "what children say", bool(written.children)
    yield "actions with the role that leads each", bool(written.promises)
    yield "who watches", bool(written.monitoring)
