from __future__ import annotations

from django.db import models

from suffice.analyse.market.models.file import BroughtFile
from suffice.analyse.market.models.home import Home


class PlacesInUse(models.Model):
    """How many of the council's children lived in a home on one day, as a file told it."""

    home = models.ForeignKey(Home, on_delete=models.PROTECT, related_name="in_use")
    on = models.DateField()
    number = models.PositiveSmallIntegerField()
    file = models.ForeignKey(BroughtFile, on_delete=models.PROTECT, related_name="in_use")

    class Meta:
        verbose_name_plural = "places in use"
        constraints = [models.UniqueConstraint(fields=["home", "on"], name="one_number_in_use_a_day")]

    def __str__(self) -> str:
        return f"{self.number} in use in {self.home} on {self.on}"
