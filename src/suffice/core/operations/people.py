from __future__ import annotations

from datetime import datetime

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse

from suffice.core import events
from suffice.core.declarations import (
    LINK_MADE,
    PERSON_ADDED,
    PERSON_BARRED,
    PERSON_LET_IN,
    ROLE_ENDED,
    ROLE_GRANTED,
)
from suffice.core.models import Authority, Grant, Organisation, Person
from suffice.core.policies import NotNow
from suffice.core.roles import Administrator, Role
from suffice.core.roles import role as role_called


@transaction.atomic
def add_person(
    *,
    authority: Authority,
    email: str,
    name: str,
    by: Person | None,
    at: datetime,
    password: str | None = None,
    organisation: Organisation | None = None,
) -> Person:
    """Add somebody who may be given roles; without a password they need a link to set one."""
    address = email.strip().lower()
    if Person.objects.filter(email=address).exists():
        raise NotNow(f"{address} is here already. Give that person a role instead of adding them again.")
    person = Person.objects.create_user(address, name=name.strip(), password=password)
    if organisation is not None:
        person.organisation = organisation
        person.save(update_fields=["organisation"])
    events.record(PERSON_ADDED, by=by, at=at, authority=authority, subject=person, name=person.name, email=person.email)
    return person


@transaction.atomic
def welcome(*, authority: Authority, email: str, name: str, role: type[Role], by: Person, at: datetime) -> Person:
    """Add somebody with a role; a person who is here already through another authority only gets the role."""
    known = Person.objects.filter(email=email.strip().lower()).first()
    if known is not None and not known.grants.filter(authority=authority).exists():
        give_role(person=known, authority=authority, role=role, by=by, at=at)
        return known
    added = add_person(authority=authority, email=email, name=name, by=by, at=at)
    give_role(person=added, authority=authority, role=role, by=by, at=at)
    return added


@transaction.atomic
def give_role(*, person: Person, authority: Authority, role: type[Role], by: Person | None, at: datetime) -> Grant:
    """Give a person a role at an authority."""
    if Grant.objects.standing().filter(person=person, authority=authority, role=role.code).exists():
        raise NotNow(f"{person.name} is {role.display_name.lower()} at {authority.name} already.")
    grant = Grant.objects.create(person=person, authority=authority, role=role.code, granted_by=by, granted_at=at)
    events.record(
        ROLE_GRANTED,
        by=by,
        at=at,
        authority=authority,
        subject=person,
        name=person.name,
        role=role.display_name.lower(),
    )
    return grant


@transaction.atomic
def end_role(*, grant: Grant, by: Person, at: datetime) -> None:
    """End a person's role; an authority keeps at least one administrator."""
    held = Grant.objects.select_for_update().get(pk=grant.pk)
    if held.ended_at is not None:
        raise NotNow("That role was ended already.")
    if held.role == Administrator.code and not _other_administrators(held).exists():
        raise NotNow(
            f"{held.person.name} is the only administrator of {held.authority.name}. "
            "Make somebody else administrator first."
        )
    held.ended_by, held.ended_at = by, at
    held.save(update_fields=["ended_by", "ended_at"])
    events.record(
        ROLE_ENDED,
        by=by,
        at=at,
        authority=held.authority,
        subject=held.person,
        name=held.person.name,
        role=role_called(held.role).display_name.lower(),
    )


@transaction.atomic
def bar(*, person: Person, authority: Authority, by: Person, at: datetime) -> None:
    """Keep a person from signing in; their sessions end, what they did stays."""
    _check_ours_alone(person, authority)
    if person == by:
        raise NotNow("You cannot bar yourself. Ask another administrator.")
    if not person.is_active:
        raise NotNow(f"{person.name} is barred already.")
    person.is_active = False
    person.save(update_fields=["is_active"])
    events.record(PERSON_BARRED, by=by, at=at, authority=authority, subject=person, name=person.name)


@transaction.atomic
def let_in(*, person: Person, authority: Authority, by: Person, at: datetime) -> None:
    """Let a barred person sign in again."""
    _check_ours_alone(person, authority)
    if person.is_active:
        raise NotNow(f"{person.name} may sign in already.")
    person.is_active = True
    person.save(update_fields=["is_active"])
    events.record(PERSON_LET_IN, by=by, at=at, authority=authority, subject=person, name=person.name)


@transaction.atomic
def make_link(*, person: Person, authority: Authority, by: Person, at: datetime) -> str:
    """Return the address at which a person can set a password once, for an administrator to pass on."""
    _check_ours_alone(person, authority)
    events.record(LINK_MADE, by=by, at=at, authority=authority, subject=person, name=person.name)
    return reverse(
        "account_reset_password_from_key",
        kwargs={"uidb36": user_pk_to_url_str(person), "key": default_token_generator.make_token(person)},
    )


def _check_ours_alone(person: Person, authority: Authority) -> None:
    """Refuse to touch how somebody signs in who also works for another authority: it would open that one's doors."""
    elsewhere = Grant.objects.standing().filter(person=person).exclude(authority=authority).select_related("authority")
    if other := elsewhere.first():
        raise NotNow(
            f"{person.name} also has a role at {other.authority.name}, so how they sign in is not for one authority "
            "to change. End their roles here instead, or ask them to use the link for a forgotten password."
        )


def _other_administrators(held: Grant) -> QuerySet[Grant]:
    others = Grant.objects.standing().filter(authority=held.authority, role=held.role, person__is_active=True)
    return others.exclude(pk=held.pk)
