from __future__ import annotations

from typing import ClassVar

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from suffice.analyse.market.models.kept import Kept, ended_whole
from suffice.core.models import Organisation

_COMPANY = r"^[A-Z0-9]{8}$"


class OrganisationKind(models.TextChoices):
    OWN = "own", "The council itself"
    INDEPENDENT = "independent", "Independent"
    VOLUNTARY = "voluntary", "Voluntary or charity"
    PUBLIC = "public", "Another public body"


class Provider(Kept):
    """An organisation that runs homes or services for children; the council itself is one."""

    NOUN: ClassVar[str] = "provider"
    CHANGEABLE: ClassVar[tuple[str, ...]] = ("name", "kind", "company_number", "organisation", "note")

    name = models.CharField(max_length=200)
    kind = models.CharField("kind of organisation", max_length=12, choices=OrganisationKind.choices)
    company_number = models.CharField(
        max_length=8,
        blank=True,
        validators=[RegexValidator(_COMPANY, "A company number is eight figures or capital letters: 01234567.")],
    )
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    note = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "authority",
                Lower("name"),
                condition=Q(ended_at__isnull=True),
                name="one_provider_a_name",
                violation_error_message="A provider of that name is in the register already.",
            ),
            models.UniqueConstraint(
                fields=["authority", "organisation"],
                condition=Q(ended_at__isnull=True, organisation__isnull=False),
                name="one_provider_an_organisation",
                violation_error_message="The people of that organisation belong to another provider already.",
            ),
            models.CheckConstraint(condition=~Q(name=""), name="provider_has_a_name"),
            models.CheckConstraint(
                condition=Q(company_number="") | Q(company_number__regex=_COMPANY), name="provider_company_number"
            ),
            ended_whole("provider"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def own(self) -> bool:
        """Whether it is the council itself."""
        return self.kind == OrganisationKind.OWN
