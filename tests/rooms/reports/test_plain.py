"""A report for children and young people: plain words, rounded, signed off, read by young advisers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from suffice.core.models import Authority, Person
from suffice.core.policies import NotNow
from suffice.engine.measures import INDICATORS
from suffice.review.performance.models import MeasuresResult
from suffice.review.reports import library, operations, plain
from suffice.review.reports.models import Edition, ReportSet
from tests.rooms.reports.conftest import DUE, made

SignIn = Callable[[Person], Client]
HEADINGS = [{"heading": "Home", "codes": ["cla_rate", "placed_20_miles", "dental"]}]


def added(
    authority: Authority, by: Person, at: datetime, protection: str = "round", code: str = "cla_rate"
) -> ReportSet:
    return operations.add(
        authority=authority,
        title="How we are doing",
        board="Children in Care Council",
        owner="Participation lead",
        frequency="quarterly",
        next_due=DUE,
        protection=protection,
        headings=[*HEADINGS, {"heading": "More", "codes": [code]}],
        plain=True,
        by=by,
        at=at,
    )


@pytest.fixture
def ours(measures: MeasuresResult, authority: Authority, commissioner: Person, now: datetime) -> Edition:
    """A draft for children and young people."""
    return made(added(authority, commissioner, now), "round", commissioner, now)


def _words(edition: Edition) -> str:
    return " ".join(one.words for one in edition.paper.paragraphs())


def test_it_tells_in_plain_words_and_rounded(ours: Edition) -> None:
    """638 children are in care, 84 of 600 more than 20 miles away."""
    words = _words(ours)
    assert "About 640 children and young people were in care on 31 March 2022." in words
    assert "14 of every 100 children in care lived more than 20 miles from home." in words
    assert "638" not in words
    for term in ("indicator", "per 10,000", "interval", "SSDA903", "denominator", "%"):
        assert term not in words
    assert "Going to the dentist" in words


def test_it_is_rounded_and_nothing_else(authority: Authority, commissioner: Person, now: datetime) -> None:
    with pytest.raises(NotNow, match="rounded to five"):
        added(authority, commissioner, now, protection="suppress")
    with pytest.raises(NotNow, match="Nobody has put this into plain words: Children starting to be in care"):
        added(authority, commissioner, now, code="cla_start_rate")
    kept = added(authority, commissioner, now)
    with pytest.raises(NotNow, match="rounded to five"):
        operations.change(report_set=kept, protection="full", by=commissioner, at=now)
    with pytest.raises(IntegrityError), transaction.atomic():
        ReportSet.objects.filter(pk=kept.pk).update(protection="full")


def test_an_edition_of_it_is_rounded_too(
    measures: MeasuresResult, authority: Authority, commissioner: Person, now: datetime, signed_in: SignIn
) -> None:
    kept = added(authority, commissioner, now)
    with pytest.raises(NotNow, match="rounded to five"):
        operations.ask(report_set=kept, on=measures.last_day, protection="full", by=commissioner, at=now)
    page = signed_in(commissioner).get(f"/336/reports/{kept.pk}/make/").content.decode()
    assert 'value="round"' in page
    assert 'value="full"' not in page


def test_a_young_adviser_reads_it_once_a_leader_has_signed_it(
    ours: Edition, leader: Person, young_adviser: Person, now: datetime, signed_in: SignIn
) -> None:
    client, address = signed_in(young_adviser), f"/336/how-we-are-doing/{ours.pk}/"
    assert (
        "Nothing has been written for children and young people yet"
        in client.get("/336/how-we-are-doing/").content.decode()
    )
    assert client.get(address).status_code == 403
    assert client.get(f"{address}report.pdf").status_code == 403
    operations.sign(edition=ours, by=leader, at=now)
    assert address in client.get("/336/how-we-are-doing/").content.decode()
    assert address in client.get("/336/").content.decode()
    page = client.get(address).content.decode()
    assert "About 640 children and young people were in care" in page
    assert "Signed off by Leader" in page
    for kind in ("pdf", "docx"):
        assert client.get(f"{address}report.{kind}").status_code == 200
    assert client.get(f"{address}report.xlsx").status_code == 404
    assert client.get(f"/336/reports/editions/{ours.pk}/").status_code == 403


def test_providers_read_none_of_them(provider: Person, signed_in: SignIn) -> None:
    assert signed_in(provider).get("/336/how-we-are-doing/").status_code == 403


def test_no_other_report_is_shown_to_a_young_adviser(
    edition: Edition, leader: Person, young_adviser: Person, now: datetime, signed_in: SignIn
) -> None:
    operations.sign(edition=edition, by=leader, at=now)
    assert signed_in(young_adviser).get(f"/336/how-we-are-doing/{edition.pk}/").status_code == 403


def test_the_council_takes_it_away_without_a_workbook(ours: Edition, leader: Person, signed_in: SignIn) -> None:
    client = signed_in(leader)
    page = client.get(f"/336/reports/editions/{ours.pk}/").content.decode()
    assert "accessible PDF" in page
    assert "a workbook" not in page
    assert client.get(f"/336/reports/editions/{ours.pk}/report.xlsx").status_code == 404


def test_the_library_has_one_to_start_from() -> None:
    (starter,) = [one for one in library.starters().values() if one.plain]
    codes = [code for one in starter.headings for code in one["codes"]]
    assert 8 <= len(codes) <= 15
    assert starter.protection == "round"
    assert plain.without_words(codes) == []


def test_every_measure_in_plain_words_is_one_and_says_its_figure() -> None:
    for code, words in plain.words().items():
        assert code in INDICATORS
        told = words.now.format(count="510", hundred="12", day="31 March 2022")
        assert ("510" in told) is (code == "cla_rate")
        assert ("12" in told) is (code != "cla_rate")
        assert "{" not in words.means
