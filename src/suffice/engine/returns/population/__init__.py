"""Children aged 0 to 17 by authority and year, so that a rate can say what it divides by."""

from suffice.engine.returns.population.authorities import Authority, every_authority, find
from suffice.engine.returns.population.model import Population, PopulationFigure
from suffice.engine.returns.population.reading import PopulationUnreadable, read_population

__all__ = [
    "Authority",
    "Population",
    "PopulationFigure",
    "PopulationUnreadable",
    "every_authority",
    "find",
    "read_population",
]
