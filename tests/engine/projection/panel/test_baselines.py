"""Each baseline is what the issue says, worked again one authority and one origin at a time in plain Python."""

from __future__ import annotations

import csv
from math import exp, log
from pathlib import Path

import numpy as np
import pytest

from suffice.engine.projection.panel.methods import naive_conformal, naive_symmetric, trend5
from suffice.engine.projection.panel.model import Panel
from suffice.engine.projection.panel.report import figures
from suffice.engine.projection.panel.rolling import roll

from .panels import made, public

Numbers = dict[str, dict[int, int]]


def numbers_of(panel: Panel) -> Numbers:
    return {
        code: {
            year: int(panel.number[at, column])
            for column, year in enumerate(panel.years)
            if not np.isnan(panel.number[at, column])
        }
        for at, code in enumerate(panel.codes)
    }


def errors_known(numbers: Numbers, origin: int, ahead: int) -> list[float]:
    return [
        log(series[year + ahead] / series[year])
        for series in numbers.values()
        for year in series
        if year + ahead <= origin and year + ahead in series
    ]


def line(series: dict[int, int], origin: int, ahead: int) -> float:
    points = [(year, log(series[year])) for year in range(origin - 4, origin + 1) if year in series]
    if len(points) < 3:
        return log(series[origin])
    middle = sum(x for x, _ in points) / len(points)
    level = sum(y for _, y in points) / len(points)
    slope = sum((x - middle) * (y - level) for x, y in points) / sum((x - middle) ** 2 for x, _ in points)
    return level + slope * (origin + ahead - middle)


def crps(futures: list[float], actual: float) -> float:
    ordered = sorted(futures)
    n = len(ordered)
    spread = sum((2 * i - n - 1) * x for i, x in enumerate(ordered, start=1)) / n**2
    return sum(abs(x - actual) for x in ordered) / n - spread


@pytest.mark.parametrize("ahead", [1, 2, 3])
def test_baselines_give_the_quantiles_of_the_past_errors_around_their_centre(ahead: int) -> None:
    panel, probabilities = made(), np.array([0.1, 0.5, 0.9])
    numbers, origin = numbers_of(panel), 2021
    known = panel.until(origin)
    errors = errors_known(numbers, origin, ahead)
    trend_errors = [
        log(series[year + ahead]) - line(series, year, ahead)
        for series in numbers.values()
        for year in series
        if year >= panel.years[0] + 2 and year + ahead <= origin and year + ahead in series
    ]
    told = {
        naive_conformal: (errors, lambda series: log(series[origin])),
        naive_symmetric: ([*errors, *(-one for one in errors)], lambda series: log(series[origin])),
        trend5: (trend_errors, lambda series: line(series, origin, ahead)),
    }
    for method, (past, centre) in told.items():
        quantiles = method(known, ahead, probabilities)
        assert quantiles is not None
        for at, code in enumerate(panel.codes):
            if origin in numbers[code]:
                expected = [centre(numbers[code]) + np.quantile(past, p) for p in probabilities]
                assert quantiles[at] == pytest.approx(expected)
            else:
                assert np.isnan(quantiles[at]).all()


@pytest.mark.samples
def test_the_public_panel_scores_the_baselines_as_an_independent_reading_of_it_does(samples: Path) -> None:
    from suffice.engine.projection.panel.reading import read_panel

    file = public(samples)["panel"]
    numbers: Numbers = {}
    with file.open(encoding="utf-8-sig", newline="") as opened:
        for row in csv.DictReader(opened):
            total = row["cla_group"] == row["characteristic"] == "Total"
            if total and row["geographic_level"] == "Local authority" and row["number"].isdigit():
                numbers.setdefault(row["old_la_code"], {})[int(row["time_period"])] = int(row["number"])
    cases = {one.ahead: one.where(one.origin >= 2019) for one in roll(read_panel(file))}
    for ahead in (3, 5):
        expected = {"naive_conformal": [], "naive_symmetric": []}
        for origin in range(2019, 2026 - ahead):
            errors = [exp(one) for one in errors_known(numbers, origin, ahead)]
            mirrored = [*errors, *(1 / one for one in errors)]
            for series in numbers.values():
                if origin in series and origin + ahead in series:
                    ratio = series[origin + ahead] / series[origin]
                    expected["naive_conformal"].append(crps(errors, ratio) / ratio * 100)
                    expected["naive_symmetric"].append(crps(mirrored, ratio) / ratio * 100)
        for name, scores in expected.items():
            row = figures(cases[ahead], name)
            assert row is not None
            assert row["n"] == len(scores)
            assert row["crps_pct"] == pytest.approx(sum(scores) / len(scores), rel=2e-3)
