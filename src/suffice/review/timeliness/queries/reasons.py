"""Why teams were behind, as recorded."""

from __future__ import annotations

from django.db.models import QuerySet

from suffice.core.models import Authority
from suffice.core.pages.register import Column, Register
from suffice.review.timeliness.models import Reason


def standing(authority: Authority, rule: str) -> QuerySet[Reason]:
    """Return the reasons that stand against one rule, the newest first."""
    found = Reason.objects.filter(authority=authority, rule=rule, withdrawn_at__isnull=True)
    return found.select_related("recorded_by")


REASONS = Register(
    name="reasons",
    caption="Why teams were behind",
    noun=("reason", "reasons"),
    order="-on",
    alone=False,
    empty="No reason is recorded.",
    columns=(
        Column(key="on", heading="As at", value=lambda one: one.on, sort="on"),
        Column(key="team", heading="Team", value=lambda one: one.team or "Every team", sort="team"),
        Column(key="why", heading="Why", value=lambda one: one.get_why_display(), sort="why"),
        Column(key="note", heading="More about it", value=lambda one: one.note),
        Column(
            key="by", heading="Recorded by", value=lambda one: one.recorded_by.name if one.recorded_by else "Suffice"
        ),
        Column(key="at", heading="Recorded on", value=lambda one: one.recorded_at.date(), sort="recorded_at"),
    ),
)
