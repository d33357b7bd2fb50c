"""Saved views of the board, and days that somebody asks for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime

from django.db import transaction

from suffice.core import work
from suffice.core.digests import digest_of
from suffice.core.events import record as record_event
from suffice.core.models import Authority, Person, Work
from suffice.core.pages.words import day
from suffice.core.policies import NotNow
from suffice.engine.measures import INDICATORS
from suffice.review.performance import declarations, policies
from suffice.review.performance.models import DayFigures, SavedView
from suffice.review.performance.queries import results
from suffice.review.performance.working_out import on_one_day

Progress = Callable[[int, int, str], None]


@transaction.atomic
def save_view(
    *, authority: Authority, name: str, filters: Mapping[str, str], shared: bool, by: Person, at: datetime
) -> SavedView:
    """Save filters of the board under a name, one's own or shared."""
    Authority.objects.select_for_update().get(pk=authority.pk)
    if SavedView.objects.filter(authority=authority, owner=by, name=name).exists():
        raise NotNow(f"You have a view called {name} already. Choose another name, or delete that one first.")
    made = SavedView.objects.create(
        authority=authority, name=name, filters=dict(filters), shared=shared, owner=by, saved_at=at
    )
    told = " for everybody" if shared else ""
    record_event(declarations.VIEW_SAVED, by=by, at=at, authority=authority, subject=made, name=name, shared=told)
    return made


@transaction.atomic
def delete_view(*, view: SavedView, by: Person, at: datetime) -> None:
    """Delete a view that one saved oneself."""
    policies.check_owner(view, by)
    record_event(declarations.VIEW_DELETED, by=by, at=at, authority=view.authority, subject=view, name=view.name)
    view.delete()


@transaction.atomic
def ask_day(*, authority: Authority, on: date, by: Person, at: datetime) -> DayFigures:
    """Have every measure of a day worked out in the background, and kept; a day asked for before is there already."""
    if results.latest(authority) is None:
        raise NotNow("No return is accepted yet, so no day can be worked out.")
    asked, new = DayFigures.objects.get_or_create(authority=authority, on=on, defaults={"asked_by": by, "asked_at": at})
    if new:
        record_event(declarations.DAY_ASKED, by=by, at=at, authority=authority, subject=asked, when=day(on))
    if asked.inputs_digest != digest_of(results.inputs(authority)):
        ask_days(authority=authority, by=by, at=at)
    return asked


def ask_days(*, authority: Authority, by: Person | None, at: datetime) -> Work:
    """Have the days that were asked for worked out, unless that waits to begin already."""
    return work.ask(results.DAY, words="Working out the measures of a day", authority=authority, by=by, at=at)


def make_days(*, authority: Authority, at: datetime, progress: Progress) -> int:
    """Work out every day that was asked for and does not hold; return how many."""
    digest = digest_of(results.inputs(authority))
    waiting = list(DayFigures.objects.filter(authority=authority).exclude(inputs_digest=digest))
    for done, one in enumerate(waiting):
        progress(done, len(waiting), f"Counting every measure on {day(one.on)}")
        told = on_one_day(results.scene(authority, one.on), indicators=INDICATORS)
        one.document = {code: found if isinstance(found, str) else found.document() for code, found in told.items()}
        one.inputs_digest, one.made_at = digest, at
        one.save(update_fields=["document", "inputs_digest", "made_at"])
    return len(waiting)
