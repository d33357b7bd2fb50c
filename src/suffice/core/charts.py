"""Charts: one specification, drawn on the server when a result is made, kept by its hash, shown only to those who may.

A room hands over a function that makes the Altair chart for a width ("wide" or "narrow"). It is called in background
work, never in a page view; the page shows the picture with the `figure` macro, and the figures as a table beside it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from suffice.core.drawing import svg_of
from suffice.core.models import Authority, Chart
from suffice.core.models.chart import WIDTHS
from suffice.core.palette import COLOURS, GREY, HOUSE, INK, THEME

__all__ = ["COLOURS", "GREY", "HOUSE", "INK", "Maker", "by_name", "draw", "spread"]

_DRAWN_BY = 1  # raise it when the theme or the way of drawing changes

Maker = Callable[[str], Any]


def draw(make: Maker, *, title: str, authority: Authority, permission: str, at: datetime) -> Chart:
    """Draw a chart for both widths and enter it in the catalogue; one drawn before is not drawn again.

    Args:
        make: returns the Altair chart for "wide" (760 pixels) or "narrow" (340).
        title: the finding that the chart shows, as a sentence; it is the picture's text for who does not see it.
        authority: whose figures they are.
        permission: what a reader must hold to see it.
        at: when.
    """
    specs = {width: json.dumps(_themed(make, width), sort_keys=True) for width in WIDTHS}
    # The finding is of one day, and two days can look alike: each keeps its own.
    digest = _digest(permission, title, *specs.values())
    chart, _ = Chart.objects.update_or_create(
        authority=authority, digest=digest, defaults={"permission": permission, "title": title, "drawn_at": at}
    )
    for width, spec in specs.items():
        if not chart.path(width).exists():
            _write(chart.path(width), svg_of(spec))
    return chart


def by_name(authority: Authority, digests: Mapping[str, str]) -> dict[str, Chart]:
    """Return charts of the catalogue by the names under which a result keeps their hashes; those that are there."""
    found = Chart.objects.filter(authority=authority, digest__in=digests.values()).select_related("authority")
    by_digest = {one.digest: one for one in found}
    return {name: by_digest[held] for name, held in digests.items() if held in by_digest}


def spread(ends: Sequence[float], domain: Sequence[float], *, gap: float) -> list[float]:
    """Return where labels for these numbers stand, in the same order: `gap` apart at least, and inside the domain."""
    order = sorted(range(len(ends)), key=lambda at: ends[at])
    placed = dict.fromkeys(order, 0.0)
    floor = domain[0] + gap / 2
    for at in order:
        placed[at] = max(ends[at], floor)
        floor = placed[at] + gap
    ceiling = domain[1] - gap / 2
    for at in reversed(order):
        placed[at] = min(placed[at], ceiling)
        ceiling = placed[at] - gap
    return [placed[at] for at in range(len(ends))]


def _themed(make: Maker, width: str) -> dict[str, Any]:
    """Return the specification, unchecked: checking takes three times as long, and the tests of each room do it."""
    from altair.utils.schemapi import debug_mode  # noqa: PLC0415 - a second to import, and only the worker draws

    with debug_mode(False):
        spec: dict[str, Any] = make(width).to_dict(validate=False)
    return {**spec, "config": THEME}


def _digest(*parts: str) -> str:
    return hashlib.sha256("\n".join([str(_DRAWN_BY), *parts]).encode()).hexdigest()


def _write(path: Path, svg: str) -> None:
    """Put the drawing in its place whole: a reader never sees half of one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    begun = path.with_suffix(".begun")
    begun.write_text(svg, encoding="utf-8")
    begun.replace(path)
