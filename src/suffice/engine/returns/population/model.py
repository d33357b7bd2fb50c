"""How many children aged 0 to 17 live in an area, and which figure a rate of a given day divides by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from suffice.engine.findings import Finding
from suffice.engine.returns.population.authorities import find, spelling


@dataclass(frozen=True, slots=True)
class PopulationFigure:
    """The population that a rate divides by.

    Attributes:
        number: children aged 0 to 17.
        mid_year: the year whose 30 June it describes; None when it was given by hand without one.
        source: the file, or the words of whoever gave it.
        sentence: the same for a reader, and why this year when it is not the latest 30 June.
    """

    number: int
    mid_year: int | None
    source: str
    sentence: str

    def rate(self, count: int) -> float:
        """Return `count` per 10,000 children. It is worked out each time and never kept."""
        return count * 10_000 / self.number


@dataclass(frozen=True, slots=True)
class Population:
    """Mid-year estimates of areas, or one figure given by hand.

    Attributes:
        source: the file's name, or the words of whoever gave the figure.
        figures: children aged 0 to 17 by area and mid-year.
        spellings: each code and name (by `authorities.spelling`) that stands for an area.
        given: the figure by hand, which then holds for every area and day.
        findings: what could not be read.
    """

    source: str
    figures: Mapping[str, Mapping[int, int]] = field(default_factory=dict)
    spellings: Mapping[str, str] = field(default_factory=dict)
    given: PopulationFigure | None = None
    findings: tuple[Finding, ...] = ()

    @classmethod
    def by_hand(cls, number: int, *, source: str, mid_year: int | None = None) -> Population:
        """Return a population of one figure that a person gave, with its source.

        Raises:
            ValueError: the number is not above zero.
        """
        if number <= 0:
            raise ValueError(f"A population must be a number above zero, not {number}.")
        when = f"mid-{mid_year} population" if mid_year else "population"
        sentence = f"The {when} of {number:,} children aged 0 to 17 was given by hand ({source})."
        return cls(source=source, given=PopulationFigure(number, mid_year, source, sentence))

    def area(self, authority: str) -> str | None:
        """Return the area that a three-figure code, an ONS code or a name stands for, or None."""
        known = find(authority)
        told = (authority, *((known.code, known.ons_code, known.name) if known else ()))
        return next((area for one in told if (area := self.spellings.get(spelling(one)))), None)

    def figure_for(self, authority: str, on: date) -> PopulationFigure | None:
        """Return the population of `authority` that a rate of the day `on` divides by.

        That is the mid-year estimate of the latest 30 June on or before the day, else the nearest earlier one; None
        when the area is not known or has only later estimates. A figure given by hand holds for every day.

        Args:
            authority: three-figure code, ONS code or name; also "England" or a region.
            on: the day that the rate is about.
        """
        if self.given:
            return self.given
        years = self.figures.get(self.area(authority) or "", {})
        wanted = on.year if (on.month, on.day) >= (6, 30) else on.year - 1
        mid_year = max((year for year in years if year <= wanted), default=None)
        return None if mid_year is None else self._figure(years[mid_year], mid_year, wanted)

    def _figure(self, number: int, mid_year: int, wanted: int) -> PopulationFigure:
        sentence = f"The mid-{mid_year} estimate of {number:,} children aged 0 to 17 ({self.source})"
        why = "" if mid_year == wanted else f", the latest before mid-{wanted}, for which there is none"
        return PopulationFigure(number, mid_year, self.source, f"{sentence}{why}.")
