"""Workforce figures rest on the census and what is brought beside it, and on the rows of no other return."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from suffice.analyse.returns.models import Upload
from suffice.review.workforce.models import WorkforceResult
from suffice.review.workforce.queries import results
from tests.rooms.accepting import a_year
from tests.rooms.workforce.conftest import census, worker


def test_a_cleared_903_does_not_keep_a_new_census_from_being_told(
    made: WorkforceResult, bring: Callable[..., None], now: datetime
) -> None:
    child = a_year({"A1": "03/02/2012"}, [("A1", "01/05/2020", "", "U6")])
    bring(header_csv=child["header.csv"].encode(), episodes_csv=child["episodes.csv"].encode())
    assert Upload.objects.filter(returns__kind="ssda903").update(cleared_at=now)
    assert results.holds(made)
    bring(e_xml=census(2022, [worker(1, cases=9)], vacant=0, covered=0))
    assert not results.holds(made)


def test_figures_stay_once_every_row_they_rest_on_is_cleared(
    made: WorkforceResult, bring: Callable[..., None], now: datetime
) -> None:
    Upload.objects.update(cleared_at=now)
    child = a_year({"A1": "03/02/2012"}, [("A1", "01/05/2020", "", "U6")])
    bring(header_csv=child["header.csv"].encode(), episodes_csv=child["episodes.csv"].encode())
    assert results.holds(made)
    assert results.latest(made.authority) == made
