"""One measurement, and how it is shown."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Line:
    """What was measured.

    Attributes:
        what: in words.
        value: the figure; None where it could not be measured.
        unit: seconds, MiB, times, ...
        bar: what it is held to, in words; empty where there is none.
        note: what else a reader needs.
    """

    what: str
    value: float | None
    unit: str = ""
    bar: str = ""
    note: str = ""

    def document(self) -> dict[str, Any]:
        """Return the line as plain values, ready for JSON."""
        return asdict(self)


def shown(line: Line) -> str:
    """Return the line as text, in columns."""
    figure = "-" if line.value is None else f"{line.value:,.3g}" if line.value < 100 else f"{line.value:,.0f}"
    tail = "; ".join(part for part in (line.bar and f"bar: {line.bar}", line.note) if part)
    return f"{line.what:<76} {figure:>10} {line.unit:<14} {tail}".rstrip()


def median_seconds(task: Callable[[], object], *, times: int = 5) -> float:
    """Return the median wall time of a task that has been run once before."""
    return medians([task], times=times)[0]


def medians(tasks: Sequence[Callable[[], object]], *, times: int = 5) -> list[float]:
    """Return the median wall time of each task; they take turns, so that other work on the machine hits all alike."""
    taken: list[list[float]] = [[] for _ in tasks]
    for again in range(times + 1):
        for task, seconds in zip(tasks, taken, strict=True):
            started = time.perf_counter()
            task()
            if again:
                seconds.append(time.perf_counter() - started)
    return [statistics.median(seconds) for seconds in taken]
