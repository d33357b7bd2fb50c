"""Our own figures stand beside the published ones of the same day, each out of the return that tells it."""

from __future__ import annotations

from datetime import date

import pytest

from suffice.analyse.comparison import sentences
from suffice.analyse.comparison.own import kind_of, own_figures
from suffice.engine.comparison.figures import gather
from suffice.engine.episodes import assemble
from suffice.engine.measures import Scene, scene_of
from suffice.engine.returns.model import Return
from suffice.engine.returns.workforce.layouts import KIND as WORKFORCE
from suffice.engine.returns.workforce.reading import workforce_on
from tests.engine.comparison.frames import Row, published
from tests.engine.returns.workforce.building import opened, worker


def _published() -> list[Row]:
    return [
        (f"workforce.{name}", "authority", "336", "Wolverhampton", year, value, None)
        for year in (2022, 2023)
        for name, value in (("vacancies", 2.5), ("in_post", 1.5))
    ]


@pytest.fixture
def returns() -> tuple[Return, ...]:
    return opened(
        worker(1, FTE="1", FTE30="1", Cases30="20"),
        worker(2, FTE="0.5", FTE30="0.5", Cases30="10"),
        vacancies=[{"NumberOfVacancies": "2.5", "NoAgencyFTE": "0", "NoAgencyHeadcount": "0"}],
    ).returns


def test_a_census_stands_beside_the_year_that_it_is_of_and_no_other(returns: tuple[Return, ...]) -> None:
    def scene(on: date) -> Scene:
        return scene_of(assemble([]), on, workforce=workforce_on(returns, on))

    figures = gather(published(_published()), "sw_vacancy")
    told = own_figures(figures, "336", scene=scene, returns=returns, last=date(2023, 3, 31))

    assert kind_of(figures) == WORKFORCE
    assert list(told["years"]) == ["2022"]
    assert (told["years"]["2022"]["on"], told["latest"]["on"]) == ("2022-09-30", "2022-09-30")
    assert told["latest"]["value"] == pytest.approx(62.5)
    assert sentences.latest_own(told["latest"], "%") == (
        "The latest that our own returns tell is 62.5% on 30 September 2022 (21.9 to 90.8), by the definition of this "
        "house."
    )


@pytest.mark.parametrize(
    ("ours", "sentence"),
    [
        ((80.0, 480, 60_000), "Our own returns give 80.0 in every 10,000 (480 of 60,000) on 31 March 2025: the same"),
        ((80.2, 481, 60_000), "80.2 in every 10,000 (481 of 60,000) on 31 March 2025; published is 80.0 in every"),
    ],
)
def test_where_ours_and_the_published_figure_differ_both_are_told(ours: tuple[float, int, int], sentence: str) -> None:
    row = {"value": 80.0, "numerator": 480, "denominator": 60_000}
    own = {"on": "2025-03-31", **dict(zip(("value", "numerator", "denominator"), ours, strict=True))}
    assert sentence in sentences.differ(row, own, "per 10,000")


def test_nothing_is_said_of_a_year_without_returns() -> None:
    assert sentences.differ({"value": 80.0}, None, "per 10,000") == ""


@pytest.mark.parametrize(
    ("place", "words"), [(1, "1st"), (2, "2nd"), (3, "3rd"), (11, "11th"), (58, "58th"), (151, "151st")]
)
def test_a_place_is_told_as_people_say_it(place: int, words: str) -> None:
    assert sentences.ordinal(place) == words
