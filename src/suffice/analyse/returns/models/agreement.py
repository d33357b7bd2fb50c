from __future__ import annotations

from django.db import models

from suffice.core.models import Made


class AgreementResult(Made):
    """What returns of different kinds say differently of the same children: how often, and each place kept apart.

    ``counts`` has a row for each pair of returns and what was held against each other; ``rows`` is the hash of the
    places, which are rows about single children, and empty once they have been cleared; ``remarks`` are sentences
    about files of places that do not fit each other.
    """

    counts = models.JSONField()
    differences = models.PositiveIntegerField()
    children = models.PositiveIntegerField()
    rows = models.CharField(max_length=64, blank=True)
    remarks = models.JSONField(default=list)
    charts = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["authority", "-made_at"], name="agreement_latest")]

    def __str__(self) -> str:
        return f"Returns held against each other on {self.made_at:%d/%m/%Y}"
