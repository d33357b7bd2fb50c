from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import models

from suffice.core.digests import digest_of
from suffice.core.models.authority import Authority
from suffice.core.models.person import Person


class Made(models.Model):
    """A result that was made in the background: whose, by whom, when, and what went into it. None is ever changed."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="+")
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()
    inputs = models.JSONField()
    inputs_digest = models.CharField(max_length=64)

    class Meta:
        abstract = True

    def is_made_of(self, inputs: Mapping[str, Any] | Sequence[Any]) -> bool:
        """Say whether the same went into it, so that the same would come out."""
        return self.inputs_digest == digest_of(inputs)
