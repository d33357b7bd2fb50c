"""Refusals, and the two questions: may this person, and may this state?"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from suffice.core import permissions
from suffice.core.models import Authority, Grant, Person
from suffice.core.roles import Role, role


class Refusal(Exception):
    """Something that may not be done; its text is a sentence for the person who asked."""


class NotForYou(Refusal):
    """The person may not, whatever the state (the page answers 403)."""


class NotNow(Refusal):
    """The state of things does not allow it (the page answers 409)."""


@dataclass(frozen=True)
class Standing:
    """A person at an authority: as what, and so what they may do there."""

    person: Person
    authority: Authority
    roles: tuple[type[Role], ...]

    @cached_property
    def permissions(self) -> frozenset[str]:
        """The codes of all that this person may do here."""
        return permissions.held_by(self.roles)

    def may(self, code: str) -> bool:
        """Say whether this person may do what is called `code` here."""
        return code in self.permissions

    @property
    def as_what(self) -> str:
        """The names of the roles, as one reads them: Analyst and Leader."""
        names = [one.display_name for one in self.roles]
        return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]])) if names else ""


def standing(person: Person, authority: Authority) -> Standing:
    """Return as what this person is at this authority today; no roles is an answer too."""
    codes = Grant.objects.standing().filter(person=person, authority=authority).values_list("role", flat=True)
    held = set(codes)
    return Standing(person, authority, tuple(one for one in map(role, sorted(held))))


def check_belongs(place: Standing) -> None:
    """Refuse a person who has no role at the authority."""
    if not place.roles:
        raise NotForYou(
            f"You have no role at {place.authority.name}. If you should have one, ask an administrator there."
        )


def check_may(place: Standing, code: str) -> None:
    """Refuse a person whose roles do not hold the permission, saying who may."""
    check_belongs(place)
    if place.may(code):
        return
    wanted = permissions.permission(code)
    who = ", ".join(one.display_name.lower() for one in wanted.roles)
    raise NotForYou(
        f"You are here as {place.as_what.lower()}, and to {wanted.words} is for: {who}. "
        "Ask one of them, or ask an administrator for the role."
    )
