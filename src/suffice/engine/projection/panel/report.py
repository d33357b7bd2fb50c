"""The accuracy of the model and of its baselines, with counts and intervals, and where it loses."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from suffice.engine.findings import Finding, merged, note
from suffice.engine.projection.panel.methods import BASELINES, MEMBERS, SIZE
from suffice.engine.projection.panel.model import Panel
from suffice.engine.projection.panel.rolling import MODEL, YEARS_AHEAD, Horizon, roll
from suffice.engine.projection.scores import bias, by_cluster, mape

TO_BEAT = "naive_symmetric"
FIRST_ORIGIN = 2019
"""The accuracy bar is read on origins from 31 March of this year on."""
CHOSEN_UNTIL = 2020
"""What goes into the average was chosen on outcomes up to 31 March of this year."""
SMALL = 30
SIZES = ((0, 30), (30, 200), (200, 400), (400, 700), (700, None))

_SEED = 1
_FEWEST = 20  # cases below which a loss is not told: it would be chance

Kept = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Accuracy:
    """A backtest of the panel.

    Attributes:
        panel: what was read.
        cases: every case of every horizon, from all origins that allow it.
        first: the first origin of the main table.
        findings: what cannot be done, and what the files have.
    """

    panel: Panel
    cases: tuple[Horizon, ...]
    first: int
    findings: tuple[Finding, ...]

    @property
    def main(self) -> tuple[Horizon, ...]:
        """The cases of the main table."""
        return self.only(lambda one: one.origin >= self.first)

    def only(self, kept: Callable[[Horizon], Kept]) -> tuple[Horizon, ...]:
        """Return the cases that are kept, horizons without any left out."""
        cut = (one.where(kept(one)) for one in self.cases)
        return tuple(one for one in cut if one.origin.size)

    def document(self) -> dict[str, Any]:
        """Return the shape that ``suffice backtest --panel --json`` promises, with more beside it."""
        main, recent = self.main, self.only(lambda one: one.origin >= max(self.first, CHOSEN_UNTIL))
        chosen = self.only(lambda one: one.origin + one.ahead <= CHOSEN_UNTIL)
        large = self.only(lambda one: (one.origin >= self.first) & (one.number >= SMALL))
        small = self.only(lambda one: (one.origin >= self.first) & (one.number < SMALL))
        members = [one for one in MEMBERS if main and one.name in main[0].scores]
        return {
            "horizons": rows(main, MODEL),
            "baselines": {name: rows(main, name) for name in BASELINES},
            "since_2020": {"horizons": rows(recent, MODEL), TO_BEAT: rows(recent, TO_BEAT)},
            "outcomes_to_2020": {"horizons": rows(chosen, MODEL), TO_BEAT: rows(chosen, TO_BEAT)},
            "without_under_30": {"horizons": rows(large, MODEL), TO_BEAT: rows(large, TO_BEAT)},
            "under_30": {"horizons": rows(small, MODEL), TO_BEAT: rows(small, TO_BEAT)},
            "by_size": by_size(main),
            "members": {
                one.name: {"label": one.label, "averaged": one.averaged, "horizons": rows(main, one.name)}
                for one in members
            },
            "loses": losses(self.panel, main),
            "first_origin": self.first,
            "authorities": len(self.panel.codes),
            "years": [self.panel.years[0], self.panel.years[-1]],
            "files": [one.document() for one in self.panel.accounts],
            "findings": [one.document() for one in self.findings],
        }


def accuracy(
    panel: Panel, *, first: int = FIRST_ORIGIN, progress: Callable[[int, int, str], None] | None = None
) -> Accuracy:
    """Test the model and the baselines on a panel.

    Args:
        panel: the published numbers.
        first: the first origin of the main table; an earlier one is taken where the panel has no such case.
        progress: told (done, total, words).
    """
    cases = roll(panel, progress=progress)
    latest = min((int(one.origin.max()) for one in cases), default=first)
    counted = min(first, latest)
    told = [*panel.findings, *_cannot(panel, cases), *_without(panel), *_earlier(first, counted, cases)]
    return Accuracy(panel, cases, counted, merged(told))


def rows(horizons: Sequence[Horizon], method: str) -> list[dict[str, Any]]:
    """Return the figures of one method, a row for each horizon that it could be scored on."""
    return [row for one in horizons if (row := figures(one, method)) is not None]


def figures(cases: Horizon, method: str) -> dict[str, Any] | None:
    """Return the figures of one method over some cases, shares in per cent, or None where it said nothing.

    The ratio is to `naive_symmetric` over the same cases. Intervals are by authority: its years go together.
    """
    told = cases.where(np.isfinite(cases.scores[method].crps))
    if not told.origin.size:
        return None
    mine, other = told.scores[method], told.scores[TO_BEAT]
    return {
        "years": told.ahead,
        "n": int(told.origin.size),
        "authorities": len(set(told.authority.tolist())),
        "origins": [int(told.origin.min()), int(told.origin.max())],
        "mape": round(mape(mine.middle, told.actual), 2),
        "bias_pct": round(bias(mine.middle, told.actual), 2),
        "crps_pct": round(float(mine.crps.mean()) * 100, 3),
        "cover80": round(float(mine.within80.mean()) * 100, 1),
        "cover80_interval": _per_cent(by_cluster(mine.within80, told.authority, _SEED)),
        "cover95": round(float(mine.within95.mean()) * 100, 1),
        "cover95_interval": _per_cent(by_cluster(mine.within95, told.authority, _SEED)),
        "ratio": round(float(mine.crps.mean() / other.crps.mean()), 4),
        "ratio_interval": [round(one, 4) for one in by_cluster(mine.crps, told.authority, _SEED, against=other.crps)],
    }


def by_size(horizons: Sequence[Horizon]) -> list[dict[str, Any]]:
    """Return the model's figures by the number of children in care at the origin."""
    return [
        {"size": _size_words(low, high), **row}
        for low, high in SIZES
        for one in horizons
        if (row := figures(one.where(_between(one, low, high)), MODEL)) is not None
    ]


def losses(panel: Panel, horizons: Sequence[Horizon]) -> list[dict[str, Any]]:
    """Return every size, region and origin where the model did no better than `naive_symmetric`, worst first."""
    lost = [
        {"where": where, **{name: row[name] for name in ("years", "n", "authorities", "ratio", "ratio_interval")}}
        for one in horizons
        for where, kept in _groups(panel, one)
        if kept.sum() >= _FEWEST and (row := figures(one.where(kept), MODEL)) is not None and row["ratio"] >= 1
    ]
    return sorted(lost, key=lambda one: -float(one["ratio"]))


def _groups(panel: Panel, cases: Horizon) -> Iterator[tuple[str, Kept]]:
    for low, high in SIZES:
        yield _size_words(low, high), _between(cases, low, high)
    regions = np.array([one or "No region known" for one in panel.regions])
    for region in sorted(set(regions.tolist())):
        yield region, regions[cases.authority] == region
    for origin in sorted(set(cases.origin.tolist())):
        yield f"from 31 March {origin}", cases.origin == origin


def _between(cases: Horizon, low: int, high: int | None) -> Kept:
    return (cases.number >= low) & (cases.number < (np.inf if high is None else high))


def _size_words(low: int, high: int | None) -> str:
    if high is None:
        return f"{low} children or more"
    return f"{low} to {high - 1} children" if low else f"under {high} children"


def _per_cent(interval: tuple[float, float]) -> list[float]:
    return [round(one * 100, 1) for one in interval]


def _cannot(panel: Panel, cases: Sequence[Horizon]) -> list[Finding]:
    done = {one.ahead for one in cases}
    missing = [ahead for ahead in YEARS_AHEAD if ahead not in done]
    if not missing:
        return []
    counted = len(panel.years)
    years = "1 year" if counted == 1 else f"{counted} years"
    wanted = ", ".join(f"{2 * ahead + 1} for {ahead} {'year' if ahead == 1 else 'years'} ahead" for ahead in missing)
    sentence = (
        f"The panel has {years} and {len(panel.codes)} authorities, which is too little to test the projection "
        f"{' and '.join(str(one) for one in missing)} years ahead: a test needs a past change as long as the one that "
        f"it tests, so at least {wanted}, and some 20 changes to learn from. Give a panel with more years."
    )
    return [note("panel-too-few-years", sentence, value=str(counted))]


def _without(panel: Panel) -> list[Finding]:
    """Say what the files given leave out of the model."""
    if np.isfinite(panel.population).any():
        missing = [one for one in MEMBERS if one.averaged and not one.fits(panel)]
        told = [
            note(f"panel-without-{one.name}", f"Left out of the average, for want of figures: {one.label.lower()}.")
            for one in missing
        ]
        return told
    sentence = (
        "Without a population file there are no rates, so nothing is known of how far an authority stands from its "
        f"region: the model is then only a range whose width goes with size ({SIZE.label.lower()}). Give --population."
    )
    return [note("panel-without-population", sentence)]


def _earlier(first: int, counted: int, cases: Sequence[Horizon]) -> list[Finding]:
    if counted == first or not cases:
        return []
    sentence = (
        f"The panel ends too early for origins from {first} on at every horizon: origins from {counted} on count."
    )
    return [note("panel-earlier-origins", sentence)]
