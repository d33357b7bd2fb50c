"""The population figures of an authority, and the one that a rate on a day divides by."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from suffice.analyse.returns.models import PopulationEstimate
from suffice.core.models import Authority
from suffice.engine.returns.population import Population, PopulationFigure
from suffice.engine.returns.population.authorities import spelling


def estimates(authority: Authority) -> QuerySet[PopulationEstimate]:
    """Return the figures that stand, latest year first."""
    return every_estimate(authority).filter(superseded_at__isnull=True)


def every_estimate(authority: Authority) -> QuerySet[PopulationEstimate]:
    """Return every figure ever brought, latest year first, and in a year the latest brought first."""
    found = PopulationEstimate.objects.filter(authority=authority).select_related("by", "superseded_by")
    return found.order_by("-mid_year", "-at", "-pk")


def population_of(authority: Authority) -> Population:
    """Return the standing figures as the measures take them; the source names each file or source once."""
    standing = list(estimates(authority))
    return _population(authority, standing, source="; ".join(sorted({one.source for one in standing})))


def population_for(authority: Authority, on: date) -> PopulationFigure | None:
    """Return the figure that a rate of the day `on` divides by, with its own source; None when there is none."""
    standing = list(estimates(authority))
    found = _population(authority, standing, source="").figure_for(authority.code, on)
    if found is None:
        return None
    source = next(one.source for one in standing if one.mid_year == found.mid_year)
    return _population(authority, standing, source=source).figure_for(authority.code, on)


def _population(authority: Authority, standing: list[PopulationEstimate], *, source: str) -> Population:
    return Population(
        source=source,
        figures={authority.code: {one.mid_year: one.number for one in standing}},
        spellings={spelling(authority.code): authority.code},
    )
