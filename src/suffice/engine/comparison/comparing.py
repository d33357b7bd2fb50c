"""One authority's figure beside others: everything that ``suffice compare`` and a page say about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from suffice.engine.comparison.basis import Basis
from suffice.engine.comparison.comparators import Against, Comparator, of_england, of_neighbours, of_region
from suffice.engine.comparison.figures import Figure, Figures, NotCompared
from suffice.engine.comparison.funnel import FEWEST, Funnel, Standing, funnel
from suffice.engine.comparison.intervals import Estimate
from suffice.engine.comparison.neighbours import Neighbours
from suffice.engine.comparison.ranks import Rank, rank
from suffice.engine.comparison.shrinkage import prior
from suffice.engine.comparison.trends import Trend, trend
from suffice.engine.returns.population import find
from suffice.engine.returns.published import LICENCE
from suffice.engine.words import listed, number


@dataclass(frozen=True, slots=True)
class Placed:
    """Where the authority lies in the funnel of all.

    Attributes:
        funnel: of all authorities with counts.
        points: those authorities' figures, in the funnel's order.
        standing: the authority's.
        limits: lower and upper limit of 99.8% at its size, in the unit of the figure.
        by_chance: the same without room for the spread between authorities.
        among: whose funnel it is, such as "in England".
    """

    funnel: Funnel
    points: tuple[Figure, ...]
    standing: Standing
    limits: tuple[float, float]
    by_chance: tuple[float, float]
    among: str

    @property
    def sentence(self) -> str:
        """Where it lies, in words."""
        return f"Among the authorities {self.among} it is {self.standing.label}. {self.funnel.sentence()}"

    def document(self) -> dict[str, Any]:
        """Return the place in the funnel as JSON."""
        return self.funnel.document() | {
            "standing": str(self.standing),
            "low": round(self.limits[0], 6),
            "high": round(self.limits[1], 6),
            "low_by_chance_alone": round(self.by_chance[0], 6),
            "high_by_chance_alone": round(self.by_chance[1], 6),
            "sentence": self.sentence,
        }


@dataclass(frozen=True, slots=True)
class Comparison:
    """One authority's figure beside others.

    Attributes:
        figures: the measure, of all authorities and years.
        own: the authority's figure of the year.
        against: which comparator was asked for.
        comparators: neighbours (where a list was given), region and England.
        rank: its place; None where it has no figure.
        placed: its place in the funnel; None where counts are not known.
        likely: its figure drawn towards the mean of all by its own luck; None where counts are not known.
        trend: over the years up to this; None where it has no figure.
        history: its own figure of every year up to this.
        notes: what a reader has to know.
    """

    figures: Figures
    own: Figure
    against: Against
    comparators: tuple[Comparator, ...]
    rank: Rank | None
    placed: Placed | None
    likely: Estimate | None
    trend: Trend | None
    history: tuple[Figure, ...]
    notes: tuple[str, ...]

    @property
    def held(self) -> Comparator:
        """The comparator that was asked for."""
        return next(one for one in self.comparators if one.kind is self.against)

    @property
    def sentences(self) -> tuple[str, ...]:
        """The comparison in words."""
        told = [self._own()]
        told += [one.sentence for one in sorted(self.comparators, key=lambda one: one.kind is not self.against)]
        for part in (self.rank and self.rank.sentence(), self.placed and self.placed.sentence):
            told += [part] if part else []
        told += [self.trend.sentence] if self.trend is not None and self.trend.sentence else []
        return tuple(told)

    def _own(self) -> str:
        title = f"{self.own.name}, {self.own.year}: "
        if self.own.value is None:
            return f"{title}no figure{f' ({self.own.mark})' if self.own.mark else ''}."
        told = f"{title}{number(self.own.value, 1)} {self.figures.measure.unit}".replace(" %", "%")
        known, counts = self.own.estimate, self.own.counts
        if known is None or counts is None:
            return f"{told}."
        low, high = (number(end, 1) for end in known.interval)
        above, below = (number(one, 0 if one == int(one) else 1) for one in counts)
        return f"{told} ({low} to {high}): {above} of {below}."

    def document(self) -> dict[str, Any]:
        """Return the comparison in the shape of ``suffice compare --json``."""
        measure = self.figures.measure
        return {
            "measure": {
                "code": measure.code,
                "title": measure.title,
                "unit": measure.unit,
                "polarity": str(measure.polarity),
                "series": str(measure.series),
            },
            "year": self.own.year,
            "authority": {"code": self.own.code, "name": self.own.name, "region": self.own.region},
            "own": self.own.document(),
            "against": str(self.against),
            "comparators": [one.document(each=one.kind is self.against) for one in self.comparators],
            "rank": None if self.rank is None else self.rank.document(),
            "funnel": None if self.placed is None else self.placed.document(),
            "likely": None
            if self.likely is None
            else {
                "value": round(self.likely.value, 6),
                "low": round(self.likely.interval.low, 6),
                "high": round(self.likely.interval.high, 6),
            },
            "trend": None if self.trend is None else self.trend.document(),
            "years": [one.document() | {"year": one.year} for one in self.history],
            "sentences": list(self.sentences),
            "notes": list(self.notes),
            "sources": list(self.figures.sources),
            "licence": LICENCE,
        }


def compare(
    figures: Figures,
    authority: str,
    *,
    against: Against,
    neighbours: Neighbours | None = None,
    year: int | None = None,
    seed: int = 1,
) -> Comparison:
    """Return an authority's figure beside others.

    Args:
        figures: what `gather` returned.
        authority: three-figure code, code of the Office for National Statistics or name.
        against: the comparator that is told member by member.
        neighbours: the list of statistical neighbours.
        year: of the figures; the latest in which the authority has one, without it.
        seed: of the draws for the place.

    Raises:
        NotCompared: the figures do not hold the authority or the year, or neighbours were asked for without a list.
    """
    code = _code(authority)
    own = _own(figures, code, year)
    close = None if neighbours is None else neighbours.of.get(code)
    if against is Against.NEIGHBOURS and not close:
        raise NotCompared(_no_neighbours(own, neighbours))
    comparators = [of_neighbours(own, figures, close)] if close else []
    comparators += [of_region(own, figures), of_england(own, figures)]
    every = figures.authorities[own.year]
    among = "in England" if figures.hold_england(own.year) else "in these files"
    history = tuple(one for at in sorted(figures.authorities) if at <= own.year and (one := figures.of(code, at)))
    return Comparison(
        figures,
        own,
        against,
        tuple(comparators),
        _rank(own, every, figures, among=among, seed=seed),
        _placed(own, every, among),
        _likely(own, every),
        _trend(own, history, figures),
        history,
        (*figures.notes, *_notes(own, figures, neighbours)),
    )


def _code(authority: str) -> str:
    known = find(authority)
    if known is None:
        raise NotCompared(
            f"{authority} is no English authority that is known. Give its code, such as 336, or its name."
        )
    return known.code


def _own(figures: Figures, code: str, year: int | None) -> Figure:
    years = [at for at in figures.authorities if figures.of(code, at) is not None]
    if not years:
        raise NotCompared(f"These files hold no figure of authority {code} for {figures.measure.code}.")
    known = [at for at in years if (one := figures.of(code, at)) and one.value is not None]
    chosen = year if year is not None else max(known or years)
    own = figures.of(code, chosen)
    if own is None:
        raise NotCompared(f"These files hold no figure of {chosen}; they hold {min(years)} to {max(years)}.")
    return own


def _no_neighbours(own: Figure, neighbours: Neighbours | None) -> str:
    if neighbours is None:
        return (
            "There is no list of statistical neighbours among the files. Add it as published (old_la_code, SN_1 ...), "
            "or ask for --with region or --with england."
        )
    return f"{neighbours.file} has no neighbours of {own.name}. Ask for --with region or --with england."


def _rank(own: Figure, every: Sequence[Figure], figures: Figures, *, among: str, seed: int) -> Rank | None:
    if own.value is None:
        return None
    told = [one for one in every if one.value is not None]
    return rank(
        told.index(own),
        [one.value for one in told if one.value is not None],
        polarity=figures.measure.polarity,
        counts=[one.counts for one in told],
        basis=own.basis,
        left_out=len(every) - len(told),
        among=among,
        seed=seed,
    )


def _counted(every: Sequence[Figure]) -> tuple[list[Figure], list[float], list[float]]:
    """Return the figures whose counts are known, with what stands above and below the line."""
    known = [(one, one.counts) for one in every]
    told = [(one, *counts) for one, counts in known if counts is not None]
    return [one for one, _, _ in told], [above for _, above, _ in told], [below for _, _, below in told]


def _placed(own: Figure, every: Sequence[Figure], among: str) -> Placed | None:
    told, above, below = _counted(every)
    if own.counts is None or len(told) < FEWEST or not 0 < sum(above) < sum(below):
        return None
    made = funnel(above, below, basis=own.basis)
    at, scale = told.index(own), own.basis.scale
    adjusted, alone = (made.limits([own.counts[1]], adjusted=room) for room in (True, False))
    room = float(adjusted[0][0]) * scale, float(adjusted[1][0]) * scale
    chance = float(alone[0][0]) * scale, float(alone[1][0]) * scale
    return Placed(made, tuple(told), made.standings()[at], room, chance, among)


def _likely(own: Figure, every: Sequence[Figure]) -> Estimate | None:
    """Return the figure drawn towards the mean of all; None without counts, or with too few authorities."""
    told, above, below = _counted(every)
    if own.counts is None or len(told) < FEWEST or not 0 < sum(above) < sum(below):
        return None
    return prior(above, below, basis=own.basis).shrunken(*own.counts)


def _trend(own: Figure, history: Sequence[Figure], figures: Figures) -> Trend | None:
    told = [(one.year, one.value, one.estimate) for one in history if one.value is not None]
    if own.value is None or not told:
        return None
    years, values, estimates = zip(*told, strict=True)
    return trend(years, values, estimates, unit=figures.measure.unit)


def _notes(own: Figure, figures: Figures, neighbours: Neighbours | None) -> list[str]:
    notes = []
    known = [(at, figures.of(own.code, at)) for at in figures.authorities if at > own.year]
    later = [f"{at} ({one.mark})" if one.mark else str(at) for at, one in known if one is not None]
    if later:
        notes.append(f"The figure is of {own.year}. The files hold later years too: {listed(later)}.")
    if own.counts is None and own.value is not None:
        plain = "It is a mean or a figure as printed" if own.basis is Basis.PLAIN else "Its counts are withheld"
        notes.append(f"{plain}, so it has no interval and no place in a funnel.")
    if own.basis is Basis.SHARE and any(part.startswith("workforce.") for part in figures.measure.numerator):
        notes.append("Shares are of full-time equivalents; their intervals take each as one person.")
    if own.basis is Basis.RATE and figures.measure.series == "stock":
        notes.append(
            "It counts who is there on one day, a stock: years share many of their children, so the interval of the "
            "change on the year before is wider than it need be, and months of it do not belong on a run chart."
        )
    if not figures.hold_england(own.year):
        notes.append("The files hold some authorities of England only: place and funnel are among those.")
    if neighbours is not None:
        notes.append(
            f"Statistical neighbours: {neighbours.file}. Their mean leaves {own.name} out; each counts as one."
        )
    return notes
