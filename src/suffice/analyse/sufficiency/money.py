"""What the cost says, in sentences written from its figures."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from suffice.analyse.sufficiency.outcome import Block, Money, Period, Pounds, ScenarioCost
from suffice.core.pages.words import day, listed, money, number, per_cent, pounds
from suffice.engine.episodes import PlacementState
from suffice.engine.supply.groups import small


def answer(told: Money) -> str:
    """Tell what the first whole year costs."""
    line = told.total(told.year)
    if line is None:
        return "None of the placements has a price, so the cost cannot be told."
    middle = money(line.cost.p50)
    return f"{when(told.year)} placements cost {between(line.cost)}, four times in five; the middle is {middle}."


def ahead(told: Money) -> str:
    """Tell the last whole year against the first; nothing where there is one year only."""
    whole = [one for one in told.years if one.whole] or list(told.years)
    first, last = told.total(whole[0]), told.total(whole[-1])
    if first is None or last is None or whole[0] is whole[-1]:
        return ""
    step = last.cost.p50 - first.cost.p50
    more = f"{money(abs(step))} {'more' if step > 0 else 'less'}"
    return f"{when(whole[-1])} the middle is {money(last.cost.p50)}: {more} than in {whole[0].label}."


def costliest(told: Money, period: Period) -> str:
    """Tell what costs most in a year."""
    lines, whole = [one for one in told.by_type if one.period == period.label], told.total(period)
    if not lines or whole is None or not whole.cost.mean:
        return ""
    most = max(lines, key=lambda one: one.cost.mean)
    share = float(most.cost.mean / whole.cost.mean)
    what = small(most.placement) if most.found and most.placement else "children who find no recorded place"
    amounts = f"{money(most.cost.mean)} of {money(whole.cost.mean)} on average"
    return f"In {period.label} most goes to {what}: {amounts}, {per_cent(share)}."


def split(told: Money) -> str:
    """Tell what the range of the last year comes from; nothing where there is no range."""
    if not told.split:
        return ""
    last = told.split[-1]
    return (
        f"What makes the range of {last.period} wide is to {per_cent(last.numbers)} how many children there are and "
        f"where they live, and to {per_cent(1 - last.numbers)} how prices rise each April."
    )


def nowhere(told: Money) -> str:
    """Tell what is in the first whole year for children without a place; nothing where all have one."""
    line = next((one for one in told.nowhere if one.period == told.year.label), None)
    if line is None or not line.cost.mean:
        return ""
    return (
        f"In it are {money(line.cost.mean)} on average for children who find no recorded place: somewhere has to be "
        "found for them, and that is priced as spot purchase of a children's home."
    )


def unpriced(told: Money) -> str:
    """Tell what has no price; nothing where all has."""
    if not told.unpriced:
        return ""
    weeks = sum(one["weeks"] for one in told.unpriced)
    kinds = [small(PlacementState(one["placement"])) for one in told.unpriced if one["placement"]]
    names = listed(list(dict.fromkeys(kinds))) or "children without a place"
    return f"On average {number(weeks)} weeks have no price and are in no total: {names}."


def blocked(case: Block) -> str:
    """Tell how many block places of a type cost least."""
    prices = f"With block at {pounds(case.block)} and spot at {pounds(case.spot)} a week,"
    if not case.best:
        return f"{prices} no block place of {small(case.placement)} pays in {case.label}; there are {number(case.now)}."
    return (
        f"{prices} {number(case.best)} block places of {small(case.placement)} cost least in {case.label}; there are "
        f"{number(case.now)}."
    )


def breaks_even(case: Block) -> str:
    """Tell when a block place is cheaper than spot, and how many would be as full as is wished for."""
    full = per_cent(case.target)
    many = (
        f"At most {number(case.at_target)} would be {full} full on average"
        if case.at_target
        else f"No number of them would be {full} full on average"
    )
    share = per_cent(case.occupancy)
    return f"A block place is cheaper than spot while it is lived in more than {share} of the time. {many}."


def saved(case: Block) -> str:
    """Tell what the best number saves; nothing where no block place pays."""
    return f"Against spot alone that saves {pounds(case.saving)} a week on average." if case.saving > 0 else ""


def compared(one: ScenarioCost) -> str:
    """Tell what a scenario costs more or less in its last year."""
    if one.trouble:
        return f"“{one.name}” could not be costed. {one.trouble}"
    if not one.difference:
        return f"“{one.name}” has no cost, as no price is known."
    line = one.difference[-1]
    middle = more_or_less(line.cost.p50)
    return f"“{one.name}” costs {middle} in {line.period}: {differing(line.cost)}, four times in five."


def extremes(scenarios: Sequence[ScenarioCost]) -> str:
    """Tell which scenario costs least and which most against nothing changing."""
    ordered = sorted(scenarios, key=lambda one: one.difference[-1].cost.p50)
    least, most = ordered[0], ordered[-1]
    year = least.difference[-1].period
    if least is most:
        return compared(least)
    low, high = (more_or_less(one.difference[-1].cost.p50) for one in (least, most))
    return f"Against nothing changing, “{least.name}” costs {low} in {year} and “{most.name}” {high}."


def differing(cost: Pounds) -> str:
    """Between £0.9 million less and £0.1 million more."""
    low, high = more_or_less(cost.p10), more_or_less(cost.p90)
    return low if low == high else f"between {low} and {high}"


def more_or_less(amount: Decimal) -> str:
    """£0.4 million less; £85,000 more; the same."""
    if abs(amount) < 1:
        return "the same"
    return f"{money(abs(amount))} {'more' if amount > 0 else 'less'}"


def between(cost: Pounds) -> str:
    """Between £19.1 million and £22 million; or the one amount that both ends are."""
    low, high = money(cost.p10), money(cost.p90)
    return low if low == high else f"between {low} and {high}"


def to(cost: Pounds) -> str:
    """£19.1 million to £22 million, for tables and pictures."""
    return between(cost).removeprefix("between ").replace(" and ", " to ")


def when(period: Period) -> str:
    """In 2026-27; or the days, of a year that is costed in part."""
    if period.whole:
        return f"In {period.label}"
    return f"From {day(period.first)} to {day(period.last)}"
