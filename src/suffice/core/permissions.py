"""What may be done in the house; each room declares its own permissions and who holds them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from suffice.core.roles import Role


@dataclass(frozen=True, slots=True)
class Permission:
    """One thing that may be done.

    Attributes:
        code: the room and the verb: ``returns.bring``.
        words: what it lets a person do, to follow "may": "bring in a return".
        roles: those who may.
    """

    code: str
    words: str
    roles: tuple[type[Role], ...]


_REGISTERED: dict[str, Permission] = {}


def register(permission: Permission) -> Permission:
    """Add a room's permission to the house; a code means one thing only."""
    if _REGISTERED.setdefault(permission.code, permission) != permission:
        raise ValueError(f"Two permissions are called {permission.code}.")
    return permission


def permission(code: str) -> Permission:
    """Return the permission called `code`; a KeyError when no room declared it."""
    return _REGISTERED[code]


def every() -> tuple[Permission, ...]:
    """Return all permissions, by code."""
    return tuple(sorted(_REGISTERED.values(), key=lambda one: one.code))


def held_by(roles: Collection[type[Role]]) -> frozenset[str]:
    """Return the codes of all that people with these roles may do."""
    return frozenset(one.code for one in _REGISTERED.values() if not set(one.roles).isdisjoint(roles))
