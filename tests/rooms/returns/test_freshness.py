"""One page says what has been brought, how fresh it is, and what cannot be told for want of the rest."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client

from suffice.analyse.returns import operations
from suffice.analyse.returns.models import Upload
from suffice.analyse.returns.queries import freshness
from suffice.core.models import Authority, Person
from suffice.engine.measures.registry import INDICATORS
from tests.rooms.returns.beside import AUDITS, CENSUS, NEIGHBOURS, TABLE, WORKBOOK, WORKERS
from tests.rooms.returns.conftest import a_return

pytestmark = pytest.mark.django_db
PAGE = "/336/returns/here/"


def standing(authority: Authority) -> dict[str, freshness.Fresh]:
    return {one.source.key: one for one in freshness.freshness(authority)}


def test_an_empty_house_says_where_to_begin(
    authority: Authority, signed_in: Callable[[Person], Client], leader: Person, analyst: Person
) -> None:
    page = signed_in(leader).get(PAGE).content.decode()
    assert "Nothing has been brought and accepted yet" in page
    assert "/336/returns/bring/" not in page, "who may not bring anything is not led there"
    assert "/336/returns/bring/" in signed_in(analyst).get(PAGE).content.decode()
    assert {one.many for one in standing(authority).values()} == {0}


def test_each_kind_has_its_latest_its_day_and_who_accepted_it(
    bring: Callable[..., Upload],
    authority: Authority,
    analyst: Person,
    now: datetime,
    signed_in: Callable[[Person], Client],
) -> None:
    for files in (a_return(2021), a_return(2022), CENSUS, WORKBOOK, WORKERS, AUDITS, TABLE, NEIGHBOURS):
        operations.accept_all(upload=bring(files), by=analyst, at=now)
    fresh = standing(authority)
    care = fresh["ssda903"]
    assert (care.latest, care.on, care.by, care.at, care.many) == (
        "SSDA903 return of 2022",
        date(2022, 3, 31),
        "Analyst",
        now,
        2,
    )
    days = {key: fresh[key].on for key in ("cin", "annex_a", "csww", "audit")}
    assert days == {
        "cin": date(2026, 3, 31),
        "annex_a": date(2026, 3, 31),
        "csww": date(2022, 9, 30),
        "audit": date(2025, 5, 6),
    }
    assert fresh["published"].many == fresh["neighbours"].many == 1
    page = signed_in(analyst).get(PAGE).content.decode()
    assert "Annex A workbook as at 31 March 2026" in page
    assert "7 are here" in page


def test_what_is_missing_is_told_with_the_indicators_that_want_it(
    bring: Callable[..., Upload],
    authority: Authority,
    analyst: Person,
    now: datetime,
    signed_in: Callable[[Person], Client],
) -> None:
    operations.accept_all(upload=bring(a_return(2022)), by=analyst, at=now)
    missing = {
        one.code: {source.key for source in wants} for one, wants in freshness.untold(freshness.freshness(authority))
    }
    assert missing["cla_rate"] == {"population"}
    assert all("cin" in wants for code, wants in missing.items() if "cin" in INDICATORS[code].source)
    assert not {code for code in missing if INDICATORS[code].source == ("ssda903",)} - {
        one.code for one in INDICATORS.values() if one.unit == "per 10,000"
    }
    page = signed_in(analyst).get(f"{PAGE}?untold-for=population").content.decode()
    assert INDICATORS["cla_rate"].title in page


def test_the_table_is_sorted_whatever_is_missing(
    bring: Callable[..., Upload], analyst: Person, now: datetime, signed_in: Callable[[Person], Client]
) -> None:
    operations.accept_all(upload=bring(a_return(2022)), by=analyst, at=now)
    for by in ("on", "-at", "many", "-keeps", "latest"):
        answer: Any = signed_in(analyst).get(f"{PAGE}?here-sort={by}")
        assert answer.status_code == 200
    assert (
        signed_in(analyst).get(f"{PAGE}?here-download=csv").content.decode().count("\n") == len(freshness.SOURCES) + 1
    )
