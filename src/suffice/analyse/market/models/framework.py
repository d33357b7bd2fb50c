from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from suffice.analyse.market.models.kept import HOLDINGS, Kept, ended_whole, ends_after_it_begins
from suffice.engine.episodes import PlacementState
from suffice.engine.supply.model import Holding


def known_placements(codes: Any) -> None:
    """Refuse what is not a list of kinds of placement."""
    if not isinstance(codes, list) or not set(codes) <= {str(one) for one in PlacementState}:
        raise ValidationError("Choose kinds of placement from the list.")


class Framework(Kept):
    """An agreement from which places are called off: regional or local, or a block contract."""

    NOUN: ClassVar[str] = "framework"
    CHANGEABLE: ClassVar[tuple[str, ...]] = ("name", "run_by", "holding", "placements", "begins", "until", "note")

    name = models.CharField(max_length=200)
    run_by = models.CharField(max_length=200, blank=True)
    holding = models.CharField("how places are held", max_length=10, choices=HOLDINGS)
    placements = models.JSONField("kinds of placement", default=list, validators=[known_placements])
    begins = models.DateField("begins")
    note = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "authority",
                Lower("name"),
                condition=Q(ended_at__isnull=True),
                name="one_framework_a_name",
                violation_error_message="A framework or contract of that name is in the register already.",
            ),
            models.CheckConstraint(condition=~Q(name=""), name="framework_has_a_name"),
            models.CheckConstraint(condition=~Q(holding=Holding.OWN), name="framework_is_with_others"),
            ends_after_it_begins("framework"),
            ended_whole("framework"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def kinds(self) -> list[str]:
        """The kinds of placement that it covers, in words."""
        return [one.label for one in PlacementState if str(one) in self.placements]
