from __future__ import annotations

from django.db import models
from django.db.models import Q

from suffice.analyse.needs.equality.figures import Equality
from suffice.core.models import Authority, Made, Person
from suffice.engine.measures.living import BY, OTHERS, Living
from suffice.engine.measures.splitting import SPLITS


class EqualityResult(Made):
    """Who is over-represented, as it came out of one set of accepted returns and children by group."""

    definition = models.CharField(max_length=10)
    figures = models.JSONField()
    charts = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["authority", "-made_at"], name="equality_latest")]

    def __str__(self) -> str:
        return f"Who is over-represented, made on {self.made_at:%d/%m/%Y}"

    @property
    def told(self) -> Equality:
        """The figures, as they were worked out."""
        return Equality.of(self.figures)


class ChildrenByGroup(models.Model):
    """How many children of each group live here, as a source that a person names tells it."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="+")
    by = models.CharField(max_length=20, choices=[(one, SPLITS[one].title) for one in BY])
    year = models.PositiveSmallIntegerField()
    per_cent = models.BooleanField()
    children = models.JSONField()
    source = models.CharField(max_length=300)
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField()
    withdrawn_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["by", "-year", "-recorded_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "by", "year"],
                condition=Q(withdrawn_at__isnull=True),
                name="one_standing_children_by_group",
            ),
            models.CheckConstraint(condition=~Q(source=""), name="children_by_group_say_their_source"),
            models.CheckConstraint(
                condition=Q(withdrawn_by__isnull=True, withdrawn_at__isnull=True)
                | Q(withdrawn_by__isnull=False, withdrawn_at__isnull=False),
                name="children_by_group_withdrawn_by_and_at",
            ),
        ]

    def __str__(self) -> str:
        return f"Children by {self.get_by_display().lower()} of {self.year}"

    @property
    def living(self) -> Living:
        """The same, as shares are worked out from it."""
        # PostgreSQL keeps no order of a JSON document's keys: groups are told in the order in which pages list them.
        known = [*SPLITS[self.by].groups, OTHERS]
        place = {group: at for at, group in enumerate(known)}
        groups = sorted(self.children, key=lambda group: (place.get(group, len(known)), group))
        children = {group: self.children[group] for group in groups}
        return Living(self.by, children, self.per_cent, self.year, self.source)
