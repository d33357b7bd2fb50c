from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from suffice.engine.calendar import collection_year

from .conftest import Written
from .plainly import born, fostering, in_care, known_day, latest_episodes


@pytest.mark.parametrize(
    ("on", "published"),
    [
        (date(2016, 12, 31), 635),
        (date(2017, 3, 31), 643),
        (date(2018, 6, 30), 648),
        (date(2019, 6, 30), 611),
        (date(2020, 6, 30), 585),
    ],
)
def test_children_in_care_are_the_published_number(written: Written, on: date, published: int) -> None:
    assert len(in_care(written.folder, on)) == published


@pytest.mark.parametrize(
    ("on", "agency", "kin", "in_house"),
    [(date(2016, 12, 31), 254, 60, 188), (date(2019, 8, 31), 188, 82, 177), (date(2020, 7, 31), 150, 86, 215)],
)
def test_fostering_is_the_published_number_of_each_kind(
    written: Written, on: date, agency: int, kin: int, in_house: int
) -> None:
    counts = fostering(written.folder, on)
    assert (counts["agency"], counts["friends and family"], counts["in house"]) == (agency, kin, in_house)


@pytest.mark.parametrize(("on", "number"), [(date(2021, 3, 31), 540), (date(2022, 3, 31), 512)])
def test_the_years_after_the_strategy_hold_the_national_statistics(written: Written, on: date, number: int) -> None:
    assert len(in_care(written.folder, on)) == number


# Children starting to be looked after in the year to 31 March, national statistics.
STARTED = {2017: 166, 2018: 179, 2019: 132, 2020: 123, 2021: 96, 2022: 125}


def test_starts_and_leavers_are_those_of_an_authority_of_this_size(written: Written) -> None:
    counted = [row for row in latest_episodes(written.folder) if row["LS"] not in {"V3", "V4"}]
    starts = Counter(collection_year(known_day(row["DECOM"])) for row in counted if row["RNE"] == "S")
    leavers = Counter(collection_year(known_day(row["DEC"])) for row in counted if row["REC"] not in {"", "X1"})
    for year, started in STARTED.items():
        assert 2 / 3 <= starts[year] / started <= 3 / 2, year
        assert 85 <= leavers[year] <= 245, year


def test_ages_are_those_of_children_in_care(written: Written) -> None:
    births = born(written.folder)
    on = date(2019, 3, 31)
    ages = [(on - births[child]).days / 365.25 for child in in_care(written.folder, on)]
    share = {
        "under one": sum(age < 1 for age in ages) / len(ages),
        "one to four": sum(1 <= age < 5 for age in ages) / len(ages),
        "ten to fifteen": sum(10 <= age < 16 for age in ages) / len(ages),
        "sixteen and over": sum(age >= 16 for age in ages) / len(ages),
    }
    assert 0.02 < share["under one"] < 0.08
    assert 0.10 < share["one to four"] < 0.25
    assert 0.30 < share["ten to fifteen"] < 0.50
    assert 0.10 < share["sixteen and over"] < 0.25
