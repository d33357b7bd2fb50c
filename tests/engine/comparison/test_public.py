"""On the published figures of every authority: what was measured is measured again."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from suffice.engine.comparison.basis import Basis
from suffice.engine.comparison.comparators import Against, of_neighbours, of_region
from suffice.engine.comparison.comparing import compare
from suffice.engine.comparison.figures import Figure, Figures, gather
from suffice.engine.comparison.funnel import Funnel, funnel
from suffice.engine.comparison.neighbours import Neighbours, neighbours_of
from suffice.engine.returns.published import read_published
from suffice.engine.returns.published.lookups import read_lookup

pytestmark = pytest.mark.samples


@pytest.fixture(scope="module")
def public(samples: Path) -> Path:
    return samples / "public"


@pytest.fixture(scope="module")
def rates(public: Path) -> dict[str, Figures]:
    frame = read_published(public / "looked_after" / "cla_number_and_rate_per_10k_children.csv").frame
    return {code: gather(frame, code) for code in ("cla_rate", "cla_start_rate", "cla_cease_rate")}


@pytest.fixture(scope="module")
def close(public: Path) -> Neighbours:
    return neighbours_of(read_lookup(public / "geography" / "stat_neighbours_2025_wide.csv", key="neighbours"))


def counts(figures: Figures, year: int = 2025) -> Funnel:
    told = [one.counts for one in figures.authorities[year] if one.counts]
    return funnel([above for above, _ in told], [below for _, below in told], basis=Basis.RATE)


@pytest.mark.parametrize(
    ("code", "dispersion", "flagged"),
    [
        ("cla_rate", 47.1, (105, 4, 151)),
        ("cla_start_rate", 13.2, (75, 5, 152)),
        ("cla_cease_rate", 15.3, (76, 4, 152)),
    ],
)
def test_limits_of_chance_flag_half_or_more_and_those_with_room_a_few(
    rates: dict[str, Figures], code: str, dispersion: float, flagged: tuple[int, int, int]
) -> None:
    told = counts(rates[code])
    assert told.dispersion == pytest.approx(dispersion, abs=0.05)
    assert (told.flagged(adjusted=False), told.flagged(), len(told.plain)) == flagged


def test_authorities_differ_by_29_per_cent(rates: dict[str, Figures]) -> None:
    told = counts(rates["cla_rate"])
    assert told.between == pytest.approx(0.147, abs=5e-4)
    assert 100 * 2 * told.between == pytest.approx(29, abs=0.5)


def explained(told: list[tuple[float, float]]) -> tuple[float, float, float]:
    actual, expected = np.array(told).T
    left, all_of_it = np.mean((actual - expected) ** 2), np.var(actual)
    return 1 - left / all_of_it, float(np.sqrt(left)), float(np.sqrt(all_of_it))


def test_the_neighbours_mean_explains_two_thirds_of_how_rates_differ_and_the_region_half(
    rates: dict[str, Figures], close: Neighbours
) -> None:
    figures = rates["cla_rate"]
    told = [one for one in figures.authorities[2025] if one.value is not None]
    near = [(one.value, of_neighbours(one, figures, close.of[one.code]).value) for one in told]
    share, left, all_of_it = explained([(own, other) for own, other in near if own is not None and other is not None])
    assert share == pytest.approx(0.67, abs=0.01)
    assert left == pytest.approx(17.1, abs=0.2)
    assert all_of_it == pytest.approx(29.4, abs=0.2)
    by_region = [(one.value, region_mean(one, told)) for one in told]
    assert explained([(own, other) for own, other in by_region if own is not None])[0] == pytest.approx(0.51, abs=0.02)


def region_mean(one: Figure, told: list[Figure]) -> float:
    return float(np.mean([other.value for other in told if other.region == one.region and other.value is not None]))


def test_both_layouts_of_the_neighbours_are_one_list(public: Path, close: Neighbours) -> None:
    other = neighbours_of(read_lookup(public / "geography" / "stat_neighbours_2025_long.csv", key="neighbours"))
    assert close.of == other.of
    assert {len(told) for told in close.of.values()} == {10}


def test_a_region_without_one_and_that_one_are_the_region_as_published(rates: dict[str, Figures]) -> None:
    figures = rates["cla_rate"]
    own = next(one for one in figures.authorities[2025] if one.code == "336")
    others = [one.figure for one in of_region(own, figures).members]
    whole = figures.above[2025]["West Midlands"]
    together = sum(one.numerator or 0 for one in (own, *others))
    assert whole.numerator == pytest.approx(together, abs=5)  # published to the nearest 10
    assert whole.denominator == sum(one.denominator or 0 for one in (own, *others))


def test_wolverhamptons_rate_is_told_with_what_is_withheld(rates: dict[str, Figures], close: Neighbours) -> None:
    told = compare(rates["cla_rate"], "336", against=Against.NEIGHBOURS, neighbours=close)
    assert told.sentences[0] == "Wolverhampton, 2025: 73.2 per 10,000 (67.0 to 79.9): 501 of 68,405."
    assert told.held.value == pytest.approx(107.6, abs=0.05)
    assert told.rank is not None
    assert (told.rank.place, told.rank.of, told.rank.left_out) == (64, 151, 2)
    assert "City of London (c) and Isles of Scilly (z)" in told.comparators[-1].sentence
