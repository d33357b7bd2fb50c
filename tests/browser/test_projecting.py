"""A projection, asked for from a form and read where it stands."""

from __future__ import annotations

import json
import re
import statistics

import pytest
from playwright.sync_api import expect

from tests.browser.visiting import PATIENCE, Doorway, Visitor

pytestmark = [pytest.mark.browser, pytest.mark.journey]


def _ask(visitor: Visitor, *, origin: str, years: int) -> None:
    visitor.goto("/336/projections/")
    visitor.follow("Make another projection")
    visitor.page.fill("input[name=origin]", origin)
    visitor.page.fill("input[name=years]", str(years))
    visitor.page.fill("input[name=replicates]", "200")
    visitor.press("Make it")


@pytest.mark.parametrize("javascript", [True, False], ids=["with script", "without script"])
def test_a_projection_from_a_past_day_says_what_then_happened(doorway: Doorway, javascript: bool) -> None:
    analyst = doorway.visitor("analyst", javascript=javascript)
    _ask(analyst, origin="2020-06-30" if javascript else "2020-03-31", years=1)
    expect(analyst.page.get_by_role("heading", name="What then happened")).to_be_visible(timeout=PATIENCE)
    assert "children were in fact in care" in analyst.main
    address = analyst.path
    analyst.goto("/336/projections/runs/")
    assert analyst.page.locator(f'main a[href="{address}"]').count() >= 1
    assert not analyst.complaints


def test_the_page_and_the_document_give_the_same_range(doorway: Doorway) -> None:
    leader = doorway.visitor("leader")
    leader.goto("/336/projections/")
    leader.follow("This projection by placement and by age")
    with leader.page.expect_download() as waiting:
        leader.page.get_by_role("link", name="Download the projection as JSON").click()
    document = json.loads(waiting.value.path().read_text(encoding="utf-8"))
    total = document["horizons"][-1]["total"]
    low, high = re.search(r"between (\d+) and (\d+) children", leader.main).groups()  # type: ignore[union-attr]
    assert (int(low), int(high)) == (total["p10"], total["p90"])
    places = [one["mean"] for one in document["horizons"][-1]["by_placement"].values()]
    assert statistics.fsum(places) == pytest.approx(total["mean"])


@pytest.mark.parametrize("javascript", [True, False], ids=["with script", "without script"])
def test_a_day_that_the_returns_do_not_cover_is_refused_in_a_sentence(doorway: Doorway, javascript: bool) -> None:
    analyst = doorway.visitor("analyst", javascript=javascript)
    _ask(analyst, origin="2035-03-31", years=1)
    assert "There is a problem" in analyst.main
    assert analyst.page.input_value("input[name=origin]") == "2035-03-31"


def test_a_leader_reads_a_projection_but_does_not_make_one(doorway: Doorway) -> None:
    leader = doorway.visitor("leader")
    leader.goto("/336/projections/")
    assert "four times in five" in leader.main
    assert leader.page.get_by_role("link", name="Make another projection").count() == 0
    assert leader.goto("/336/projections/new/") == 403
