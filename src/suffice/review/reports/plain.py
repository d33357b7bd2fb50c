"""A report for children and young people: the same figures, rounded, in plain words (plain.toml)."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from suffice.core.pages.words import day, number
from suffice.core.papers.model import Block, Bullets, Heading, Paper, Table, Tone, say
from suffice.engine.measures import INDICATORS, Unit
from suffice.review.performance.figures import Point
from suffice.review.reports import telling
from suffice.review.reports.inputs import Inputs, Line, Part
from suffice.review.reports.telling import Direction

_YEAR = 12
_SINCE = {
    Direction.BETTER: "That is better than a year before, when it was {was}.",
    Direction.WORSE: "That is not as good as a year before, when it was {was}.",
    Direction.SAME: "A year before it was {was}. So small a change can be luck.",
    Direction.HIGHER: "A year before it was {was}.",
    Direction.LOWER: "A year before it was {was}.",
}
_FEW = "This is about so few children that we leave it out, so that nobody can be recognised."


@dataclass(frozen=True, slots=True)
class Words:
    """How a measure is told to children and young people."""

    title: str
    now: str
    means: str


@cache
def words() -> Mapping[str, Words]:
    """Return the plain words of each measure that has them."""
    told = tomllib.loads((Path(__file__).parent / "plain.toml").read_text(encoding="utf-8"))
    return {code: Words(**one) for code, one in told.items()}


def without_words(codes: Sequence[str]) -> list[str]:
    """Return the titles of measures that nobody has put into plain words."""
    return [INDICATORS[code].title for code in codes if code not in words()]


def report(given: Inputs) -> Paper:
    """Return the report that these inputs make, as a draft; short, without tables of counts or terms of the trade."""
    blocks: list[Block] = []
    if given.imaginary:
        blocks.append(say("This is an example: the children in it are imaginary.", tone=Tone.NOTE))
    for part in given.parts:
        blocks += _part(part)
    blocks += [*_lacking(given), *_how(given)]
    return Paper(
        title=given.title,
        subtitle=f"For {given.board}. What the numbers say up to {day(given.on)}",
        council=given.council,
        on=given.made_on,
        blocks=tuple(blocks),
    )


def _part(part: Part) -> Iterator[Block]:
    lines = [line for line in part.lines if line.now is not None and line.indicator.code in words()]
    if lines:
        yield Heading(part.heading)
        for line in lines:
            yield from _line(line, words()[line.indicator.code])


def _line(line: Line, plain: Words) -> Iterator[Block]:
    yield Heading(plain.title, level=2)
    now = line.now
    if now is None or now.value is None:
        yield say(_FEW)
        return
    yield say(_now(line, now, plain), tone=Tone.LEAD)
    for sentence in filter(None, (_since(line), _elsewhere(line), plain.means)):
        yield say(sentence)
    rows = [(day(one.on), _figure(line, one)) for one in telling.rows_of(line.figures, _YEAR) if one.value is not None]
    if len(rows) > 1:
        yield Table(f"{plain.title}, over the years", ("On", _counted(line)), tuple(rows))


def _now(line: Line, now: Point, plain: Words) -> str:
    told = _figure(line, now)
    return plain.now.format(count=told, hundred=told, day=day(now.on))


def _figure(line: Line, point: Point) -> str:
    """640 children; 18 of every hundred, with no part of a child."""
    if line.indicator.unit is Unit.PERCENT:
        value = point.value or 0.0
        return number(value) if value >= 1 or not value else "fewer than 1"
    return number(point.numerator if point.numerator is not None else point.value)


def _counted(line: Line) -> str:
    return "Of every 100" if line.indicator.unit is Unit.PERCENT else "Children"


def _since(line: Line) -> str:
    before = telling.year_before(line.figures)
    if before is None or before.value is None:
        return ""
    was = _figure(line, before)
    if line.now is not None and was == _figure(line, line.now):
        return "A year before it was the same."
    return _SINCE.get(telling.direction(line), "").format(was=was)


def _elsewhere(line: Line) -> str:
    england = next((one for one in line.comparators if one.name.startswith("England")), None)
    if england is None or line.indicator.unit is not Unit.PERCENT:
        return ""
    return f"In all of England it was {number(england.value)} of every 100 ({england.when})."


def _lacking(given: Inputs) -> Iterator[Block]:
    titles = [
        words()[one.indicator.code].title for one in given.lines if one.now is None and one.indicator.code in words()
    ]
    if titles:
        yield Heading("What we cannot tell you yet")
        yield Bullets(tuple(map(say, titles)))


def _how(given: Inputs) -> Iterator[Block]:
    yield Heading("Where the numbers come from")
    yield say(
        f"They come from what {given.council} council writes down about the children whom it looks after, and tells "
        "the government every year."
    )
    yield say(
        "Numbers of children are rounded to the nearest five, and groups of fewer than five are left out, so that "
        "nobody can be recognised."
    )
    yield say(f"Better or not as good is said only where the change is more than luck. Ask about it: {given.owner}.")
