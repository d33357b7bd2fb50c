"""Whether the rows of a return are this authority's own."""

from __future__ import annotations

from suffice.core.models import Authority
from suffice.engine.returns.population import authorities


def is_of(named: str | None, authority: Authority) -> bool:
    """Say whether what an LA column names is `authority`; rows that name nobody are the bringer's own."""
    if named is None or not named.strip():
        return True
    known = authorities.find(named)
    if known is not None:
        return known.code == authority.code
    return authorities.spelling(named) == authorities.spelling(authority.name)


def refusal_of_another(named: str | None, authority: Authority) -> str:
    """Return why rows that name another authority are turned away; empty when they are our own."""
    if is_of(named, authority):
        return ""
    return (
        f"Its LA column names {named}, and this is {authority.name} ({authority.code}). Only rows of {authority.name} "
        "can be accepted here: bring the others where they belong, or correct the LA column."
    )
