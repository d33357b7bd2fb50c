"""What the tests against the past say, in words that a councillor follows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from suffice.analyse.needs.trends import BREAKDOWNS
from suffice.analyse.projections.tested import AIM, LAST, TREND, Score, Tested
from suffice.core.pages.words import counted, day, number, per_cent

ANY_LESS = 0.02
"""A range that is closer by a smaller share than this is called as close."""

_FEW = 20
_WORTH_TELLING = 3  # tests below which a mean is not told first
_SMALL = {3: "Three months", 6: "Half a year", 12: "A year"}
_BESIDE = {
    LAST: "as many as now, with the council's own past ups and downs",
    TREND: "the line through the last five years that most strategies draw",
}


def ahead(months: int) -> str:
    """Three months; a year; 2 years."""
    return _SMALL.get(months) or (f"{number(months / 12)} years" if months % 12 == 0 else f"{months} months")


def held(tested: Tested) -> str:
    """How often the range held at the horizon that is told first."""
    score = tested.told
    return (
        f"{ahead(score.months)} ahead, the number of children in care was inside the range in {number(score.hits)} of "
        f"{counted(score.n, 'test', 'tests')} against the past ({per_cent(score.share)}). It should be "
        f"{per_cent(AIM)}, four times in five."
    )


def doubt(score: Score) -> str:
    """How sure one can be of it."""
    few = f"{counted(score.n, 'test is', 'tests are')} few" if score.n < _FEW else f"From {number(score.n)} tests"
    joined = f"{few}: over many more" if score.n < _FEW else f"{few}, over many more"
    overlap = ""
    if score.worth < 0.8 * score.n:
        overlap = (
            f" The tests look at some of the same months, so they tell no more than {number(score.worth, 1)} would "
            "that do not."
        )
    return f"{joined} it could come to anything from {per_cent(score.low)} to {per_cent(score.high)}.{overlap}"


def off(score: Score) -> str:
    """How far off the middle was, and in which direction."""
    if score.mape is None or score.bias_pct is None:
        children = number(abs(score.bias), 1)
        return f"The middle was {children} children too {'high' if score.bias > 0 else 'low'} on average."
    told = f"The middle of the range was {number(score.mape, 1)}% off on average"
    if abs(score.bias_pct) < 0.05:
        return f"{told}, as often too high as too low."
    side = "high" if score.bias_pct > 0 else "low"
    always = abs(abs(score.bias_pct) - score.mape) < 0.05
    balance = f"every time too {side}" if always else f"and {number(abs(score.bias_pct), 1)}% too {side} on balance"
    return f"{told}, {balance}."


def against(score: Score, baseline: str) -> str:
    """How much closer the range came than a forecast that needs no model."""
    skill = score.skill.get(baseline)
    if skill is None:
        return ""
    other = _BESIDE[baseline]
    if abs(skill) < ANY_LESS:
        return f"It came as close to what happened as {other}."
    closer = "closer to" if skill > 0 else "further from"
    return f"Range and all, it came {per_cent(abs(skill))} {closer} what happened than {other}."


def said(tested: Tested) -> list[str]:
    """How far off the middle was, and how much closer the range came than forecasts that need no model."""
    score = tested.told
    return [one for one in (off(score), against(score, LAST), against(score, TREND)) if one]


def fans(tested: Tested) -> str:
    """The finding of the picture of past ranges."""
    score = tested.told
    first, last = tested.origins[0], tested.origins[-1]
    return (
        f"What was projected from {counted(len(tested.origins), 'past day', 'past days')}, {_between(first, last)}, "
        f"and what happened: {ahead(score.months).lower()} ahead inside the range {number(score.hits)} times of "
        f"{number(score.n)}."
    )


def cover(tested: Tested) -> str:
    """The finding of the picture of how often the range held."""
    within = [one for one in tested.horizons if one.low <= AIM <= one.high]
    missed = [ahead(one.months).lower() for one in tested.horizons if not one.low <= AIM <= one.high]
    if not missed:
        return "At every distance ahead, the tests fit a range that holds four times in five."
    if not within:
        return "At no distance ahead did the range hold four times in five, even allowing for so few tests."
    return f"The range did not hold four times in five {_listed(missed)} ahead, even allowing for so few tests."


def errors(tested: Tested) -> str:
    """The finding of the picture of how far off the middle was."""
    known = [one for one in tested.horizons if one.mape is not None]
    if not known:
        return "There were too few children to give errors in per cent."
    score = next((one for one in reversed(known) if one.n >= _WORTH_TELLING), known[0])
    told = f"{ahead(score.months)} ahead the middle was {number(score.mape, 1)}% off, over {number(score.n)} tests"
    beside = [
        f"{words} {number(other.mape, 1)}%"
        for baseline, words in ((LAST, "as many as now"), (TREND, "the five-year line"))
        if (other := tested.beside(baseline, score.months)) is not None and other.mape is not None
    ]
    return f"{told}; {_listed(beside)}." if beside else f"{told}."


def groups(tested: Tested) -> str:
    """How the ranges of placements and ages held, all together."""
    scores = [_at(found, tested.told.months) for found in tested.cells.values()]
    known = [one for one in scores if one is not None]
    hits, of = sum(one.hits for one in known), sum(one.n for one in known)
    return (
        f"Over all placements and ages {ahead(tested.told.months).lower()} ahead, the range held {number(hits)} times "
        f"of {number(of)} ({per_cent(hits / of if of else None)}). A range of few children is one of whole numbers, "
        "and holds a little more often than it should."
    )


def plainly(tested: Tested) -> list[str]:
    """Return the same for somebody who wants no terms of the trade."""
    score = tested.told
    told = [
        "To check a guess, we took an old day, hid everything that came after it, and made the guess from there. Then "
        "we looked at what really happened.",
        f"We checked our guesses {counted(score.n, 'time', 'times')}. The real number was where we said it would be "
        f"{counted(score.hits, 'time', 'times')}.",
        "If our guesses are honest, that should be about four times out of five.",
    ]
    if score.mape is not None:
        told.append(f"Our best guess for {ahead(score.months).lower()} later was off by about {_in_a_hundred(score)}.")
    return told


def label_of(name: str) -> str:
    """Return the words for a tested number: a placement, an age, or unaccompanied children."""
    if name in BREAKDOWNS["placement"].groups:
        return BREAKDOWNS["placement"].groups[name]
    return BREAKDOWNS["age"].among[name].capitalize() if name in BREAKDOWNS["age"].among else "Unaccompanied children"


def _in_a_hundred(score: Score) -> str:
    children = max(1, round(score.mape or 0))
    return f"{children} in every hundred children"


def _at(scores: Sequence[Score], months: int) -> Score | None:
    return next((one for one in scores if one.months == months), None)


def _between(first: date, last: date) -> str:
    return day(first) if first == last else f"{day(first)} to {day(last)}"


def _listed(words: Sequence[str]) -> str:
    return " and ".join(filter(None, [", ".join(words[:-1]), words[-1]])) if words else ""
