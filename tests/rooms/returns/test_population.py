"""The population figures: brought with a source, superseded and never lost, and the right one for a day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client

from suffice.analyse.returns import operations, storage
from suffice.analyse.returns.models import PopulationEstimate
from suffice.analyse.returns.queries import population
from suffice.core.models import Authority, Event, Person
from suffice.core.policies import NotNow

pytestmark = pytest.mark.django_db
HEADING = "time_period,geographic_level,new_la_code,old_la_code,la_name,age_group,population_estimate\n"


def estimates(*rows: tuple[int, str, str, int], la: str = "E08000031") -> bytes:
    lines = (
        f"{year},Local authority,{la},{code},{name},Children aged 0 to 17 years,{n}\n" for year, code, name, n in rows
    )
    return (HEADING + "".join(lines)).encode()


def give(authority: Authority, by: Person, at: datetime, mid_year: int, number: int, **more: str) -> PopulationEstimate:
    source = more.get("source", "ONS, July 2024")
    return operations.give_population(
        authority=authority, mid_year=mid_year, number=number, source=source, by=by, at=at
    )


def test_a_figure_by_hand_is_kept_with_its_source_and_its_event(
    authority: Authority, analyst: Person, now: datetime
) -> None:
    give(authority, analyst, now, 2019, 61_173)
    figure = population.population_for(authority, date(2020, 3, 31))
    assert figure is not None
    assert (figure.number, figure.mid_year, figure.source) == (61_173, 2019, "ONS, July 2024")
    event = Event.objects.get(kind="returns.population")
    assert event.words == "61,173 children on 30 June 2019, from ONS, July 2024."
    assert event.by == analyst


def test_a_day_takes_the_latest_30_june_on_or_before_it_or_the_nearest_earlier(
    authority: Authority, analyst: Person, now: datetime
) -> None:
    give(authority, analyst, now, 2018, 60_566, source="ONS, July 2023")
    give(authority, analyst, now, 2020, 61_524)
    chosen = {
        day: (found.mid_year if (found := population.population_for(authority, day)) else None)
        for day in (date(2018, 6, 29), date(2018, 6, 30), date(2020, 6, 29), date(2020, 6, 30), date(2024, 1, 1))
    }
    assert list(chosen.values()) == [None, 2018, 2018, 2020, 2020]
    earlier = population.population_for(authority, date(2020, 6, 29))
    assert earlier is not None
    assert "ONS, July 2023" in earlier.sentence
    assert "the latest before mid-2019" in earlier.sentence


def test_a_second_figure_of_a_year_supersedes_the_first_which_stays(
    authority: Authority, analyst: Person, now: datetime
) -> None:
    first = give(authority, analyst, now, 2019, 61_173)
    second = give(authority, analyst, now, 2019, 61_200, source="Revised, 2025")
    first.refresh_from_db()
    assert (first.superseded_at, first.superseded_by) == (now, second)
    assert list(population.estimates(authority)) == [second]
    assert list(population.every_estimate(authority)) == [second, first]


def test_the_same_figure_twice_a_day_to_come_and_another_authority_change_nothing(
    authority: Authority, elsewhere: Authority, analyst: Person, now: datetime
) -> None:
    give(authority, analyst, now, 2019, 61_173)
    with pytest.raises(NotNow, match="already, from the same source"):
        give(authority, analyst, now, 2019, 61_173)
    with pytest.raises(NotNow, match="30 June 2026 has not been yet"):
        give(authority, analyst, now, 2026, 70_000)
    assert population.population_for(elsewhere, date(2020, 3, 31)) is None
    assert PopulationEstimate.objects.count() == 1


@pytest.mark.parametrize("change", [{"source": ""}, {"number": 0}], ids=str)
def test_the_database_wants_a_source_and_somebody(
    authority: Authority, analyst: Person, now: datetime, change: dict[str, Any]
) -> None:
    give(authority, analyst, now, 2019, 61_173)
    with pytest.raises(IntegrityError), transaction.atomic():
        PopulationEstimate.objects.update(**change)


@pytest.fixture
def at_the_page(analyst: Person, authority: Authority, signed_in: Callable[[Person], Client]) -> Callable[..., Any]:
    def post(content: bytes, name: str = "estimates.csv", **more: str) -> Any:
        sent = {"file": SimpleUploadedFile(name, content), "whole": "yes", **more}
        return signed_in(analyst).post(f"/{authority.code}/returns/population/file/", sent, follow=True)

    return post


def test_a_file_of_estimates_gives_this_authoritys_figures_and_is_kept(
    at_the_page: Callable[..., Any], authority: Authority
) -> None:
    content = estimates((2019, "336", "Wolverhampton", 61_173), (2020, "336", "Wolverhampton", 61_524))
    content += estimates((2020, "332", "Dudley", 70_000), la="E08000027").split(b"\n", 1)[1]
    page = at_the_page(content).content.decode()
    assert "2 figures brought." in page
    assert "61,524 children aged 0 to 17 lived in Wolverhampton on 30 June 2020." in page
    kept = population.estimates(authority)[0]
    assert storage.open_original(kept.file_sha256).read() == content
    again = at_the_page(content)
    assert again.status_code == 400
    assert "Every figure of estimates.csv is here already." in again.content.decode()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"CHILD,DOB\n1,2\n", "has no column"),
        (estimates((2020, "332", "Dudley", 70_000), la="E08000027"), "has no row of Wolverhampton (336)"),
        (b"", "estimates.csv"),
        (b"PK\x03\x04rest of a workbook", "Save the estimates as CSV"),
    ],
)
def test_what_holds_no_estimate_of_ours_says_so_and_is_not_kept(
    at_the_page: Callable[..., Any], content: bytes, words: str, settings: Any
) -> None:
    answer = at_the_page(content)
    assert answer.status_code == 400
    assert words in answer.content.decode()
    assert not PopulationEstimate.objects.exists()
    folder = settings.DATA / "files" / "originals"
    assert not folder.exists() or not list(folder.iterdir())


def test_half_a_file_changes_nothing(at_the_page: Callable[..., Any]) -> None:
    answer = at_the_page(estimates((2019, "336", "Wolverhampton", 61_173)), whole="")
    assert answer.status_code == 400
    assert "stopped arriving before the end" in answer.content.decode()
    assert not PopulationEstimate.objects.exists()


def test_a_figure_by_hand_on_the_page_keeps_what_was_typed_when_it_is_wrong(
    analyst: Person, authority: Authority, signed_in: Callable[[Person], Client]
) -> None:
    client, address = signed_in(analyst), f"/{authority.code}/returns/population/by-hand/"
    wrong = client.post(address, {"mid_year": "2019", "number": "some", "source": "ONS"})
    assert wrong.status_code == 400
    assert "Give a whole number of children." in wrong.content.decode()
    assert 'value="some"' in wrong.content.decode()
    late = client.post(address, {"mid_year": "2199", "number": "7", "source": "ONS"})
    assert "30 June 2199 has not been yet" in late.content.decode()
    right = client.post(address, {"mid_year": "2019", "number": "61173", "source": "ONS"}, follow=True)
    assert "61,173 children on 30 June 2019 written down." in right.content.decode()


def test_the_official_file_gives_the_official_figure(
    samples: Any, authority: Authority, analyst: Person, now: datetime
) -> None:
    path = samples / "public/geography/ons_mid-year_population_estimates_2012_to_2024.csv"
    file = SimpleUploadedFile(path.name, path.read_bytes())
    assert len(operations.bring_population(authority=authority, file=file, by=analyst, at=now)) == 13
    figure = population.population_for(authority, date(2021, 3, 31))
    assert figure is not None
    assert (figure.number, figure.mid_year) == (61_524, 2020)
