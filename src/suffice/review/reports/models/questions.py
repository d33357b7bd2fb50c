from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from suffice.core.models import Authority, Person
from suffice.review.reports.models.sets import Edition


class Question(models.Model):
    """What somebody who reads a report asks of it or of one figure in it, and what was answered.

    Of a figure, it keeps the words in which the report told it, so that the question stands by itself.
    """

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="+")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="questions")
    code = models.CharField(max_length=60, blank=True)
    told = models.TextField(blank=True)
    words = models.TextField()
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-asked_at", "-pk"]
        indexes = [models.Index(fields=["authority", "answered_at"], name="question_register")]
        constraints = [
            models.CheckConstraint(condition=~Q(words=""), name="question_asks_something"),
            models.CheckConstraint(
                condition=Q(answer="", answered_by__isnull=True, answered_at__isnull=True)
                | (
                    ~Q(answer="")
                    & Q(answered_by__isnull=False, answered_at__isnull=False, answered_at__gte=F("asked_at"))
                ),
                name="question_answered_by_and_at",
            ),
        ]

    def __str__(self) -> str:
        return self.words
