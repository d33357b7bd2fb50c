"""Monthly figures: those that were published in their month, and imagined ones of three years."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import count, takewhile
from typing import Any

from suffice.demo.returns.chance import Chance
from suffice.engine.calendar import months_after

Row = dict[str, Any]


def figures(told: Mapping[str, Any], chance: Chance) -> Iterator[Row]:
    """Yield a row a measure and month, and one a hub where a measure is told by hub.

    Args:
        told: `figures.toml`: what was published, and how high each imagined measure lies from which month on.
        chance: how far each month lies from there.
    """
    yield from told["published"]
    for measure, shape in told["imagined"].items():
        for month in _months(told["first"], told["last"]):
            for place in told["hubs"] if shape.get("by_hub") else [{}]:
                yield {
                    "measure": measure,
                    "month": f"{month:%Y-%m}",
                    **_figure(shape, month, chance, parts=len(told["hubs"]) if place else 1),
                    **place,
                    "source": told["source"],
                }


def _months(first: date, last: date) -> Iterator[date]:
    return takewhile(lambda month: month <= last, (months_after(first, at) for at in count()))


def _figure(shape: Mapping[str, Any], month: date, chance: Chance, *, parts: int) -> Row:
    level = next(one["at"] for one in reversed(shape["levels"]) if one["from"] <= month)
    if "of" not in shape:
        return {"number": max(0, round(chance.around(level, shape["spread"]) / parts))}
    out_of = max(1, round(chance.around(shape["of"], shape["of"] / 15)))
    share = chance.around(level, shape["spread"])
    return {"numerator": min(out_of, max(0, round(out_of * share))), "denominator": out_of}
