"""Blocks that several sections are built of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from suffice.core.papers.model import Block, Table, Tone, say
from suffice.engine.disclosure import HIDDEN, line
from suffice.publish.statement.facts import OWN_BREAKDOWNS
from suffice.publish.statement.telling import NOTHING, Telling

_ALSO_HIDDEN = f"{HIDDEN}: not shown, because a group of a few children could be worked out from it."


def paragraphs(written: str, wanted: str) -> Sequence[Block]:
    """Return what the council wrote, a paragraph a block; without it, what it has still to write."""
    told = [part.strip() for part in written.split("\n\n") if part.strip()]
    return [say(" ".join(part.split())) for part in told] or [say(wanted, tone=Tone.TO_WRITE)]


def missing(sentence: str) -> Block:
    """Return what the statement cannot say, and how to bring what it needs."""
    return say(sentence, tone=Tone.MISSING)


def groups(code: str, counts: dict[str, int], total: int, tell: Telling, *, on: str, refs: tuple[int, ...]) -> Table:
    """Return the table of one breakdown: children and share; groups without children are left out.

    A group is hidden too where a small one could be worked out from it and the total.
    """
    told = OWN_BREAKDOWNS[code]
    known = [counts[group] for group in told.groups]
    shown = line((*known, total - sum(known)), tell.rule).cells
    also = {group for group, cell in zip(told.groups, shown, strict=False) if cell is None}
    also -= {group for group in also if tell.rule.small(counts[group])}
    rows = [
        (label, HIDDEN, NOTHING)
        if group in also
        else (label, tell.cell(counts[group]), tell.share(counts[group], total))
        for group, label in told.groups.items()
        if counts[group]
    ]
    rows.append(("All", tell.cell(total), tell.share(total, total)))
    return Table(
        caption=f"Children in care {told.title[0].lower()}{told.title[1:]} on {on}",
        headings=(told.heading, "Children", "Share"),
        rows=tuple(rows),
        note=_ALSO_HIDDEN if also else "",
        refs=refs,
    )


def sentences(*told: str) -> Iterator[str]:
    """Give the sentences that say something."""
    return (one for one in told if one)
