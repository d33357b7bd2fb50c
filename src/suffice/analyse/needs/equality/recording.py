"""Children by group: written down or brought in a file, and withdrawn; none is ever changed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from suffice.analyse.needs.equality import declarations
from suffice.analyse.needs.equality.making import ask
from suffice.analyse.needs.models import ChildrenByGroup
from suffice.analyse.returns.signals import say_changed
from suffice.core.events import Kind
from suffice.core.events import record as record_event
from suffice.core.models import Authority, Person
from suffice.core.policies import NotNow
from suffice.engine.measures.living import Living, unfit


@transaction.atomic
def record(*, authority: Authority, living: Living, by: Person | None, at: datetime) -> ChildrenByGroup:
    """Write down how many children of each group live here; what stood for the same year is withdrawn by it."""
    Authority.objects.select_for_update().get(pk=authority.pk)
    if why := unfit(living.children, {living.per_cent}):
        raise NotNow(f"That cannot be written down: {why}")
    standing = ChildrenByGroup.objects.filter(
        authority=authority, by=living.by, year=living.year, withdrawn_at__isnull=True
    ).first()
    if standing is not None and standing.living == living:
        raise NotNow("The same is written down already, from the same source. Nothing was changed.")
    if standing is not None:
        if by is None:
            raise NotNow("Another source is written down for that year. A person has to say that this one replaces it.")
        withdraw(groups=standing, by=by, at=at)
    made = ChildrenByGroup.objects.create(
        authority=authority,
        by=living.by,
        year=living.year,
        per_cent=living.per_cent,
        children=dict(living.children),
        source=living.source,
        recorded_by=by,
        recorded_at=at,
    )
    _tell(declarations.RECORDED, made, by=by, at=at)
    _make_again(authority, at)
    return made


@transaction.atomic
def bring(*, authority: Authority, living: Sequence[Living], by: Person, at: datetime) -> Sequence[ChildrenByGroup]:
    """Write down every grouping of a file, or none."""
    return [record(authority=authority, living=one, by=by, at=at) for one in living]


@transaction.atomic
def withdraw(*, groups: ChildrenByGroup, by: Person, at: datetime) -> ChildrenByGroup:
    """Take children by group away from the figures; the record keeps them."""
    held = ChildrenByGroup.objects.select_for_update().get(pk=groups.pk)
    if held.withdrawn_at is not None:
        raise NotNow("Those figures were withdrawn already.")
    held.withdrawn_by, held.withdrawn_at = by, at
    held.save(update_fields=["withdrawn_by", "withdrawn_at"])
    _tell(declarations.WITHDRAWN, held, by=by, at=at)
    _make_again(held.authority, at)
    return held


def _make_again(authority: Authority, at: datetime) -> None:
    """Ask for these figures, and tell the rooms that divide by children by group too."""
    ask(authority=authority, by=None, at=at)
    say_changed(authority=authority, by=None, at=at)


def _tell(kind: Kind, groups: ChildrenByGroup, *, by: Person | None, at: datetime) -> None:
    record_event(
        kind,
        by=by,
        at=at,
        authority=groups.authority,
        subject=groups,
        grouping=groups.get_by_display().lower(),
        year=groups.year,
        source=groups.source,
    )
