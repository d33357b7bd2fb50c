from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.db import models
from django.urls import reverse

from suffice.core.models.authority import Authority

WIDTHS = {"wide": 760, "narrow": 340}  # pixels; the narrow one is for a phone


class Chart(models.Model):
    """A drawing in the catalogue: whose it is, what a reader must hold to see it, and the finding it shows."""

    digest = models.CharField(max_length=64)
    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="+")
    permission = models.CharField(max_length=60)
    title = models.TextField()
    drawn_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["authority", "digest"], name="one_chart_a_digest")]

    def __str__(self) -> str:
        return self.title

    def path(self, width: str) -> Path:
        """Where the drawing of that width (wide or narrow) is kept."""
        return Path(settings.DATA) / "charts" / f"{self.digest}-{width}.svg"

    def address(self, width: str) -> str:
        """Where a browser finds the drawing of that width."""
        found = {"authority_code": self.authority.code, "digest": self.digest, "width": width}
        return reverse("core:chart", kwargs=found)
