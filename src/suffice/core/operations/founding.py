from __future__ import annotations

from datetime import datetime

from django.db import transaction

from suffice.core import events
from suffice.core.declarations import AUTHORITY_OPENED
from suffice.core.models import Authority, AuthoritySettings, Person
from suffice.core.operations.people import add_person, give_role
from suffice.core.policies import NotNow, Refusal
from suffice.core.roles import Administrator
from suffice.engine.returns.population import authorities


class UnknownAuthority(Refusal):
    """No English authority has that code."""


class AlreadyLivedIn(NotNow):
    """The house has an authority in it already."""


@transaction.atomic
def found_house(*, code: str, email: str, password: str, at: datetime) -> Authority:
    """Open an empty house for one authority, with its first administrator; refuse a house that has people in it."""
    if Authority.objects.exists() or Person.objects.exists():
        raise AlreadyLivedIn(
            "This house is lived in already, and nothing was changed. For a new one, point SUFFICE_DATA "
            "at an empty folder (or SUFFICE_DATABASE_URL at an empty database)."
        )
    authority = open_authority(code=code, by=None, at=at)
    first = add_person(authority=authority, email=email, name="Administrator", password=password, by=None, at=at)
    give_role(person=first, authority=authority, role=Administrator, by=None, at=at)
    return authority


@transaction.atomic
def open_authority(*, code: str, by: Person | None, at: datetime, demonstration: bool = False) -> Authority:
    """Make room for one English authority, by the three figures that the returns know it by."""
    known = _known(code)
    authority = Authority.objects.create(
        code=code,
        ons_code=known.ons_code,
        name=known.name,
        region=known.region,
        demonstration=demonstration,
    )
    AuthoritySettings.objects.create(authority=authority)
    events.record(
        AUTHORITY_OPENED, by=by, at=at, authority=authority, subject=authority, authority_name=authority.name, code=code
    )
    return authority


def _known(code: str) -> authorities.Authority:
    """Return what is published about the authority with this three-figure code."""
    for one in authorities.every_authority():
        if one.code == code:
            return one
    raise UnknownAuthority(
        f"No English authority has the code {code}. "
        "Give the three figures that the returns use, such as 336 for Wolverhampton."
    )
