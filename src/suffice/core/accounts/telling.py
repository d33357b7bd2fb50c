"""What people change about their own way in, told to the record of every authority where they have a role."""

from __future__ import annotations

from typing import Any

from allauth.account.signals import password_changed, password_reset, password_set
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset
from django.db import transaction
from django.dispatch import receiver
from django.utils import timezone

from suffice.core import events
from suffice.core.declarations import PASSWORD_CHANGED, SECOND_STEP_CHANGED
from suffice.core.models import Authority, Grant, Person


@receiver([password_changed, password_reset, password_set], dispatch_uid="core.password")
def password(user: Person, **_: Any) -> None:
    """Record that a person has a new password, however they came to it."""
    _tell(PASSWORD_CHANGED, user)


@receiver([authenticator_added, authenticator_removed, authenticator_reset], dispatch_uid="core.second_step")
def second_step(user: Person, **_: Any) -> None:
    """Record that a person's second step of signing in was turned on, off or renewed."""
    _tell(SECOND_STEP_CHANGED, user)


@transaction.atomic
def _tell(kind: events.Kind, person: Person) -> None:
    grants = Grant.objects.standing().filter(person=person).select_related("authority")
    places: set[Authority | None] = {grant.authority for grant in grants}
    for authority in places or {None}:
        events.record(kind, by=person, at=timezone.now(), authority=authority, subject=person, name=person.name)
