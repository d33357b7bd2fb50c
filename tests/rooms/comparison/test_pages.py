"""The pages of comparisons: who may read them, which year, and whom the council is held against."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

import polars as pl
import pytest
from django.test import Client

from suffice.analyse.comparison import operations
from suffice.analyse.comparison.models import ChosenNeighbours, ComparisonResult
from suffice.analyse.comparison.queries import results
from suffice.core import work
from suffice.core.models import Authority, Event, Person, Work
from suffice.core.models.work import WorkState
from tests.rooms.comparison.conftest import cells, frame_of

SignedIn = Callable[[Person], Client]
LIST, RATE, NEAR = "/336/compare/", "/336/compare/measures/cla_rate/", "/336/compare/neighbours/"


def told(page: Any) -> str:
    """What the page says, without its marks."""
    return " ".join(re.sub(r"<[^>]+>", " ", page.content.decode()).replace("&#39;", "'").split())


@pytest.mark.parametrize(
    "role", ["analyst", "commissioner", "practice-lead", "leader", "board-member", "administrator"]
)
def test_everybody_in_the_council_reads_the_comparisons(
    role: str, made: ComparisonResult, people: dict[str, Person], signed_in: SignedIn
) -> None:
    browser = signed_in(people[role])
    assert [browser.get(path).status_code for path in (LIST, RATE, NEAR)] == [200, 200, 200]


def test_a_young_adviser_reads_them_in_plain_words(
    made: ComparisonResult, young_adviser: Person, signed_in: SignedIn
) -> None:
    browser = signed_in(young_adviser)
    assert "In 2025, Wolverhampton looked after 80 of every 10,000 children. In the rest of England it was 67." in told(
        browser.get(LIST)
    )
    assert browser.get(RATE).status_code == 403


def test_a_provider_and_somebody_from_elsewhere_are_refused(
    made: ComparisonResult, provider: Person, stranger: Person, signed_in: SignedIn
) -> None:
    for person in (provider, stranger):
        for path in (LIST, RATE, NEAR, f"{NEAR}choose/", f"{LIST}progress.json"):
            assert signed_in(person).get(path).status_code == 403


def test_without_published_figures_the_page_says_what_to_bring(
    authority: Authority, analyst: Person, leader: Person, signed_in: SignedIn
) -> None:
    words = told(signed_in(analyst).get(LIST))
    assert "No published figures of other authorities are here yet" in words
    assert "Bring published tables" in words
    assert "An analyst brings the returns in." in told(signed_in(leader).get(RATE))
    assert "No list of statistical neighbours of Wolverhampton is here yet." in told(signed_in(leader).get(NEAR))


def test_a_row_tells_the_figure_the_others_and_how_sure_the_place_is(
    made: ComparisonResult, leader: Person, signed_in: SignedIn
) -> None:
    page = signed_in(leader).get(f"{LIST}?download=csv")
    row = next(csv.DictReader(io.StringIO(page.content.decode("utf-8-sig"))))
    assert row == {
        "Measure": "Children in care per 10,000 children",
        "Year": "2025",
        "Ours": "80.0",
        "From, to": "73.0 to 87.5",
        "Neighbours": "103.3",
        "Rest of region": "84.0",
        "Rest of England": "67.4",
        "Quarter and place": "Third, 4 of 5 (3 to 4)",
        "Change on the year": "'-3.3" if row["Change on the year"].startswith("'") else "-3.3",
    }


def test_the_list_can_be_filtered_and_read_of_another_year(
    made: ComparisonResult, leader: Person, signed_in: SignedIn
) -> None:
    browser = signed_in(leader)
    assert "Nothing fits these filters." in told(browser.get(f"{LIST}?area=Workforce"))
    assert "Nothing fits these filters." in told(browser.get(f"{LIST}?quarter=Best"))
    assert "83.3" in told(browser.get(f"{LIST}?year=2024"))
    assert told(browser.get(f"{LIST}?year=1999")) == told(browser.get(LIST))


def test_a_measure_answers_first_and_says_how_sure_its_place_is(
    made: ComparisonResult, leader: Person, signed_in: SignedIn
) -> None:
    words = told(signed_in(leader).get(RATE))
    for sentence in (
        "80.0 in every 10,000 in Wolverhampton in 2025: lower than the mean of its neighbours (103.3)",
        "It comes 4th of 5 authorities in these files, where 1st is the highest.",
        "Chance alone could put it anywhere between 3rd and 4th of 5.",
        "Contains public sector information licensed under the Open Government Licence v3.0.",
        "Our own returns do not tell this measure.",
    ):
        assert sentence in words


def test_an_earlier_year_is_read_as_it_was_published(
    made: ComparisonResult, leader: Person, signed_in: SignedIn
) -> None:
    browser = signed_in(leader)
    assert "83.3 in every 10,000 in Wolverhampton in 2024" in told(browser.get(f"{RATE}?year=2024"))
    assert "in Wolverhampton in 2025" in told(browser.get(f"{RATE}?year=1999"))
    assert browser.get("/336/compare/measures/sw_agency/").status_code == 404


def test_every_table_of_a_measure_can_be_taken_away(
    made: ComparisonResult, leader: Person, signed_in: SignedIn
) -> None:
    browser = signed_in(leader)
    for name, rows in (("neighbours", 4), ("authorities", 5), ("years", 2)):
        page = browser.get(f"{RATE}?{name}-download=csv")
        assert len(list(csv.DictReader(io.StringIO(page.content.decode("utf-8-sig"))))) == rows


def test_a_mark_is_shown_with_what_it_means(
    made: ComparisonResult, frame: pl.DataFrame, leader: Person, now: datetime, signed_in: SignedIn
) -> None:
    hidden = frame_of(
        cells("336", 2026, number=490, population=60_000)
        + cells("333", 2026, number="c", population=80_000)
        + cells("861", 2026, number="z", population=60_000)
    )
    more = pl.concat([frame, hidden])
    operations.write_down_comparators(
        authority=made.authority, frame=more, neighbours=None, source="Another", by=None, at=now
    )
    operations.make(authority=made.authority, by=None, at=now, progress=lambda done, total, message: None)
    words = told(signed_in(leader).get(RATE))
    assert "c: suppressed, because it would tell about very few children. Sandwell." in words
    assert "z: not applicable. Stoke-on-Trent." in words


def test_neighbours_are_named_with_how_close_they_are_and_where_that_stands(
    made: ComparisonResult, leader: Person, signed_in: SignedIn
) -> None:
    words = told(signed_in(leader).get(NEAR))
    assert "Wolverhampton is held against Sandwell, Stoke-on-Trent, Walsall and Doncaster." in words
    assert "Source: A table." in words
    assert "Choose other authorities" not in words


def test_a_person_chooses_other_neighbours_and_goes_back(
    made: ComparisonResult, commissioner: Person, signed_in: SignedIn
) -> None:
    browser = signed_in(commissioner)
    chosen = {"authorities": "Sandwell\nWalsall, 371\n", "source": "The board of May"}
    assert browser.post(f"{NEAR}choose/", chosen).headers["Location"] == NEAR
    words = told(browser.get(NEAR))
    assert "Wolverhampton is held against Sandwell, Walsall and Doncaster." in words
    assert "The board of May" in words
    assert "The published neighbours are Sandwell, Stoke-on-Trent, Walsall and Doncaster." in words
    assert "these comparisons are being made again" in told(browser.get(LIST))
    assert Event.objects.get(kind="comparison.chosen").words == (
        "Chose 3 to be held against: Sandwell, Walsall and Doncaster (The board of May)."
    )

    assert browser.post(f"{NEAR}leave/").headers["Location"] == NEAR
    assert "Stoke-on-Trent" in told(browser.get(NEAR))
    ended = ChosenNeighbours.objects.get()
    assert (ended.ended_by, ended.ended_at is None) == (commissioner, False)
    assert Event.objects.filter(kind="comparison.left").count() == 1
    assert browser.post(f"{NEAR}leave/").status_code == 409


def test_an_authority_with_a_comma_in_its_name_is_one(
    made: ComparisonResult, analyst: Person, signed_in: SignedIn
) -> None:
    chosen = {"authorities": "Kingston upon Hull, City of\r\nSandwell, Walsall\r\n", "source": "The board of May"}
    signed_in(analyst).post(f"{NEAR}choose/", chosen)
    assert ChosenNeighbours.objects.get().codes == ["810", "333", "335"]


@pytest.mark.parametrize(
    ("authorities", "sentence"),
    [
        ("", "Name the authorities, one a line."),
        ("Sandwell\nWalsall\nAtlantis", "Atlantis is not known."),
        ("Sandwell\nWalsall\nWolverhampton", "Wolverhampton cannot be its own neighbour."),
        ("Sandwell\nWalsall\n333", "An authority stands in the list twice."),
        ("Sandwell\nWalsall", "Choose between 3 and 20 authorities: the list has 2."),
    ],
)
def test_a_list_that_cannot_be_compared_with_is_refused_and_kept_in_the_box(
    authorities: str, sentence: str, made: ComparisonResult, analyst: Person, signed_in: SignedIn
) -> None:
    page = signed_in(analyst).post(f"{NEAR}choose/", {"authorities": authorities, "source": "The board"})
    assert page.status_code == 400
    assert sentence in told(page)
    assert ChosenNeighbours.objects.count() == 0


def test_work_that_failed_says_why_and_wants_the_analyst(
    authority: Authority, analyst: Person, leader: Person, now: datetime, signed_in: SignedIn
) -> None:
    alone = frame_of(cells("333", 2025, number=800, population=80_000))
    operations.write_down_comparators(
        authority=authority, frame=alone, neighbours=None, source="A table", by=None, at=now
    )
    browser = signed_in(analyst)
    assert browser.post(f"{LIST}make/").headers["Location"] == LIST
    assert "The published figures are being compared." in told(browser.get(LIST))
    work.run_waiting(results.KIND)

    assert Work.objects.get(kind=results.KIND).state == WorkState.FAILED
    assert "hold none of Wolverhampton that can be compared" in told(browser.get(LIST))
    assert "The comparisons could not be made: see why" in told(browser.get("/336/"))
    assert "Try again" not in told(signed_in(leader).get(LIST))
