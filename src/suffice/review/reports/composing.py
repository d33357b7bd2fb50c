"""A report out of its inputs: one paper, whether it is written as Word or as PDF."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from suffice.core.pages.words import counted, day
from suffice.core.papers.ledger import Ledger
from suffice.core.papers.model import (
    Block,
    Bullets,
    Contents,
    Heading,
    PageBreak,
    Paper,
    Picture,
    Table,
    Text,
    Tone,
    say,
)
from suffice.engine.disclosure import HIDDEN
from suffice.review.reports import pictures, telling
from suffice.review.reports.inputs import Inputs, Line, Part

_MARKS = f"{HIDDEN}: not shown, so that no child can be recognised."
_CHANCE = (
    "Better or worse is said where the difference from a year before is more than chance explains (95% intervals of "
    "the difference); where a figure has no interval, or neither way is better, only higher or lower."
)


def report(given: Inputs) -> Paper:
    """Return the report that these inputs make, as a draft.

    Nothing is read or looked up here: the same inputs give the same paper. What cannot be told is said to be missing.
    """
    ledger = Ledger()
    blocks: list[Block] = [Contents(), PageBreak(), *_glance(given)]
    for part in given.parts:
        blocks += _part(part, given, ledger)
    blocks += [*_lacking(given), *_how(given), Heading("Where the figures come from"), ledger.references()]
    return Paper(
        title=given.title,
        subtitle=f"For {given.board}. Figures to {day(given.on)}",
        council=given.council,
        on=given.made_on,
        blocks=tuple(blocks),
    )


def _glance(given: Inputs) -> Iterator[Block]:
    yield Heading("At a glance")
    yield say(telling.glance(given.lines), tone=Tone.LEAD)
    if given.imaginary:
        yield say("Illustrative: the children in this report are imaginary.", tone=Tone.NOTE)
    told = [(line.indicator.title, telling.cells(line)) for line in given.lines]
    rows = tuple((title, one.now, one.before, one.target, one.direction) for title, one in told)
    if rows:
        yield Table(
            caption=f"Every indicator of this report, {day(given.on)}",
            headings=("Indicator", "Now", "A year before", "Target", "Direction"),
            rows=rows,
            words=(4,),
            note=f"{_CHANCE}{_note(rows)}",
        )


def _part(part: Part, given: Inputs, ledger: Ledger) -> Iterator[Block]:
    lines = [line for line in part.lines if line.now is not None]
    if not lines:
        return
    yield PageBreak()
    yield Heading(part.heading)
    for line in lines:
        yield from _line(line, given, ledger)


def _line(line: Line, given: Inputs, ledger: Ledger) -> Iterator[Block]:
    source = ledger.cite(f"{line.indicator.title}. {line.source} {_defined(line)}")
    found = telling.finding(line)
    yield Heading(line.indicator.title, level=2)
    target = telling.against_target(line)
    yield say(f"{found} {target}".strip(), source, tone=Tone.LEAD)
    if drawing := pictures.picture(line):
        yield Picture(drawing, pictures.alternative(line), f"{line.indicator.title}, {_over(line)}", (source,))
    yield _table(line, given, ledger, source)
    if line.said is not None:
        yield from _said(line)


def _table(line: Line, given: Inputs, ledger: Ledger, source: int) -> Table:
    one = line.indicator
    rows = [
        (day(figure.on), telling.value(one, figure.value), telling.count(one, figure), telling.between(one, figure))
        for figure in telling.rows_of(line.figures, given.months)
    ]
    if line.target is not None:
        rows.append(("Target", telling.value(one, line.target), telling.NOTHING, telling.NOTHING))
    beside = {ledger.cite(other.source) for other in line.comparators}
    rows += [
        (f"{other.name}, {other.when}", telling.value(one, other.value), telling.NOTHING, telling.NOTHING)
        for other in line.comparators
    ]
    return Table(
        caption=f"{one.title}: day by day, and what others had" if beside else f"{one.title}: day by day",
        headings=("On", f"Value ({one.unit})", "Count", "95% interval"),
        rows=tuple(rows),
        note=f"{one.polarity.label}.{_note(rows)}",
        refs=(source, *sorted(beside)),
    )


def _said(line: Line) -> Iterator[Block]:
    said = line.said
    if said is not None:
        yield Heading("What we say of it", level=3)
        for words in filter(None, (one.strip() for one in said.words.splitlines())):
            yield say(words)
        yield say(
            f"Of the figure on {day(said.about)}. Written by {said.by}, signed off by {said.signed_by} on "
            f"{day(said.signed_on)}.",
            tone=Tone.NOTE,
        )


def _lacking(given: Inputs) -> Iterator[Block]:
    lines = [line for line in given.lines if line.now is None]
    if lines:
        yield PageBreak()
        yield Heading("What cannot be told")
        yield say("These indicators belong to the report, and no figure can be given of them. What is missing is said.")
        yield Bullets(tuple(say(f"{line.indicator.title}: {line.lacking}") for line in lines))


def _how(given: Inputs) -> Iterator[Block]:
    yield Heading("How small numbers are protected")
    yield say(given.protection.rule.sentence)
    if given.withheld:
        yield say(
            f"{counted(len(given.withheld), 'more figure')} of this report "
            f"{'is' if len(given.withheld) == 1 else 'are'} not shown: beside what was told before, or beside another "
            "figure here, a small group could be worked out from it by subtraction."
        )
    readers = f" It is written for {given.readers}." if given.readers else ""
    yield Text(say(f"{given.owner} answers for this report.{readers}").sentences)


def _defined(line: Line) -> str:
    one = line.indicator
    out_of = f"; out of {one.denominator}" if one.denominator else ""
    return f"Counted: {one.numerator}{out_of}. Definition {one.code}, version {one.version}: {one.reference}."


def _note(rows: Iterable[Sequence[str]]) -> str:
    return f" {_MARKS}" if any(HIDDEN in row for row in rows) else ""


def _over(line: Line) -> str:
    shown = pictures.recent(line)
    return f"{shown[0].on:%B %Y} to {shown[-1].on:%B %Y}"
