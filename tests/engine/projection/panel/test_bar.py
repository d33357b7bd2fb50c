"""The accuracy bar on the public panel, in the product's own run; read the document, not the insides."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from suffice.engine.projection.panel.reading import read_panel
from suffice.engine.projection.panel.report import accuracy

from .panels import made, public

BAR = {1: 0.975, 2: 0.97, 3: 0.95, 5: 0.93}
CLOSER = {1: 0.97, 2: 0.962, 3: 0.935, 5: 0.9}


@pytest.fixture(scope="module")
def document(samples: Path) -> dict[str, Any]:
    files = public(samples)
    files.pop("neighbours")
    return accuracy(read_panel(files.pop("panel"), **files)).document()


@pytest.mark.samples
def test_the_model_beats_the_baseline_to_beat_by_the_bar_at_every_horizon(document: dict[str, Any]) -> None:
    model = {one["years"]: one for one in document["horizons"]}
    other = {one["years"]: one for one in document["baselines"]["naive_symmetric"]}
    assert set(model) == set(other) == set(BAR)
    for years, bar in BAR.items():
        assert model[years]["n"] == other[years]["n"]
        assert model[years]["crps_pct"] / other[years]["crps_pct"] <= bar
        assert model[years]["ratio"] == pytest.approx(model[years]["crps_pct"] / other[years]["crps_pct"], abs=1e-3)


@pytest.mark.samples
def test_the_ranges_hold_what_they_say_and_do_not_lean(document: dict[str, Any]) -> None:
    for one in document["horizons"]:
        assert 75 <= one["cover80"] <= (93 if one["years"] == 5 else 88)
        assert one["cover80_interval"][0] < one["cover80"] < one["cover80_interval"][1]
        assert abs(one["bias_pct"]) <= 2


@pytest.mark.samples
def test_what_was_chosen_on_earlier_outcomes_holds_on_later_ones(document: dict[str, Any]) -> None:
    chosen = {one["years"]: one for one in document["outcomes_to_2020"]["horizons"]}
    since = {one["years"]: one for one in document["since_2020"]["horizons"]}
    assert set(chosen) == {1, 2, 3}, "no origin has both a past five-year change and a five-year outcome by 2020"
    assert all(one["origins"][0] == 2020 for one in since.values())
    for rows in (chosen, since):
        assert all(one["ratio"] <= BAR[years] for years, one in rows.items())


@pytest.mark.samples
def test_neighbours_narrow_it_further(samples: Path) -> None:
    files = public(samples)
    model = accuracy(read_panel(files.pop("panel"), **files)).document()["horizons"]
    assert all(one["ratio"] <= CLOSER[one["years"]] for one in model)


def test_counts_of_the_parts_add_up_to_the_whole() -> None:
    document = accuracy(made(authorities=40, years=13)).document()
    for one in document["horizons"]:
        years = one["years"]
        sizes = sum(row["n"] for row in document["by_size"] if row["years"] == years)
        large = sum(row["n"] for row in document["without_under_30"]["horizons"] if row["years"] == years)
        small = sum(row["n"] for row in document["under_30"]["horizons"] if row["years"] == years)
        assert one["n"] == sizes == large + small


def test_a_short_panel_says_what_cannot_be_done_and_does_the_rest() -> None:
    panel = made(authorities=40, years=13)
    short = accuracy(panel.until(2016)).document()
    assert [one["years"] for one in short["horizons"]] == [1]
    sentences = " ".join(example["sentence"] for one in short["findings"] for example in one["examples"])
    assert "The panel has 4 years and 40 authorities" in sentences
    assert "5 for 2 years ahead, 7 for 3 years ahead, 11 for 5 years ahead" in sentences
    assert short["first_origin"] == 2015
    one_year = accuracy(panel.until(2013)).document()
    assert one_year["horizons"] == []
    assert one_year["baselines"] == {"naive_conformal": [], "naive_symmetric": [], "trend5": []}


def test_losses_are_told_worst_first_and_only_where_they_are_more_than_a_handful() -> None:
    lost = accuracy(made(authorities=40, years=13, reversion=0.0)).document()["loses"]
    assert lost
    assert [one["ratio"] for one in lost] == sorted((one["ratio"] for one in lost), reverse=True)
    assert all(one["n"] >= 20 and one["ratio"] >= 1 for one in lost)
