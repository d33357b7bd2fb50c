from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from suffice.analyse.market.models.kept import HOMES, NEVER_PLACES, Kept, ended_whole
from suffice.analyse.market.models.provider import Provider


class Registration(models.TextChoices):
    """As what the inspectorate registers it."""

    CHILDRENS_HOME = "childrens_home", "Children's home"
    SECURE_HOME = "secure_home", "Secure children's home"
    SPECIAL_SCHOOL = "special_school", "Residential special school"
    FAMILY_CENTRE = "family_centre", "Residential family centre"
    FOSTERING_AGENCY = "fostering_agency", "Independent fostering agency"
    FOSTERING_SERVICE = "fostering_service", "The council's fostering service"
    ADOPTION_AGENCY = "adoption_agency", "Adoption agency"
    SUPPORTED = "supported", "Supported accommodation"
    OTHER = "other", "Registered as something else"
    NONE = "none", "Not registered"


class Judgement(models.TextChoices):
    """What the inspectorate last said; supported accommodation has three outcomes of its own, not the four grades."""

    OUTSTANDING = "outstanding", "Outstanding"
    GOOD = "good", "Good"
    REQUIRES_IMPROVEMENT = "requires_improvement", "Requires improvement to be good"
    INADEQUATE = "inadequate", "Inadequate"
    STRONG = "strong", "Consistently strong service delivery"
    INCONSISTENT = "inconsistent", "Inconsistent quality of service delivery"
    WEAK = "weak", "Serious or widespread weaknesses"


GRADES = (Judgement.OUTSTANDING, Judgement.GOOD, Judgement.REQUIRES_IMPROVEMENT, Judgement.INADEQUATE)
OUTCOMES = (Judgement.STRONG, Judgement.INCONSISTENT, Judgement.WEAK)
OLDEST = 25


class Home(Kept):
    """A home, or a service that finds homes: where children can live, and what the inspectorate says of it."""

    NOUN: ClassVar[str] = "home"
    CHANGEABLE: ClassVar[tuple[str, ...]] = (
        "provider",
        "name",
        "urn",
        "placement",
        "registration",
        "registered_places",
        "judgement",
        "judged_on",
        "area",
        "youngest",
        "oldest",
        "note",
    )

    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="homes")
    name = models.CharField(max_length=200)
    urn = models.CharField("URN", max_length=12, blank=True)
    placement = models.CharField("kind of placement", max_length=30, choices=HOMES)
    registration = models.CharField(max_length=20, choices=Registration.choices)
    registered_places = models.PositiveSmallIntegerField(null=True, blank=True)
    judgement = models.CharField(max_length=24, choices=Judgement.choices, blank=True)
    judged_on = models.DateField("inspected", null=True, blank=True)
    area = models.CharField("authority in which it stands", max_length=100, blank=True)
    youngest = models.PositiveSmallIntegerField(default=0)
    oldest = models.PositiveSmallIntegerField(default=17)
    note = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["authority", "urn"], name="home_urn")]
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "urn"],
                condition=Q(ended_at__isnull=True) & ~Q(urn=""),
                name="one_home_a_urn",
                violation_error_message="A home with that URN is in the register already.",
            ),
            models.UniqueConstraint(
                fields=["authority", "provider", "name"],
                condition=Q(ended_at__isnull=True, urn=""),
                name="one_home_a_name",
                violation_error_message="That provider has a home of that name in the register already.",
            ),
            models.CheckConstraint(condition=~Q(name=""), name="home_has_a_name"),
            models.CheckConstraint(
                condition=~Q(placement__in=[str(one) for one in NEVER_PLACES]), name="home_is_no_family_of_a_child"
            ),
            models.CheckConstraint(
                condition=Q(youngest__lte=F("oldest"), oldest__lte=OLDEST),
                name="home_ages",
                violation_error_message=f"The youngest age is above the oldest, or the oldest is above {OLDEST}.",
            ),
            models.CheckConstraint(
                condition=Q(judgement="", judged_on__isnull=True) | ~Q(judgement="") & Q(judged_on__isnull=False),
                name="home_judgement_and_its_day",
                violation_error_message="Give the judgement and the day of the inspection together.",
            ),
            models.CheckConstraint(
                condition=Q(judgement="")
                | Q(registration=Registration.SUPPORTED, judgement__in=OUTCOMES)
                | ~Q(registration=Registration.SUPPORTED) & Q(judgement__in=GRADES),
                name="home_judgement_on_its_own_scale",
                violation_error_message="Supported accommodation has three outcomes of its own; every other kind of "
                "home has the four grades. Choose a judgement of its own scale.",
            ),
            ended_whole("home"),
        ]

    def __str__(self) -> str:
        return self.name
