from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from suffice.analyse.needs.trends import Trends
from suffice.core.models import Authority, Person
from suffice.engine.episodes import PlacementState


class TrendsResult(models.Model):
    """Local trends as they came out of one set of accepted returns: the figures, and what went into them."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="+")
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()
    definition = models.CharField(max_length=10)
    first_day = models.DateField()
    last_day = models.DateField()
    inputs = models.JSONField()
    inputs_digest = models.CharField(max_length=64)
    figures = models.JSONField()
    charts = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["authority", "-made_at"], name="trends_latest")]
        constraints = [
            models.CheckConstraint(condition=Q(first_day__lte=F("last_day")), name="trends_cover_some_days"),
        ]

    def __str__(self) -> str:
        return f"Local trends, {self.first_day} to {self.last_day}"

    @property
    def trends(self) -> Trends:
        """The figures, as they were worked out."""
        return Trends.of(self.figures)


IN_CARE = "in_care"
MEASURES = [(IN_CARE, "Children in care"), *((f"placement.{one}", one.label) for one in PlacementState)]


class PublishedFigure(models.Model):
    """A figure that somebody published about the authority's children, to stand beside what the returns give."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="+")
    measure = models.CharField(max_length=40, choices=MEASURES)
    on = models.DateField()
    whole_month = models.BooleanField(default=False)
    number = models.PositiveIntegerField()
    source = models.CharField(max_length=300)
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField()
    withdrawn_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["on", "measure", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "measure", "on", "number", "source"],
                condition=Q(withdrawn_at__isnull=True),
                name="one_standing_published_figure",
            ),
            models.CheckConstraint(condition=~Q(source=""), name="published_figure_says_its_source"),
            models.CheckConstraint(
                condition=Q(withdrawn_by__isnull=True, withdrawn_at__isnull=True)
                | Q(withdrawn_by__isnull=False, withdrawn_at__isnull=False),
                name="published_figure_withdrawn_by_and_at",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number:,} published for {self.when}"

    @property
    def when(self) -> str:
        """The day or the month that the figure is about, as it was published."""
        return f"{self.on:%B %Y}" if self.whole_month else f"{self.on.day} {self.on:%B %Y}"
