from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from django.db.models import QuerySet

from suffice.core.models import Authority, AuthoritySettings, Event, Grant, Look, Person
from suffice.core.policies import Standing
from suffice.core.roles import Role, role


def places(person: Person) -> Sequence[Standing]:
    """Return where this person has roles, and which, by the authority's name."""
    held: dict[Authority, list[type[Role]]] = defaultdict(list)
    grants = Grant.objects.standing().filter(person=person).select_related("authority")
    for grant in grants.order_by("authority__name", "role"):
        held[grant.authority].append(role(grant.role))
    return [Standing(person, authority, tuple(roles)) for authority, roles in held.items()]


def settings_of(authority: Authority) -> AuthoritySettings:
    """Return what the authority has settled, or the defaults that stand until it does."""
    return AuthoritySettings.objects.filter(authority=authority).first() or AuthoritySettings(authority=authority)


def grants_at(authority: Authority) -> QuerySet[Grant]:
    """Return every grant at the authority, standing and ended."""
    return Grant.objects.filter(authority=authority).select_related("person", "granted_by", "ended_by")


def people_at(authority: Authority) -> QuerySet[Person]:
    """Return everybody who has or had a role at the authority."""
    return Person.objects.filter(grants__authority=authority).distinct()


def events_at(authority: Authority) -> QuerySet[Event]:
    """Return the authority's record of events."""
    return Event.objects.filter(authority=authority).select_related("by")


def looks_at(authority: Authority) -> QuerySet[Look]:
    """Return who looked at rows about the authority's children."""
    return Look.objects.filter(authority=authority).select_related("by")


def looks_over(authority: Authority, on: date) -> QuerySet[Look]:
    """Return the looks whose time to be kept is over."""
    return Look.objects.filter(authority=authority, keep_until__lt=on)
