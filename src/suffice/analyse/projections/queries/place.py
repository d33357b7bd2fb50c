"""What the total of a projection is held against: where the children live, and the authority's own past errors."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from suffice.analyse.projections.queries import runs
from suffice.analyse.returns.queries.population import population_of
from suffice.core.models import Authority

if TYPE_CHECKING:
    from suffice.engine.projection.place import Place
    from suffice.engine.projection.reconcile import Own


def place_of(authority: Authority) -> Place:
    """Return the authority with its standing population figures."""
    from suffice.engine.projection.place import Place  # noqa: PLC0415 - brings NumPy

    return Place(authority.code, population_of(authority))


def own_of(authority: Authority, origin: date) -> Own | None:
    """Return what tests whose outcome was known on a day say of the width; None before any test is made."""
    from suffice.engine.projection.backtest import own  # noqa: PLC0415

    tested = runs.last_tested(authority)
    return None if tested is None else own.own_of(own.errors_in(tested.document or {}), known_on=origin)
