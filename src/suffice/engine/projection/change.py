"""What a scenario changes in a simulation, month by month; without one, the future follows the reference months."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from suffice.engine.projection.cells import AGES, ENTRY_GROUPS, STATES, STREAMS
from suffice.engine.projection.tables import Changes, Reals


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


def stacked(parts: Sequence[Part], months: int) -> tuple[Changes, ...]:
    """Return the parts of a scenario as the kernel takes them, for each stream of children.

    Args:
        parts: the levers' work; the relative changes of several multiply, what comes on top adds up.
        months: how many months are simulated.

    Raises:
        ValueError: where an array has another shape than `Part` promises, or a rate on top is negative.
    """
    for part in parts:
        _refuse_unfit(part, months)
    key = np.array([_own_key(part.name) for part in parts], np.uint64)
    spread = np.array([part.spread for part in parts], np.float64)
    wide, long = len(STATES), len(AGES)
    move_too = _stack([part.move_too for part in parts], (months, wide, long, wide))
    return tuple(
        Changes(
            key=key,
            spread=spread,
            enter=_stack([part.enter[:, stream] for part in parts], (months, len(ENTRY_GROUPS))),
            leave=_stack([part.leave[:, stream] for part in parts], (months, wide, long)),
            leave_too=_stack([part.leave_too[:, stream] for part in parts], (months, wide, long)),
            move_too=move_too,
        )
        for stream in range(len(STREAMS))
    )


def _refuse_unfit(part: Part, months: int) -> None:
    streams, states, ages = len(STREAMS), len(STATES), len(AGES)
    shapes = {
        "enter": (months, streams, len(ENTRY_GROUPS)),
        "leave": (months, streams, states, ages),
        "leave_too": (months, streams, states, ages),
        "move_too": (months, states, ages, states),
    }
    for name, shape in shapes.items():
        given = getattr(part, name)
        if given.shape != shape:
            raise ValueError(f"{part.name}: {name} must have the shape {shape}, not {given.shape}")
        if not np.isfinite(given).all():
            raise ValueError(f"{part.name}: {name} must hold numbers")
    if part.spread < 0 or (part.leave_too < 0).any() or (part.move_too < 0).any():
        raise ValueError(f"{part.name}: a spread and a rate on top of others cannot be negative")


def _stack(arrays: Sequence[NDArray[np.float64]], shape: tuple[int, ...]) -> Reals:
    return np.ascontiguousarray(np.stack(arrays), np.float64) if arrays else np.zeros((0, *shape))


def _own_key(name: str) -> int:
    return int.from_bytes(hashlib.blake2b(name.encode(), digest_size=8).digest(), "little")
