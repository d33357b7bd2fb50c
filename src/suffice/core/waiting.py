"""What of the house's own wants a person: their work under way or just ended, and looks past their time."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from suffice.core import queries
from suffice.core.declarations import SETTINGS
from suffice.core.models import Work
from suffice.core.models.work import WorkState
from suffice.core.pages.addresses import here
from suffice.core.pages.home import Want, wants
from suffice.core.pages.words import counted
from suffice.core.policies import Standing

_SAYS = {
    WorkState.QUEUED: "waiting to start",
    WorkState.RUNNING: "under way",
    WorkState.DONE: "finished; see what came of it",
    WorkState.FAILED: "did not finish; see why",
}


@wants
def my_work(place: Standing) -> Iterable[Want]:
    """Yield this person's work that goes on, or ended within a day."""
    yesterday = timezone.now() - timedelta(days=1)
    mine = Work.objects.filter(authority=place.authority, started_by=place.person)
    for work in mine.filter(Q(finished_at__isnull=True) | Q(finished_at__gt=yesterday)).order_by("-queued_at")[:5]:
        yield Want(f"{work.words}: {_SAYS[WorkState(work.state)]}", here(place.authority, "core:work", pk=work.pk))


@wants
def looks_to_clear(place: Standing) -> Iterable[Want]:
    """Yield the looks that may be cleared, for those who settle how long they are kept."""
    if not place.may(SETTINGS.code):
        return
    if over := queries.looks_over(place.authority, timezone.localdate()).count():
        words = f"{counted(over, 'look')} at children's rows past the time to be kept: clear them"
        yield Want(words, here(place.authority, "core:looks"))
