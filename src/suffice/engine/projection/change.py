"""What a scenario changes in a simulation, month by month; without one, the future follows the reference months."""

from __future__ import annotations

from typing import NamedTuple

from suffice.engine.projection.tables import Reals


class Part(NamedTuple):
    """The work of one lever. Months count from the origin: month 0 is the first one simulated.

    In each replicate the lever works with a strength of its own: a Normal number of mean 1 and standard deviation
    `spread`, never below 0, drawn from the stream that `name` and the replicate have. So two scenarios that hold the
    same lever meet the same strength.

    Attributes:
        name: the lever's own name within the scenario.
        spread: how uncertain the strength is, as a share; 0 where the lever does exactly as it says.
        enter: [month, stream, age cell of entries], relative change of the rate of entering: -0.2 is a fifth fewer.
        leave: [month, stream, state, age], relative change of the rate of leaving.
        leave_too: [month, stream, state, age], leaving home on top of the rate, a month.
        move_too: [month, state, age, state], moving on top of the rate, a month.
    """

    name: str
    spread: float
    enter: Reals
    leave: Reals
    leave_too: Reals
    move_too: Reals
