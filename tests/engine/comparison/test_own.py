"""The council's own figure beside the published one is that of its returns, with the luck of what was counted."""

from __future__ import annotations

from datetime import date

import pytest

from suffice.engine.comparison.figures import gather
from suffice.engine.comparison.own import own_in
from suffice.engine.episodes import assemble
from suffice.engine.measures import scene_of
from suffice.engine.returns.workforce.reading import workforce_on
from tests.engine.comparison.frames import Row, published
from tests.engine.returns.workforce.building import opened, worker

ON = date(2023, 3, 31)


def _vacancies() -> list[Row]:
    return [
        ("workforce.vacancies", "authority", "336", "Wolverhampton", 2022, 40.0, None),
        ("workforce.in_post", "authority", "336", "Wolverhampton", 2022, 160.0, None),
    ]


def test_a_share_of_full_time_equivalents_has_its_interval_around_it() -> None:
    # 2.5 vacant posts beside 1 and 0.5 in post: 62.5%, whatever the number of people is.
    census = opened(
        worker(1, FTE="1", FTE30="1", Cases30="20"),
        worker(2, FTE="0.5", FTE30="0.5", Cases30="10"),
        vacancies=[{"NumberOfVacancies": "2.5", "NoAgencyFTE": "0", "NoAgencyHeadcount": "0"}],
    )
    seen = scene_of(assemble([]), ON, workforce=workforce_on(census.returns, ON))
    told = own_in(seen, gather(published(_vacancies()), "sw_vacancy"), "336")

    assert told is not None
    assert (told.numerator, told.denominator) == (2.5, 4.0)
    assert told.value == pytest.approx(62.5)
    assert told.estimate is not None
    assert told.estimate.interval.low < 62.5 < told.estimate.interval.high
