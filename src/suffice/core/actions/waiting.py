"""What of the actions wants a person: those that are late."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils import timezone

from suffice.core.actions import declarations, queries
from suffice.core.pages.addresses import here
from suffice.core.pages.home import Want, wants
from suffice.core.pages.words import counted
from suffice.core.policies import Standing


@wants
def late_actions(place: Standing) -> Iterable[Want]:
    """Tell those who work on actions how many are late."""
    if not place.may(declarations.WORK.code):
        return
    found = queries.late(place.authority, timezone.localdate())
    if count := found.count():
        words = f"{counted(count, 'action')} {'is' if count == 1 else 'are'} late"
        yield Want(words, f"{here(place.authority, 'core:actions')}?state=late", found[0].due)
