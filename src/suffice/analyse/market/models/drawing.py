from __future__ import annotations

from django.db import models

from suffice.core.models import Authority


class MarketDrawing(models.Model):
    """The charts of the market as they were drawn on a day, of the figures named by their digest."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="+")
    drawn_at = models.DateTimeField()
    on = models.DateField()
    figures = models.CharField(max_length=64)
    charts = models.JSONField()

    class Meta:
        indexes = [models.Index(fields=["authority", "-drawn_at"], name="market_drawing_latest")]

    def __str__(self) -> str:
        return f"Market on {self.on}"
