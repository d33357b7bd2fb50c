"""What a choice of neighbours must be."""

from __future__ import annotations

from collections.abc import Sequence

from suffice.analyse.comparison.models import ChosenNeighbours
from suffice.core.models import Authority
from suffice.core.policies import NotNow
from suffice.engine.returns.population import find

FEWEST, MOST = 3, 20


def check_codes(authority: Authority, codes: Sequence[str]) -> None:
    """Refuse a list with the council itself in it, with one twice, with a stranger, or too short or long to compare."""
    unknown = [code for code in codes if find(code) is None]
    if unknown:
        raise NotNow(f"{unknown[0]} is no English authority that is known. Nothing was changed.")
    if authority.code in codes:
        raise NotNow(f"{authority.name} cannot be its own neighbour. Take it off the list.")
    if len(set(codes)) != len(codes):
        raise NotNow("An authority stands in the list twice. Take one of the two off.")
    if not FEWEST <= len(codes) <= MOST:
        raise NotNow(f"Choose between {FEWEST} and {MOST} authorities: the list has {len(codes)}.")


def check_is_new(standing: ChosenNeighbours | None, codes: Sequence[str], source: str) -> None:
    """Refuse the choice that stands already."""
    if standing is not None and (standing.codes, standing.source) == (list(codes), source):
        raise NotNow("These authorities are chosen already. Nothing was changed.")


def check_chosen(standing: ChosenNeighbours | None) -> ChosenNeighbours:
    """Refuse to go back where no choice stands."""
    if standing is None:
        raise NotNow("No choice of the council's own stands, so there is nothing to go back from.")
    return standing
