from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q

from suffice.core.models import Authority, Person


def together(by: str, at: str, name: str) -> models.CheckConstraint:
    """Hold who and when together: both, or neither."""
    both = Q(**{f"{by}__isnull": False, f"{at}__isnull": False})
    return models.CheckConstraint(condition=both | Q(**{f"{by}__isnull": True, f"{at}__isnull": True}), name=name)


class OfMeasure(models.Model):
    """Something that people write beside a measure."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=60)

    class Meta:
        abstract = True


class Withdrawable(models.Model):
    """Something that stands from when it was set until it is withdrawn; the row is kept."""

    set_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    set_at = models.DateTimeField()
    withdrawn_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True


class Target(OfMeasure, Withdrawable):
    """What is aimed at from one day, to another or on; the profile of a measure is all of them that stand."""

    first_day = models.DateField()
    last_day = models.DateField(null=True)
    value = models.FloatField()
    why = models.CharField(max_length=300)

    class Meta:
        ordering = ["first_day", "pk"]
        indexes = [models.Index(fields=["authority", "code"], name="targets_of_measure")]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day__isnull=True) | Q(last_day__gte=F("first_day")), name="target_ends_after_it_begins"
            ),
            models.CheckConstraint(condition=~Q(why=""), name="target_says_why"),
            together("withdrawn_by", "withdrawn_at", "target_withdrawn_by_and_at"),
        ]

    def __str__(self) -> str:
        return f"{self.value:g} from {self.first_day}"

    def holds(self, on: date) -> bool:
        """Say whether it is the target of a day, as far as its own dates go."""
        return self.first_day <= on and (self.last_day is None or on <= self.last_day)


class Rebase(OfMeasure, Withdrawable):
    """Where mean and limits of a run chart begin anew, and what changed."""

    on = models.DateField()
    reason = models.CharField(max_length=300)

    class Meta:
        ordering = ["on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "code", "on"], condition=Q(withdrawn_at__isnull=True), name="one_standing_rebase"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="rebase_has_a_reason"),
            together("withdrawn_by", "withdrawn_at", "rebase_withdrawn_by_and_at"),
        ]

    def __str__(self) -> str:
        return f"Begun anew on {self.on}"


class Choice(Withdrawable):
    """How measures count where their official definition is not settled, other than they do unless it is chosen."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="+")
    option = models.CharField(max_length=60)
    choice = models.CharField(max_length=60)
    reason = models.CharField(max_length=300)

    class Meta:
        ordering = ["option", "-set_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "option"],
                condition=Q(withdrawn_at__isnull=True),
                name="one_standing_choice_an_option",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="choice_has_a_reason"),
            together("withdrawn_by", "withdrawn_at", "choice_withdrawn_by_and_at"),
        ]

    def __str__(self) -> str:
        return f"{self.option}: {self.choice}"


class Commentary(OfMeasure):
    """What somebody says of a figure; once a leader has signed it, it stands as it is and another may follow it."""

    on = models.DateField()
    value = models.FloatField(null=True)
    words = models.TextField()
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    signed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    signed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-written_at", "-pk"]
        indexes = [models.Index(fields=["authority", "code"], name="commentary_of_measure")]
        constraints = [
            models.CheckConstraint(condition=~Q(words=""), name="commentary_says_something"),
            together("signed_by", "signed_at", "commentary_signed_by_and_at"),
            models.CheckConstraint(
                condition=Q(signed_by__isnull=True) | ~Q(signed_by=F("written_by")), name="commentary_signed_by_another"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.written_by} on {self.code}, {self.on}"


class SavedView(models.Model):
    """Filters of the board under a name, a person's own or shared with all who read it."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=80)
    filters = models.JSONField(default=dict)
    shared = models.BooleanField(default=False)
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    saved_at = models.DateTimeField()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["authority", "owner", "name"], name="one_saved_view_a_name"),
            models.CheckConstraint(condition=~Q(name=""), name="saved_view_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name
