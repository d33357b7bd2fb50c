"""The work of this room that goes on in the background."""

from __future__ import annotations

from django.utils import timezone

from suffice.core import work
from suffice.core.pages.addresses import here
from suffice.core.work import Progress
from suffice.publish.statement import operations
from suffice.publish.statement.models import Statement
from suffice.publish.statement.queries import statements


@work.job(statements.KIND)
def make(progress: Progress, *, statement: int) -> str:
    """Make a statement, and lead to its page."""
    asked = Statement.objects.select_related("authority", "asked_by").get(pk=statement)
    operations.make(statement=asked, at=timezone.now(), progress=progress)
    return here(asked.authority, "statement:statement", pk=asked.pk)
