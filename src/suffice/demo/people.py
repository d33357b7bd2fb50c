"""The demonstration authority's people: one sign-in for each role, and no name of anybody."""

from __future__ import annotations

from datetime import datetime

from suffice.core.models import Authority, Organisation, Person
from suffice.core.operations import add_person, give_role, open_authority
from suffice.core.roles import ROLES, Provider, Role

CODE = "336"
PASSWORD = "imaginary-children-only"  # noqa: S105 - printed for everybody who starts the demonstration
PROVIDER = "Meadow View Homes (imaginary)"


def sign_ins() -> list[tuple[str, str, str]]:
    """Return role, e-mail address and password of each demonstration sign-in; none where no demonstration is."""
    if not Authority.objects.filter(demonstration=True).exists():
        return []
    return [(role.display_name, email(role), PASSWORD) for role in ROLES]


def email(role: type[Role]) -> str:
    """Return the address with which a role signs in to the demonstration."""
    return f"{role.code}@wolverhampton.example"


def settle(*, at: datetime) -> Authority:
    """Open the demonstration authority with a person for every role."""
    authority = open_authority(code=CODE, by=None, at=at, demonstration=True)
    for role in ROLES:
        person = add_person(
            authority=authority,
            email=email(role),
            name=role.display_name,
            password=PASSWORD,
            organisation=_provider() if role is Provider else None,
            by=None,
            at=at,
        )
        give_role(person=person, authority=authority, role=role, by=None, at=at)
    return authority


def person(role: type[Role]) -> Person:
    """Return the demonstration's person with this role."""
    return Person.objects.get(email=email(role))


def _provider() -> Organisation:
    return Organisation.objects.get_or_create(name=PROVIDER)[0]
