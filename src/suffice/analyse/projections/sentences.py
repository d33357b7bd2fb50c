"""What a projection says, in sentences written from its figures."""

from __future__ import annotations

from collections.abc import Sequence

from suffice.analyse.needs.trends import BREAKDOWNS
from suffice.analyse.projections.models import ProjectionRun, PublishedArithmetic
from suffice.analyse.projections.outcome import Horizon, Outcome, Range
from suffice.core.pages.words import counted, day, number
from suffice.engine.projection.published import Published, PublishedCase, strategy

INCLUDES = (
    "The range holds chance in what happens to single children, how well rates can be learnt from the months before, "
    "and the drift that need, policy and practice usually bring. It does not hold what has not been seen before, such "
    "as a new law or a shock of its own kind: a scenario does."
)
WITHOUT_DRIFT = (
    "The range includes chance in what happens to single children, and how well rates can be learnt from the months "
    "before; it does not include a change in those rates, such as a new policy or a rise in need, so the truth will "
    "fall outside it more often than one time in five."
)


def includes(outcome: Outcome) -> str:
    """Tell what the range of a projection holds; those made before drift was in it say so."""
    return INCLUDES if outcome.outlook is not None else WITHOUT_DRIFT


def ahead(horizon: Horizon) -> str:
    """On 31 March 2025 between 540 and 630 children, four times in five; the middle is 585."""
    return (
        f"On {day(horizon.on)} {between(horizon.total)} children will be in care, four times in five; "
        f"the middle is {number(horizon.total.p50)}."
    )


def between(width: Range) -> str:
    """Between 540 and 630; or the one number that both ends are."""
    low, high = number(width.p10), number(width.p90)
    return low if low == high else f"between {low} and {high}"


def to(width: Range) -> str:
    """540 to 630, for tables and pictures; or the one number that both ends are."""
    return between(width).removeprefix("between ").replace(" and ", " to ")


def cases(horizon: Horizon) -> list[tuple[str, str, str]]:
    """Best, medium and worst: the name, the number, and its chance."""
    held = horizon.total
    return [
        ("Best", f"{number(held.p10)} or fewer", "one in ten"),
        ("Medium", f"about {number(held.p50)}", "as likely more as fewer"),
        ("Worst", f"{number(held.p90)} or more", "one in ten"),
    ]


def best_medium_worst(horizon: Horizon) -> str:
    """Tell best, medium and worst with their chance."""
    held = horizon.total
    return (
        f"Best, medium and worst on {day(horizon.on)}, with their chance: one in ten that it is {number(held.p10)} or "
        f"fewer, as likely above {number(held.p50)} as below, one in ten that it is {number(held.p90)} or more. "
        "Fewer is called best, as strategies do; whether it is depends on the children."
    )


def split(outcome: Outcome) -> str:
    """Tell where the range at the end comes from, largest part first."""
    last = outcome.last.on
    shares = outcome.split[last].total
    parts = {"drift": "drift", "chance": "chance", "rates": "uncertain rates"}
    ordered = sorted(parts, key=lambda name: -getattr(shares, name))
    words = [f"{number(getattr(shares, name))}% {parts[name]}" for name in ordered]
    return f"Where the range on {day(last)} comes from: {words[0]}, {words[1]} and {words[2]}."


def two_totals(outcome: Outcome) -> str:
    """Tell both totals at the end, and what was made of them; nothing where there is one only."""
    told = outcome.outlook
    if told is None or told.last.panel is None:
        return ""
    both = (
        f"On {day(told.last.on)} this council's children followed one by one give {between(told.last.child_level)}, "
        f"and what the totals of councils have done before gives {between(told.last.panel)}, each four times in five"
    )
    if told.apart:
        return (
            f"{both}. They differ by more than their ranges, so they are not averaged: the figures follow the children."
        )
    return f"{both}; the range is the average of the two."


def cohort_ahead(outcome: Outcome) -> str:
    """Tell the cohort whose middle is furthest from its number at the origin, as a share of it."""
    end = outcome.last.on
    steps = {one.code: one.ranges[end].p50 - one.now for one in outcome.cohorts}
    furthest = max(outcome.cohorts, key=lambda one: abs(steps[one.code]))
    if not steps[furthest.code]:
        return f"Groups that need a plan of their own: by {day(end)} the middle of each is the number today."
    return (
        f'Groups that need a plan of their own: by {day(end)} the largest change is in "{furthest.label}", from '
        f"{number(furthest.now)} to {between(furthest.ranges[end])}, four times in five."
    )


def change(outcome: Outcome, horizon: Horizon) -> str:
    """Tell the middle against the number at the origin."""
    step = round(horizon.total.p50) - outcome.in_care
    start = f"{counted(outcome.in_care, 'child was', 'children were')} in care on {day(outcome.origin)}"
    if not step:
        return f"{start}: the middle of the range is the same number."
    word = "more" if step > 0 else "fewer"
    return f"{start}: the middle of the range is {number(abs(step))} {word}."


def honest_test(outcome: Outcome) -> str | None:
    """Tell whether what then happened lies inside the range; None where the returns do not reach so far."""
    if not outcome.known:
        return None
    told = on_the_day(*outcome.known[-1])
    months = len(outcome.known)
    if months == 1:
        return told
    inside = sum(one.total.holds(was) for one, was in outcome.known)
    return f"{told} Of the {months} months that can be checked, {number(inside)} ended inside the range."


def repeated(run: ProjectionRun) -> str | None:
    """Tell whether a run that was made again gives the same figures; None for one that was not."""
    if run.again is None:
        return None
    asked = f"It was made again as on {day(run.again.asked_at)}"
    if run.document == run.again.document:
        return f"{asked}, and gives the same figures to the bit."
    if run.inputs.get("returns") != run.again.inputs.get("returns"):
        return f"{asked}. The returns have changed since, and so have the figures."
    return f"{asked} of the same returns, and yet the figures differ: the method must have changed."


def guess(outcome: Outcome) -> str:
    """Tell the range in plain words, in one sentence."""
    end = outcome.last
    return f"On {day(end.on)} it could well be {between(end.total)} children and young people."


def path(outcome: Outcome) -> str:
    """Tell the way from the number at the origin to the range at the end."""
    end, start = outcome.last, f"{number(outcome.in_care)} on {day(outcome.origin)}"
    return f"Children in care: from {start} to {between(end.total)} on {day(end.on)}, four times in five."


def on_the_day(horizon: Horizon, happened: int | None) -> str:
    """Tell what happened on one day ahead against the range; nothing where the returns do not reach it."""
    if happened is None:
        return ""
    fact = f"{counted(happened, 'child was', 'children were')} in fact in care on {day(horizon.on)}"
    return f"{fact}: {_where(horizon.total, happened)}."


def group_ahead(code: str, outcome: Outcome) -> str:
    """Tell the group whose middle is furthest from its number at the origin."""
    breakdown = BREAKDOWNS[code]
    ranges = outcome.last.by_placement if code == "placement" else outcome.last.by_age
    steps = {group: round(one.p50) - outcome.at_origin[code][group] for group, one in ranges.items()}
    group = max(steps, key=lambda one: abs(steps[one]))
    if not steps[group]:
        return f"{breakdown.title}: the middle of each range is the number on {day(outcome.origin)}."
    verb = "rises" if steps[group] > 0 else "falls"
    was = outcome.at_origin[code][group]
    return (
        f"By {day(outcome.last.on)} the number {breakdown.among[group]} {verb} most, "
        f"from {number(was)} to {between(ranges[group])}, four times in five."
    )


def beside(horizon: Horizon, cases: Sequence[PublishedCase]) -> str:
    """Tell the strategy's span against the range, on the day that the strategy is about."""
    ends = sorted(case.end for case in cases)
    return (
        f"For {day(horizon.on)} the strategy gives {number(ends[0])} to {number(ends[-1])} children in care, "
        f"and does not say how likely each is; simulated, {between(horizon.total)}, four times in five."
    )


def why_they_differ(arithmetic: PublishedArithmetic, worked: Published, outcome: Outcome) -> Sequence[str]:
    """Tell, from the figures, why the strategy and the simulated projection give different numbers."""
    starters = sorted(case.starters for case in worked.cases)
    leaving = number(round(arithmetic.tracked * float(strategy().leave)))
    year, before = outcome.year, outcome.before
    return [
        f"The strategy changes one thing only, the children who start: {number(starters[0])} to {number(starters[-1])} "
        f"a month. In every case the same {leaving} of {number(arithmetic.tracked)} tracked children leave.",
        f"The simulation learns from the {before.months} months to {day(outcome.reference[1])}, in which "
        f"{counted(before.started, 'child', 'children')} started and {number(before.ceased)} left: "
        f"{number(before.started / before.months, 1)} and {number(before.ceased / before.months, 1)} a month.",
        f"In its first year {between(year.started)} children start, {between(year.returned)} come back, "
        f"{between(year.left)} leave before they are 18 and {between(year.turned_18)} turn 18, each four times in "
        "five; the strategy lets only the first of these differ.",
        "It follows each child's age, placement and time in care, so that 18th birthdays fall when they fall and a "
        "child may move between placements; the strategy knows totals only.",
        f"The strategy begins with {number(arithmetic.start)} children and the returns give "
        f"{number(outcome.in_care)} on {day(outcome.origin)}"
        + (": the same." if arithmetic.start == outcome.in_care else "."),
        "The strategy's cases are single numbers and say nothing about how likely each is; a range says how often the "
        "number will lie inside it.",
    ]


def plainly(outcome: Outcome) -> list[str]:
    """Return the same for somebody who wants no terms of the trade."""
    end = outcome.last
    return [
        f"On {day(outcome.origin)} the council was looking after {number(outcome.in_care)} children and young people.",
        f"Nobody knows how many it will be on {day(end.on)}. Our best guess is about {number(end.total.p50)}.",
        f"It could well be {between(end.total)}: four times out of five it should be.",
        "A guess like this helps the council to find enough homes in time.",
    ]


def _where(width: Range, happened: int) -> str:
    if width.holds(happened):
        return "inside the range"
    short = width.p10 - happened if happened < width.p10 else happened - width.p90
    return f"outside the range, {number(short)} {'below' if happened < width.p10 else 'above'} it"
