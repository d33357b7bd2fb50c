from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

from django.db import models
from django.db.models import Q

from suffice.core.models import Authority, Person
from suffice.core.pages.words import number
from suffice.engine.episodes import PlacementState
from suffice.engine.needs import Group, Tier


class Unit(StrEnum):
    """What a published number is of; its value ends the code of the measure, children end it with nothing."""

    CHILDREN = ""
    RATE = ".rate"
    SHARE = ".share"

    @property
    def words(self) -> str:
        """What stands after the number."""
        return {"": "", ".rate": " in every 10,000", ".share": "%"}[self.value]


IN_CARE = "in_care"
PEOPLE, HELPED = "population", "helped.in_need"
ITSELF, ONLY, ESTIMATE = "tier", "only", "estimate"
"""All children at a tier; those at no higher one; children thought to live with a trouble, known here or not."""
TOGETHER = {"any": "any of the three troubles", "two_or_more": "two or more of them", "all_three": "all three"}
ESTIMATES = {**{str(one): one.label.lower() for one in Group}, **TOGETHER}

_BELOW = [one for one in Tier if one is not Tier.IN_CARE]
MEASURES = [
    (IN_CARE, "Children in care"),
    *((f"placement.{one}", one.label) for one in PlacementState),
    *((f"{ITSELF}.{one}", f"{one.label}, all children") for one in _BELOW),
    *((f"{ONLY}.{one}", f"{one.label}, children at no higher tier") for one in _BELOW),
    (HELPED, "In need with a plan of help, at no higher tier"),
    (f"{IN_CARE}{Unit.RATE}", "Children in care in every 10,000"),
    *((f"{ITSELF}.{one}{Unit.RATE}", f"{one.label}, all children, in every 10,000") for one in _BELOW),
    *((f"{ESTIMATE}.{code}", f"Children who live with {words}, estimated") for code, words in ESTIMATES.items()),
    *(
        (f"{ESTIMATE}.{code}{Unit.SHARE}", f"Share of children who live with {words}, estimated, in %")
        for code, words in ESTIMATES.items()
    ),
    (PEOPLE, "Children aged 0 to 17 who may live here, projected"),
]


def unit_of(measure: str) -> Unit:
    """Return what the number of a measure is of."""
    return next((one for one in (Unit.RATE, Unit.SHARE) if measure.endswith(one)), Unit.CHILDREN)


class PublishedFigure(models.Model):
    """A figure that somebody published about the authority's children, to stand beside what the returns give."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="+")
    measure = models.CharField(max_length=40, choices=MEASURES)
    on = models.DateField()
    whole_month = models.BooleanField(default=False)
    number = models.DecimalField(max_digits=9, decimal_places=2)
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
            models.CheckConstraint(condition=Q(number__gte=0), name="published_figure_not_below_nought"),
            models.CheckConstraint(
                condition=Q(withdrawn_by__isnull=True, withdrawn_at__isnull=True)
                | Q(withdrawn_by__isnull=False, withdrawn_at__isnull=False),
                name="published_figure_withdrawn_by_and_at",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.shown} published for {self.when}"

    @property
    def unit(self) -> Unit:
        """What the number is of."""
        return unit_of(self.measure)

    @property
    def places(self) -> int:
        """How many decimals it was published with."""
        return max(0, -int(Decimal(self.number).normalize().as_tuple().exponent))

    @property
    def shown(self) -> str:
        """The number as it was published, with its unit: 585; 95.6 in every 10,000; 4.48%."""
        return f"{number(self.number, self.places)}{self.unit.words}"

    @property
    def when(self) -> str:
        """The day or the month that the figure is about, as it was published."""
        return f"{self.on:%B %Y}" if self.whole_month else f"{self.on.day} {self.on:%B %Y}"
