"""What a projection runs on, as plain arrays: fitted rates, how months become cells, the children at the origin."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Reals = NDArray[np.float64]
Whole = NDArray[np.int32]


class Table(NamedTuple):
    """Events counted over exposure, in cells, and the factors whose product is each cell's rate.

    A cell's rate is ``base x product over margins of that margin's factor``. Margin j sorts the cells into groups; its
    factors are multipliers with a Gamma prior of mean 1 and weight ``weights[j]`` (in expected events). A weight of 0
    takes the group's events over expected events as it stands; a great weight leaves the coarser rate alone.

    Attributes:
        exposure: time at risk (child-months) of each cell; for shares, the events to be shared out.
        events: events seen in each cell.
        base: what the factors multiply: 1; 0 where the event is ruled out; for entries, the years of age in the cell.
        groups: [margin, cell], the group of the cell.
        sizes: [margin], how many groups.
        weights: [margin], prior weight in expected events.
        factors: [margin, group], as fitted.
        rates: fitted rate of each cell.
    """

    exposure: Reals
    events: Reals
    base: Reals
    groups: Whole
    sizes: Whole
    weights: Reals
    factors: Reals
    rates: Reals


class Tables(NamedTuple):
    """All that drives a projection; cells are flat, in the order of the brackets.

    Attributes:
        leave: [state, age, months in care], leaving the count, a month.
        cause: [state, age, cause], shares of leaving.
        move: [state, age, months in placement], moving to another state, a month.
        destination: [state, age, state], shares of moves.
        enter: [age cell], children entering for the first time, a month.
        entry_state: [age, state], shares of entries.
        back: [cause, age, months away], coming back, a month.
        back_state: [state left, age, state], shares of returns.
        together: [4], of the groups of brothers and sisters who enter together, the share with 1, 2, 3 and 4 children.
    """

    leave: Table
    cause: Table
    move: Table
    destination: Table
    enter: Table
    entry_state: Table
    back: Table
    back_state: Table
    together: Reals


class Brackets(NamedTuple):
    """How months become cells.

    Attributes:
        care: months in care at which a bracket ends; the last never does (infinite).
        place: the same for months in the placement.
        away: the same for months since leaving; when the last one ends a return is no longer possible.
        entry_from: youngest age in months of each age cell of entries.
        entry_to: age in months at which the cell ends.
        birthdays: the birthdays, in months of age, at which an age band ends; the last is the 18th.
    """

    care: Reals
    place: Reals
    away: Reals
    entry_from: Reals
    entry_to: Reals
    birthdays: Reals


class Drift(NamedTuple):
    """How far rates may wander from what the reference window showed, in the months after it.

    The kinds are entries of each stream in the order of `STREAMS`, then leaving, then moving. The logarithm of each
    kind's multiplier is Normal; every multiplier has mean 1, so drift widens the range and leaves a rate's mean alone.

    Attributes:
        root: [kind, month, month], a lower triangle; with its own transpose it gives the covariance of the logarithm.
        variance: [kind, month], of the logarithm.
        variants: [variant, month], the area's children over those at the origin, path by path, which the entries of the
            first stream follow; one is drawn in each replicate.
        weights: [variant], the chance of each path, adding up to 1.
    """

    root: Reals
    variance: Reals
    variants: Reals
    weights: Reals


class Changes(NamedTuple):
    """What the parts of a scenario change for one stream, stacked; see `change.Part` for each.

    Attributes:
        key: [part], a number that is the lever's own.
        spread: [part], standard deviation of the strength.
        enter: [part, month, age cell of entries].
        leave: [part, month, state, age].
        leave_too: [part, month, state, age].
        move_too: [part, month, state, age, state].
    """

    key: NDArray[np.uint64]
    spread: Reals
    enter: Reals
    leave: Reals
    leave_too: Reals
    move_too: Reals


class Children(NamedTuple):
    """Children alive to the projection at its origin: those in care, and those who left and may return.

    Attributes:
        key: a number that is the child's own, whatever other children there are.
        state: placement state; for those who left, the one they left.
        cause: why they left; -1 while in care.
        care: months (real, zero or less) at which the stay in care began.
        place: the same for the placement.
        left: the same for leaving.
        steps: [child, 5], the first month end on or after the 1st, 5th, 10th, 16th and 18th birthday.
    """

    key: NDArray[np.uint64]
    state: Whole
    cause: Whole
    care: Reals
    place: Reals
    left: Reals
    steps: Whole
