"""What a comparison says, in sentences written from its figures."""

from __future__ import annotations

from suffice.analyse.needs.trends import BREAKDOWNS
from suffice.analyse.projections.outcome import Range
from suffice.analyse.projections.sentences import between
from suffice.analyse.scenarios.models import Comparison
from suffice.analyse.scenarios.outcome import Difference, Future, Outcome
from suffice.core.pages.words import counted, day, number
from suffice.engine.projection.scenario.words import short

SAME_LUCK = (
    "In each simulated future every scenario meets the same luck, child by child, so a difference is what the scenario "
    "does. The range of a difference is therefore narrower than the ranges of the two numbers."
)

_SAME = "The same in every future"


def answer(outcome: Outcome) -> str:
    """On 31 March 2025 there would be 24 fewer children in care with “Edge of care” (between 10 and 41 fewer, ...)."""
    found = most(outcome)
    end, change = found.last, found.last.difference()
    lead = "" if len(outcome.scenarios) == 1 else f"Of {counted(len(outcome.scenarios), 'scenario')}, “{found.name}” "
    if not lead:
        return of_one(found)
    if not _step(change.p50):
        return f"None of the {counted(len(outcome.scenarios), 'scenario')} changes the number in care by {day(end.on)}."
    return f"{lead}changes the number in care most: {differs(change)} on {day(end.on)}{apart(change)}."


def of_one(future: Future) -> str:
    """Tell what one scenario changes by the last day."""
    change, on = future.last.difference(), day(future.last.on)
    return f"With “{future.name}” there would be {differs(change)} in care on {on}{apart(change)}."


def against(outcome: Outcome) -> str:
    """Tell the range with nothing changed, which everything else is held against."""
    end = outcome.base.last
    return (
        f"If nothing changes, {between(end.number())} children will be in care on {day(end.on)}, four times in five; "
        f"{counted(outcome.in_care, 'child was', 'children were')} in care on {day(outcome.origin)}."
    )


def most(outcome: Outcome) -> Future:
    """Return the scenario whose middle is furthest from the base at the end."""
    return max(outcome.scenarios, key=lambda one: abs(one.last.difference().p50))


def differs(change: Range) -> str:
    """24 fewer children; as many children."""
    step = _step(change.p50)
    if not step:
        return "as many children"
    return counted(abs(step), f"{_word(step)} child", f"{_word(step)} children")


def in_table(change: Range) -> str:
    """24 fewer (between 10 and 41 fewer)."""
    step = _step(change.p50)
    middle = f"{number(abs(step))} {_word(step)}" if step else "no difference"
    return middle if _alike(change) else f"{middle} ({span(change)})"


def apart(change: Range) -> str:
    """The range of a difference, in brackets; nothing where it is one number."""
    return "" if _alike(change) else f" ({span(change)}, four times in five)"


def span(change: Range) -> str:
    """Between 10 and 41 fewer; between 5 fewer and 12 more."""
    low, high = _step(change.p10), _step(change.p90)
    if low < 0 < high:
        return f"between {number(-low)} fewer and {number(high)} more"
    near, far = sorted((abs(low), abs(high)))
    if near == far:
        return signed(low)
    return f"between {number(near)} and {number(far)} {_word(low or high)}"


def chance(change: Difference) -> str:
    """In how many futures there are fewer or more: Fewer in 98 of 100 futures."""
    if not _step(change.p50):
        below, above = number(100 * change.below), number(100 * change.above)
        return f"Fewer in {below} and more in {above} of 100 futures" if below + above != "00" else _SAME
    share, word = max((change.below, "Fewer"), (change.above, "More"))
    if share == 1:
        return f"{word} in every future"
    hundredths = number(100 * share)
    return f"{word} in more than 99 of 100 futures" if hundredths == "100" else f"{word} in {hundredths} of 100 futures"


def where(future: Future) -> str:
    """Tell the two placements that a scenario changes most by the last day; nothing where none changes by a child."""
    among = BREAKDOWNS["placement"].among
    changes = {state: future.last.difference("placement", state) for state in among}
    found = sorted(changes, key=lambda state: -abs(changes[state].mean))[:2]
    told = [f"{in_table(changes[state])} {among[state]}" for state in found if _step(changes[state].p50)]
    return f"Where they live: {' and '.join(told)}." if told else ""


def compared(outcome: Outcome) -> str:
    """The finding of the lines: from where, and to where each goes."""
    end = outcome.base.last
    ends = sorted(round(one.last.number().p50) for one in outcome.scenarios)
    reach = number(ends[0]) if ends[0] == ends[-1] else f"{number(ends[0])} to {number(ends[-1])}"
    return (
        f"Children in care: from {number(outcome.in_care)} on {day(outcome.origin)} to {number(end.number().p50)} on "
        f"{day(end.on)} if nothing changes, and to {reach} with the {_scenarios(outcome)}; middles of the ranges."
    )


def differences(outcome: Outcome) -> str:
    """The finding of the bars: who differs how much at the end."""
    found = most(outcome)
    change = found.last.difference()
    return (
        f"By {day(found.last.on)} “{found.name}” has {differs(change)} in care than if nothing changes{apart(change)}."
    )


def waterfall(future: Future) -> str:
    """The finding of a waterfall: the lever that does most, and all together."""
    end, steps = future.last, future.steps
    total = f"“{future.name}” on {day(end.on)}: {signed(end.difference().mean, 1)} on average"
    step = max(steps, key=lambda one: abs(one.added.mean))
    lever = f"lever {step.place}, {short(future.lever(step.place))}"
    return f"{total}, {signed(step.added.mean, 1)} of it by {lever}."


def signed(value: float, places: int = 0) -> str:
    """12 fewer; 3.4 more; none."""
    figure = number(abs(value), places)
    return "none" if not float(figure.replace(",", "")) else f"{figure} {_word(1 if value > 0 else -1)}"


def repeated(comparison: Comparison) -> str | None:
    """Tell whether a comparison that was made again gives the same figures; None for one that was not."""
    if comparison.again is None:
        return None
    asked = f"It was made again as on {day(comparison.again.asked_at)}"
    if comparison.document == comparison.again.document:
        return f"{asked}, and gives the same figures to the bit."
    if comparison.inputs.get("returns") != comparison.again.inputs.get("returns"):
        return f"{asked}. The returns have changed since, and so have the figures."
    return f"{asked} of the same returns, and yet the figures differ: the method must have changed."


def _scenarios(outcome: Outcome) -> str:
    return "scenario" if len(outcome.scenarios) == 1 else f"{len(outcome.scenarios)} scenarios"


def _step(value: float) -> int:
    """Return a number of children, rounded half away from nought."""
    return int(number(abs(value)).replace(",", "")) * (1 if value > 0 else -1)


def _word(step: int) -> str:
    return "more" if step > 0 else "fewer"


def _alike(change: Range) -> bool:
    return _step(change.p10) == _step(change.p50) == _step(change.p90)
