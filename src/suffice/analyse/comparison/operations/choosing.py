"""Choosing which authorities the council is held against, and going back to the published neighbours."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from suffice.analyse.comparison import declarations, policies
from suffice.analyse.comparison.models import ChosenNeighbours
from suffice.analyse.comparison.operations.making import ask
from suffice.analyse.comparison.queries import sources
from suffice.core.events import record as record_event
from suffice.core.models import Authority, Person
from suffice.core.pages.words import listed
from suffice.engine.returns.population import find


@transaction.atomic
def choose_neighbours(
    *, authority: Authority, codes: Sequence[str], source: str, by: Person, at: datetime
) -> ChosenNeighbours:
    """Hold the council against these authorities from now on; a choice made before gives way."""
    Authority.objects.select_for_update().get(pk=authority.pk)
    policies.check_codes(authority, codes)
    policies.check_is_new(sources.chosen(authority), codes, source)
    _end(authority, by=by, at=at)
    made = ChosenNeighbours.objects.create(
        authority=authority, codes=list(codes), source=source, chosen_by=by, chosen_at=at
    )
    names = listed([known.name if (known := find(code)) else code for code in codes])
    told = {"number": len(codes), "names": names, "source": source}
    record_event(declarations.CHOSEN, by=by, at=at, authority=authority, subject=made, **told)
    ask(authority=authority, by=by, at=at)
    return made


@transaction.atomic
def leave_choice(*, authority: Authority, by: Person, at: datetime) -> None:
    """Go back to the published neighbours."""
    Authority.objects.select_for_update().get(pk=authority.pk)
    standing = policies.check_chosen(sources.chosen(authority))
    _end(authority, by=by, at=at)
    record_event(declarations.LEFT, by=by, at=at, authority=authority, subject=standing)
    ask(authority=authority, by=by, at=at)


def _end(authority: Authority, *, by: Person, at: datetime) -> None:
    ChosenNeighbours.objects.filter(authority=authority, ended_at__isnull=True).update(ended_by=by, ended_at=at)
