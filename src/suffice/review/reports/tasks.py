"""The work of this room that goes on in the background, and where actions lead back to."""

from __future__ import annotations

from django.utils import timezone

from suffice.core import work
from suffice.core.actions.queries import lead_back
from suffice.core.pages.addresses import here
from suffice.core.work import Progress
from suffice.review.reports import operations
from suffice.review.reports.models import Edition, Meeting, Question
from suffice.review.reports.queries import sets


@work.job(sets.KIND)
def make(progress: Progress, *, edition: int) -> str:
    """Make an edition, and lead to its page."""
    asked = Edition.objects.select_related("report_set__authority", "asked_by").get(pk=edition)
    operations.make(edition=asked, at=timezone.now(), progress=progress)
    return here(asked.report_set.authority, "reports:edition", pk=asked.pk)


lead_back(Meeting, lambda authority, pk: here(authority, "reports:meeting", pk=pk))
lead_back(Question, lambda authority, pk: here(authority, "reports:question", pk=pk))
