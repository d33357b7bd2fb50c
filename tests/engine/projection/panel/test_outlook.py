"""An outlook is the tested method, month by month, from constants that were known on the day."""

from __future__ import annotations

import tomllib
from datetime import date
from importlib import resources
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from suffice.engine.projection.panel import outlook, rate_gap
from suffice.engine.projection.panel.constants import regions_text, widths_text, write_constants
from suffice.engine.projection.panel.methods import REGION, SIZE
from suffice.engine.projection.panel.model import Panel
from suffice.engine.projection.panel.reading import read_panel
from suffice.engine.returns.population import every_authority

from .panels import made, public

AT = np.array([0.1, 0.25, 0.5, 0.75, 0.9])
FROM = date(2020, 3, 31)


def committed(name: str) -> dict[str, object]:
    text = resources.files("suffice.engine.projection.panel").joinpath(name).read_text(encoding="utf-8")
    return tomllib.loads(text)


@given(
    st.integers(1, 2000),
    st.dates(date(2016, 3, 31), date(2030, 1, 1)),
    st.integers(1, 120),
    st.one_of(st.none(), st.floats(-1, 1)),
)
def test_the_range_starts_at_the_number_and_never_narrows(
    number: int, on: date, months: int, gap: float | None
) -> None:
    told = outlook(number, on, months=months, rate_gap=gap)
    quantiles = told.quantiles(AT)
    assert quantiles.shape == (months + 1, len(AT))
    assert quantiles[0] == pytest.approx(number)
    assert np.all(np.diff(quantiles, axis=1) >= -1e-9)
    assert np.all(np.diff(told.spread) >= 0)
    assert quantiles[:, 2] == pytest.approx(np.exp(told.centre))
    middle = np.log(quantiles)
    assert middle[:, 2] - middle[:, 0] == pytest.approx(middle[:, 4] - middle[:, 2])


def test_a_rate_above_its_region_is_expected_to_come_down_and_below_it_to_rise() -> None:
    above, level, below = (outlook(500, FROM, months=36, rate_gap=gap).centre for gap in (0.3, 0.0, -0.3))
    assert np.all(above[1:] < level[1:])
    assert np.all(level[1:] < below[1:])
    assert np.all(np.diff(above - level) < 0), "a gap goes on closing"


def test_ten_years_of_it_close_no_more_than_the_gap() -> None:
    gap = 0.4
    moved = outlook(500, FROM, months=120, rate_gap=gap).centre - outlook(500, FROM, months=120, rate_gap=0.0).centre
    assert np.all(moved[1:] < 0)
    assert np.all(moved > -gap)


def test_a_small_authority_has_the_wider_range() -> None:
    wide, narrow = (outlook(number, FROM, months=24).spread for number in (60, 900))
    assert np.all(wide[1:] > narrow[1:])


def test_only_what_was_known_on_the_day_goes_in() -> None:
    assert outlook(500, date(2021, 3, 30), months=12).learnt_until == 2020
    assert outlook(500, date(2021, 3, 31), months=12).learnt_until == 2021
    assert outlook(500, date(2029, 1, 1), months=12).learnt_until == 2025


def test_stretching_is_said() -> None:
    assert outlook(500, FROM, months=60).findings == ()
    (drawn_on,) = outlook(500, FROM, months=61).findings
    assert "months 61 to 61" in drawn_on.examples[0].sentence
    (early,) = outlook(500, date(2014, 3, 31), months=12).findings
    assert early.code == "outlook-hindsight"
    assert "31 March 2016" in early.examples[0].sentence
    document = outlook(500, FROM, months=61).document()
    assert [one["month"] for one in document["months"]] == [0, 12, 24, 36, 48, 60]
    assert [one["code"] for one in document["findings"]] == ["outlook-drawn-on"]


@pytest.mark.parametrize(("number", "months"), [(0, 12), (-3, 12), (500, 0), (500, 121)])
def test_what_has_no_outlook_is_refused(number: int, months: int) -> None:
    with pytest.raises(ValueError, match="An outlook"):
        outlook(number, FROM, months=months)


def test_every_region_of_the_authorities_we_know_has_a_mean() -> None:
    known = committed("regions.toml")
    assert {one.region for one in every_authority()} == set(known)
    gap = rate_gap(585, 55_200, "West Midlands", FROM)
    assert gap is not None
    assert 585 / 55_200 * np.exp(-gap) * 10_000 == pytest.approx(np.exp(known["West Midlands"]["2020"]) * 10_000)  # type: ignore[index]
    assert rate_gap(585, 55_200, "Narnia", FROM) is None
    assert rate_gap(585, 55_200, None, FROM) is None
    assert rate_gap(585, 0, "West Midlands", FROM) is None


def test_constants_need_rates_and_years(tmp_path: Path) -> None:
    panel = made()
    with pytest.raises(ValueError, match="too few to learn 5 years ahead"):
        widths_text(panel.until(2014))
    bare = Panel(**{name: getattr(panel, name) for name in panel.__slots__} | {"population": panel.population * np.nan})
    for write in (widths_text, regions_text):
        with pytest.raises(ValueError, match="give --population"):
            write(bare)
    widths, regions = write_constants(panel, tmp_path)
    assert "2025" in tomllib.loads(widths.read_text(encoding="utf-8"))
    assert tomllib.loads(regions.read_text(encoding="utf-8"))["North"]["authorities"] == 8


@pytest.fixture(scope="module")
def panel(samples: Path) -> Panel:
    files = public(samples)
    return read_panel(files["panel"], population=files["population"], areas=files["areas"])


def flat(value: object) -> list[float]:
    if isinstance(value, dict):
        return [number for _, one in sorted(value.items()) for number in flat(one)]
    if isinstance(value, list):
        return [number for one in value for number in flat(one)]
    return [float(value)]  # type: ignore[arg-type]


@pytest.mark.samples
def test_the_constants_are_what_the_public_files_give(panel: Panel) -> None:
    for name, text in (("widths.toml", widths_text(panel)), ("regions.toml", regions_text(panel))):
        anew, kept = tomllib.loads(text), committed(name)
        assert anew.keys() == kept.keys()
        assert flat(anew) == pytest.approx(flat(kept), rel=2e-3, abs=1e-5)


@pytest.mark.samples
@pytest.mark.parametrize("year", [2016, 2020, 2024])
def test_an_outlook_is_the_member_that_the_backtest_scored(panel: Panel, year: int) -> None:
    known, column = panel.until(year), panel.years.index(year)
    on = date(year, 3, 31)
    for ahead in (1, 3, 5):
        by_region, by_size = REGION(known, ahead, AT), SIZE(known, ahead, AT)
        assert by_region is not None
        assert by_size is not None
        for at in range(0, len(panel.codes), 7):
            number, people = panel.number[at, column], panel.population[at, column]
            gap = rate_gap(number, people, panel.regions[at], on) if people > 0 else None
            if number > 0 and gap is not None:
                told = outlook(int(number), on, months=60, rate_gap=gap).quantiles(AT)[12 * ahead]
                assert told == pytest.approx(np.exp(by_region[at]), rel=0.01)
            if number > 0:
                told = outlook(int(number), on, months=60).quantiles(AT)[12 * ahead]
                assert told == pytest.approx(np.exp(by_size[at]), rel=0.01)
