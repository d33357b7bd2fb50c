"""The charts of the market as they were last drawn."""

from __future__ import annotations

from suffice.analyse.market.models import MarketDrawing
from suffice.core.charts import by_name
from suffice.core.models import Authority, Chart


def latest(authority: Authority) -> MarketDrawing | None:
    """Return the last drawing of an authority's market."""
    found = MarketDrawing.objects.filter(authority=authority).select_related("authority")
    return found.order_by("-drawn_at", "-pk").first()


def charts(drawn: MarketDrawing) -> dict[str, Chart]:
    """Return the charts of a drawing by name."""
    return by_name(drawn.authority, drawn.charts)
