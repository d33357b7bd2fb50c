from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q

from suffice.analyse.sufficiency.outcome import Block, Money, Places, ScenarioCost
from suffice.core.models import Made


class SufficiencyResult(Made):
    """Need held against places and prices as they stood: the figures, and what went into them. None is changed."""

    origin = models.DateField()
    places = models.JSONField()
    ages = models.JSONField()
    cost = models.JSONField(null=True)
    block = models.JSONField(default=list)
    scenarios = models.JSONField(default=list)
    charts = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["authority", "-made_at"], name="sufficiency_latest")]
        constraints = [
            models.CheckConstraint(condition=~Q(inputs_digest=""), name="sufficiency_says_what_went_in"),
        ]

    def __str__(self) -> str:
        return f"Sufficiency from {self.origin.day} {self.origin:%B %Y}"

    @property
    def held(self) -> Places:
        """Need against places."""
        return Places.of(self.places)

    @property
    def money(self) -> Money | None:
        """What it costs; None where no price was known."""
        return None if self.cost is None else Money.of(self.cost)

    @property
    def blocks(self) -> tuple[Block, ...]:
        """Block against spot, by type."""
        return tuple(Block.of(one) for one in self.block)

    @property
    def scenario_costs(self) -> tuple[ScenarioCost, ...]:
        """What each saved scenario costs, and does to the gaps."""
        return tuple(ScenarioCost.of(one) for one in self.scenarios)

    @property
    def asked(self) -> dict[str, Any]:
        """What the projection behind it was asked for."""
        asked: dict[str, Any] = self.inputs["asked"]
        return asked
