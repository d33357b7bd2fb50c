from __future__ import annotations

from decimal import Decimal
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from suffice.analyse.market.models.kept import (
    HOLDINGS,
    PLACEMENTS,
    Kept,
    ended_whole,
    ends_after_it_begins,
    place_in_words,
)
from suffice.analyse.market.models.provider import Provider
from suffice.engine.supply.model import Holding

MOST = Decimal(100_000)
_STANDS = Q(until__isnull=True) | Q(until__gt=F("begins"))
_TWICE = (
    "A price for the same kind of place, provider, holding and need begins on that day already. Change that instead."
)


class Price(Kept):
    """What a place costs a week, from a day; money is kept to the penny."""

    NOUN: ClassVar[str] = "price"
    CHANGEABLE: ClassVar[tuple[str, ...]] = (
        "weekly",
        "begins",
        "until",
        "per_place",
        "uplift",
        "uplift_spread",
        "source",
    )

    placement = models.CharField("kind of placement", max_length=30, choices=PLACEMENTS)
    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, null=True, blank=True, related_name="prices")
    holding = models.CharField("how the place is held", max_length=10, choices=HOLDINGS, blank=True)
    need = models.CharField("level of need", max_length=60, blank=True)
    weekly = models.DecimalField("pounds a week", max_digits=9, decimal_places=2)
    per_place = models.BooleanField("paid for whether a child lives there or not", default=False)
    begins = models.DateField("begins")
    uplift = models.DecimalField("rise each April", max_digits=5, decimal_places=4, default=Decimal(0))
    uplift_spread = models.DecimalField("spread of that rise", max_digits=5, decimal_places=4, default=Decimal(0))
    placements = models.PositiveIntegerField("placements behind it", null=True, blank=True)
    source = models.CharField(max_length=300)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "placement", "provider", "holding", "need", "begins"],
                condition=_STANDS & Q(provider__isnull=False),
                name="one_price_of_a_provider_a_day",
                violation_error_message=_TWICE,
            ),
            models.UniqueConstraint(
                fields=["authority", "placement", "holding", "need", "begins"],
                condition=_STANDS & Q(provider__isnull=True),
                name="one_price_of_a_kind_a_day",
                violation_error_message=_TWICE,
            ),
            models.CheckConstraint(
                condition=Q(weekly__gt=0, weekly__lte=MOST),
                name="price_is_something",
                violation_error_message="A price is above nought and at most £100,000 a week. Where a place costs "
                "nothing, leave its price out.",
            ),
            models.CheckConstraint(
                condition=Q(uplift__gte=Decimal("-0.5"), uplift__lte=Decimal("0.5")),
                name="price_uplift",
                violation_error_message="The rise each April is between -50 and 50 per cent.",
            ),
            models.CheckConstraint(
                condition=Q(uplift_spread__gte=0, uplift_spread__lte=Decimal("0.5")),
                name="price_uplift_spread",
                violation_error_message="The spread of the rise is between 0 and 50 per cent.",
            ),
            models.CheckConstraint(
                condition=~Q(holding=Holding.BLOCK) | Q(per_place=True),
                name="price_of_a_block_is_a_places",
                violation_error_message="Under a block contract every place is paid for, whether a child lives there "
                "or not. Say so of the price.",
            ),
            models.CheckConstraint(condition=~Q(source=""), name="price_says_its_source"),
            ends_after_it_begins("price"),
            ended_whole("price"),
        ]

    def __str__(self) -> str:
        whose = f" with {self.provider}" if self.provider else ""
        need = f", {self.need}" if self.need else ""
        return f"£{self.weekly:,.2f} a week for {place_in_words(self.placement)}{whose}{need}"
