from __future__ import annotations

from decimal import Decimal
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from suffice.analyse.market.models.framework import Framework
from suffice.analyse.market.models.home import Home
from suffice.analyse.market.models.kept import HOLDINGS, Kept, ended_whole, ends_after_it_begins


class Places(Kept):
    """Places in one home that the council can use, from a day until a day, held in one way."""

    NOUN: ClassVar[str] = "places"
    CHANGEABLE: ClassVar[tuple[str, ...]] = ("framework", "number", "usable", "begins", "until", "note")

    home = models.ForeignKey(Home, on_delete=models.PROTECT, related_name="places")
    holding = models.CharField("how they are held", max_length=10, choices=HOLDINGS)
    framework = models.ForeignKey(Framework, on_delete=models.PROTECT, null=True, blank=True, related_name="places")
    number = models.PositiveSmallIntegerField("places")
    usable = models.DecimalField("usable share", max_digits=3, decimal_places=2, default=Decimal(1))
    begins = models.DateField("begin")
    note = models.TextField(blank=True)

    class Meta:
        verbose_name_plural = "places"
        constraints = [
            models.UniqueConstraint(
                fields=["home", "holding", "begins"],
                condition=Q(until__isnull=True) | Q(until__gt=F("begins")),
                name="places_once_a_home_holding_and_day",
                violation_error_message="Places of that home, held in that way, begin on that day already. "
                "Change those instead.",
            ),
            models.CheckConstraint(
                condition=Q(number__gte=1), name="places_are_some", violation_error_message="Give at least one place."
            ),
            models.CheckConstraint(
                condition=Q(usable__gt=0, usable__lte=1),
                name="places_usable_share",
                violation_error_message="The share that can be used is above nought and at most 1.",
            ),
            ends_after_it_begins("places"),
            ended_whole("places"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {'place' if self.number == 1 else 'places'} in {self.home}"
