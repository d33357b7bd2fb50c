from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models

ROWS_KEPT_YEARS = 10
LOOKS_KEPT_MONTHS = 24


class Authority(models.Model):
    """A local authority whose children and records this installation holds."""

    code = models.CharField(max_length=3, unique=True, validators=[RegexValidator(r"^[0-9]{3}$")])
    ons_code = models.CharField(max_length=9, blank=True)
    name = models.CharField(max_length=100)
    region = models.CharField(max_length=60, blank=True)
    demonstration = models.BooleanField(default=False)

    class Meta:
        verbose_name_plural = "authorities"
        constraints = [
            models.CheckConstraint(condition=models.Q(code__regex=r"^[0-9]{3}$"), name="authority_code_is_three_digits")
        ]

    def __str__(self) -> str:
        return self.name


class AuthoritySettings(models.Model):
    """What an authority has settled for itself; the default is what a new one starts with."""

    authority = models.OneToOneField(Authority, on_delete=models.CASCADE, related_name="settings")
    rows_kept_years = models.PositiveSmallIntegerField(
        default=ROWS_KEPT_YEARS, validators=[MinValueValidator(1), MaxValueValidator(75)]
    )
    looks_kept_months = models.PositiveSmallIntegerField(
        default=LOOKS_KEPT_MONTHS, validators=[MinValueValidator(6), MaxValueValidator(120)]
    )

    class Meta:
        verbose_name_plural = "authority settings"
        constraints = [
            models.CheckConstraint(condition=models.Q(rows_kept_years__range=(1, 75)), name="rows_kept_1_to_75_years"),
            models.CheckConstraint(
                condition=models.Q(looks_kept_months__range=(6, 120)), name="looks_kept_6_to_120_months"
            ),
        ]

    def __str__(self) -> str:
        return f"Settings of {self.authority}"


class Organisation(models.Model):
    """A body outside the council that some people here belong to, such as a provider."""

    name = models.CharField(max_length=200, unique=True)

    def __str__(self) -> str:
        return self.name
