"""Where the children live: what the public panel needs to know of an authority to say how its total may go."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from suffice.engine.projection.panel.outlook import LONGEST, Outlook, outlook, rate_gap
from suffice.engine.returns.population import Population
from suffice.engine.returns.population.authorities import find


@dataclass(frozen=True, slots=True)
class Place:
    """An authority, as far as it is known.

    Attributes:
        code: the three figures that the returns know it by, or its name; empty where it is not known.
        population: children aged 0 to 17 who live there, by mid-year; None where it is not known.
    """

    code: str = ""
    population: Population | None = None

    def outlook(self, number: int, on: date, months: int) -> Outlook | None:
        """Return what the public panel says of the total; None where nobody is in care.

        Without the authority or its population the range is wider and expects no move towards the region's rate.

        Args:
            number: children in care on the day.
            on: the day.
            months: months ahead; the panel says nothing beyond ten years.
        """
        if number < 1:
            return None
        return outlook(number, on, months=min(months, LONGEST), rate_gap=self._gap(number, on))

    def _gap(self, number: int, on: date) -> float | None:
        known, people = find(self.code), self.population
        figure = people.figure_for(self.code, on) if people is not None and known is not None else None
        if known is None or figure is None:
            return None
        return rate_gap(number, figure.number, known.region, on)


NOWHERE = Place()
"""An authority of which nothing is known but its returns."""
