from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from suffice.core import charts
from suffice.core.models import Authority, Chart


class Drawn(Protocol):
    """A result that was drawn: the hash of each of its charts by name, and whose it is."""

    charts: dict[str, str]
    authority: Authority


def charts_of(result: Drawn | None) -> Mapping[str, Chart]:
    """Return the charts of a result by name; none where there is no result."""
    if result is None or not result.charts:
        return {}
    return charts.by_name(result.authority, result.charts)
