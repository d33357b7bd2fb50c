"""What the figures say of over- and under-representation, in sentences that claim no more than they can carry."""

from __future__ import annotations

from collections.abc import Collection

from suffice.analyse.needs.equality.figures import LIVING, Beside, Day, Held, Row
from suffice.core.pages.words import counted, day, number, per_cent
from suffice.engine.comparison.representation import Representation
from suffice.engine.measures.splitting import SPLITS
from suffice.engine.words import listed

NOT_WHY = (
    "Over-represented means that a group is there more often than its share, by more than chance would leave. It does "
    "not say why: need, poverty, who is noticed and referred, and how we decide can each do it."
)
CHANCE = (
    "The range holds the true figure 95 times in 100, and is wide where a group is small. Of twenty groups that are no "
    "different, about one will look so by chance."
)
ALONE = (
    "Unaccompanied asylum-seeking children are in care because no adult is here for them. They are counted, and weigh "
    "on ethnicity, sex and age."
)


def answer(held: Held, at: Day, by: str, *, few: bool) -> str:
    """Of 512 children in care on 31 March 2022: Mixed are over-represented against children in need (1.1 times ...)."""
    if held.total is None:
        return held.source
    begins = f"{counted_of(held, at)}, by {SPLITS[by].title.lower()}"
    found = held.beside(by)
    if not found:
        return f"{begins}: nothing to hold them against was found, so over-representation cannot be told."
    return f"{begins}. {compared(found[0], untold=() if few else at.hidden(held, found[0]))}"


def plainly(held: Held, at: Day) -> list[str]:
    """Tell children and young people, in short sentences, of which groups more or fewer are in care than live here."""
    if held.total is None:
        return [held.source]
    told = [f"On {day(at.on)} the council was looking after {number(held.total)} children and young people."]
    found = [(one, at.hidden(held, one)) for one in held.besides if one.basis == LIVING]
    for one, hidden in found:
        away = [row for row in one.rows if row.label not in hidden and row.verdict is not Representation.EVEN]
        told += [
            f"{row.label}: {number(row.share)} of every 100 children in care, and {number(row.expected)} of every 100 "
            f"children who live here. That is {'more' if row.verdict is Representation.OVER else 'fewer'} than chance "
            "would make it."
            for row in away
        ]
    if not found:
        return [*told, "How many children of each group live here is not known yet, so we cannot compare."]
    return told if len(told) > 1 else [*told, "No group is in care more or less often than chance would make it."]


def counted_of(held: Held, at: Day) -> str:
    """512 children in care on 31 March 2022; 99 children who started to be looked after in the year to it."""
    words = held.cohort.among.removeprefix("children")
    when = f"in the year to {day(at.on)}" if held.cohort.over_a_year else f"on {day(at.on)}"
    return f"{counted(held.total or 0, 'child', 'children')}{words} {when}"


def compared(beside: Beside, *, untold: Collection[str]) -> str:
    """Held against children in need, Mixed are over-represented (1.1 times their share, 1.0 to 1.3); ..."""
    told = [row for row in beside.rows if row.label not in untold]
    parts = [
        f"{listed([_named(row) for row in told if row.verdict is verdict])} {verdict.label.lower()}"
        for verdict in (Representation.OVER, Representation.UNDER)
        if any(row.verdict is verdict for row in told)
    ]
    begins = f"Held against {beside.among}"
    if not parts:
        which = "no group" if len(told) == len(beside.rows) else "no group that is shown"
        return f"{begins}, {which} is further from its share than chance would leave."
    others = any(row.verdict is Representation.EVEN for row in told)
    rest = " The others are no further from their share than chance would leave." if others else ""
    return f"{begins}: {'; '.join(parts)}.{rest}"


def _named(row: Row) -> str:
    return f"{row.label} ({times(row)})"


def times(row: Row) -> str:
    """1.41 times their share, 1.12 to 1.73: with two decimals, for a range that ends at 0.96 does not reach 1."""
    if row.index is None or row.low is None or row.high is None:
        return "nobody to hold them against"
    return f"{number(row.index, 2)} times their share, {number(row.low, 2)} to {number(row.high, 2)}"


def share(row: Row) -> str:
    """17.8%, 91 of 512."""
    return per_cent(row.share / 100, row.count, row.of)


def unknown(held: Held, by: str) -> str:
    """Say of how many the group is not known."""
    title = SPLITS[by].title.lower()
    missing = held.unknown.get(by, 0)
    if not missing:
        return f"The {title} of every child is known."
    verb = "is" if missing == 1 else "are"
    return f"{counted(missing, 'child', 'children')} whose {title} is not known {verb} left out of the shares."
