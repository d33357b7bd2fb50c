"""A register counts, filters, sorts, pages and can be taken away, for database rows and for lists alike."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime

import openpyxl
import pytest
from django.http import Http404
from django.template import engines
from django.test import Client, RequestFactory

from suffice.core import operations, registers
from suffice.core.models import Authority, Event, Person
from suffice.core.pages.register import Column, Filter, Register, Sheet


@dataclass
class Home:
    name: str
    places: int | None
    opened: date | None = None


HOMES = [Home("Elm", 4, date(2020, 6, 30)), Home("=Ash", 12), Home("Oak", None), Home("birch", 2)]
REGISTER = Register(
    name="homes",
    caption="Homes",
    noun=("home", "homes"),
    order="places",
    per_page=2,
    columns=(
        Column(key="name", heading="Name", value=lambda one: one.name, sort=""),
        Column(key="places", heading="Places", value=lambda one: one.places, sort="", numeric=True),
        Column(key="opened", heading="Opened", value=lambda one: one.opened),
    ),
    filters=(
        Filter(key="name", label="Name", apply=lambda rows, words: [one for one in rows if words in one.name]),
        Filter(key="size", label="Size", apply=lambda rows, size: rows[:1], choices=(("large", "Large"),)),
    ),
)


def _sheet(query: str = "", register: Register = REGISTER) -> Sheet:
    return register.sheet(RequestFactory().get(f"/homes/?{query}"), HOMES)


def _names(sheet: Sheet) -> list[str]:
    return [one.name for one in sheet.all]


def test_rows_come_in_the_registers_order_with_what_is_not_known_last() -> None:
    assert _names(_sheet()) == ["birch", "Elm", "=Ash", "Oak"]
    assert _names(_sheet("sort=-places")) == ["=Ash", "Elm", "birch", "Oak"]


def test_a_column_that_cannot_be_sorted_by_is_not() -> None:
    assert _sheet("sort=opened").sorted_by[0] is None
    assert _names(_sheet("sort=opened")) == [one.name for one in HOMES]


def test_a_heading_turns_the_order_round() -> None:
    places = REGISTER.columns[1]
    assert _sheet().direction(places) == "ascending"
    assert _sheet().sort_address(places) == "/homes/?sort=-places"
    assert _sheet("sort=-places").direction(places) == "descending"
    assert _sheet("sort=-places&name=a").sort_address(places) == "/homes/?name=a&sort=places"


def test_pages_and_their_sentence() -> None:
    assert _sheet().sentence == "4 homes; 1 to 2 are shown."
    assert _sheet("page=2").sentence == "4 homes; 3 to 4 are shown."
    assert [one.name for one in _sheet("page=2").rows] == ["=Ash", "Oak"]
    assert _sheet("name=Elm").sentence == "1 home."


@pytest.mark.parametrize("page", ["0", "-1", "99", "x", "1" * 30, "²"])
def test_a_page_that_is_not_there_is_the_nearest(page: str) -> None:
    assert _sheet(f"page={page}").page in (1, 2)
    assert _sheet(f"page={page}").rows


def test_filters_stay_with_the_order_and_the_download() -> None:
    sheet = _sheet("name=a&sort=-places&page=1")
    assert sheet.filtered
    assert sheet.carried() == [("sort", "-places")]
    assert sheet.download_address("csv") == "/homes/?name=a&download=csv&sort=-places"
    assert sheet.bare_address == "/homes/"


def test_two_registers_on_a_page_keep_out_of_each_others_way() -> None:
    second = Register(
        name="two",
        caption="Two",
        noun=("home", "homes"),
        columns=REGISTER.columns,
        filters=REGISTER.filters,
        alone=False,
    )
    sheet = _sheet("name=Oak&two-name=Elm", second)
    assert _names(sheet) == ["Elm"]
    assert sheet.page_address(2) == "/homes/?name=Oak&two-name=Elm&two-page=2"
    assert sheet.bare_address == "/homes/?name=Oak"


def test_the_csv_holds_every_row_and_no_formula() -> None:
    taken = _sheet("download=csv").download()
    assert taken is not None
    assert taken["Content-Disposition"] == 'attachment; filename="homes.csv"'
    rows = list(csv.reader(io.StringIO(taken.content.decode("utf-8-sig"))))
    assert rows == [
        ["Name", "Places", "Opened"],
        ["birch", "2", ""],
        ["Elm", "4", "2020-06-30"],
        ["'=Ash", "12", ""],
        ["Oak", "", ""],
    ]


def test_a_download_can_hold_more_than_there_is_room_for_on_the_page() -> None:
    more = replace(REGISTER, also=(Column(key="half", heading="Half", value=lambda one: 2),))
    taken = _sheet("download=csv", more).download()
    assert taken is not None
    assert taken.content.decode("utf-8-sig").splitlines()[0].endswith(",Half")
    assert "Half" not in _shown(_sheet("", more))


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_no_text_that_a_spreadsheet_would_run_leaves_as_it_is(start: str) -> None:
    from suffice.core.pages.takeaway import Table, as_csv

    made = as_csv(Table("t", "T", ["A", "B"], [[f"{start}1+1", -5]])).decode("utf-8-sig")
    ((_, _), (text, number)) = csv.reader(io.StringIO(made, newline=""))
    assert text == f"'{start}1+1"
    assert number == "-5"


def test_the_workbook_holds_numbers_dates_and_text() -> None:
    taken = _sheet("download=xlsx").download()
    assert taken is not None
    sheet = openpyxl.load_workbook(io.BytesIO(taken.content)).active
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0] == ("Name", "Places", "Opened")
    assert rows[2] == ("Elm", 4, datetime(2020, 6, 30))
    assert sheet["A4"].value == "=Ash"
    assert sheet["A4"].data_type == "s"


def test_a_download_of_no_known_kind_is_not_found() -> None:
    with pytest.raises(Http404):
        _sheet("download=exe").download()


def test_a_register_sorted_by_no_column_of_its_own_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="no column age"):
        Register(name="x", caption="X", noun=("x", "xs"), columns=REGISTER.columns, order="-age")


def test_a_filter_may_not_take_a_reserved_name() -> None:
    with pytest.raises(ValueError, match="may not be called"):
        Register(
            name="x",
            caption="X",
            noun=("x", "xs"),
            columns=(),
            filters=(Filter(key="sort", label="Sort", apply=lambda rows, _: rows),),
        )


def _shown(sheet: Sheet) -> str:
    source = "{% from 'core/macros/register.html' import register %}{{ register(sheet) }}"
    return str(engines["pages"].from_string(source).render({"sheet": sheet}))


def test_the_macro_shows_headings_rows_and_ways_on() -> None:
    words = _shown(_sheet())
    assert '<th scope="col" class="govuk-table__header govuk-table__header--numeric" aria-sort="ascending">' in words
    assert "4 homes; 1 to 2 are shown." in words
    assert 'href="/homes/?page=2"' in words
    assert "download=xlsx" in words
    assert "30 June 2020" in words


def test_the_macro_says_when_nothing_fits() -> None:
    assert "Nothing fits these filters." in _shown(_sheet("name=zzz"))


def test_what_is_in_a_cell_is_never_markup() -> None:
    request = RequestFactory().get("/homes/?name=%22%3E%3Cscript%3E")
    words = _shown(REGISTER.sheet(request, [Home('"><script>alert(1)</script>', 1)]))
    assert "<script>" not in words


@pytest.fixture
def with_events(authority: Authority, administrator: Person, analyst: Person, now: datetime) -> Authority:
    operations.change_settings(authority=authority, rows_kept_years=5, looks_kept_months=12, by=administrator, at=now)
    return authority


def test_the_record_can_be_filtered_by_kind_person_and_day(
    with_events: Authority, administrator: Person, signed_in: Callable[[Person], Client]
) -> None:
    client = signed_in(administrator)
    whole = client.get("/336/house/events/").content.decode()
    assert "kept 10 years, now 5" in whole
    assert "Opened the house" in whole
    for query in ("kind=settings.changed", "who=adminis"):
        fewer = client.get(f"/336/house/events/?{query}").content.decode()
        assert "kept 10 years, now 5" in fewer
        assert "Opened the house" not in fewer
    assert "Nothing fits" in client.get("/336/house/events/?from=2026-01-16").content.decode()
    assert "Nothing fits" in client.get("/336/house/events/?to=2026-01-14").content.decode()
    assert "kept 10 years" in client.get("/336/house/events/?from=2026-01-15&to=2026-01-15").content.decode()
    assert client.get("/336/house/events/?from=2026-13-45&sort=nonsense&page=-4").status_code == 200
    assert "kept 10 years" in client.get("/336/house/events/?who=admi%00nis&kind=settings.changed%00").content.decode()
    assert client.get("/336/search/?q=%00who%00").status_code == 200
    ends = client.get("/336/house/events/?from=0001-01-01&to=9999-12-31")
    assert "kept 10 years, now 5" in ends.content.decode(), "the first and the last day that there are"


def test_the_record_of_one_authority_is_its_own(
    with_events: Authority, elsewhere: Authority, administrator: Person, signed_in: Callable[[Person], Client]
) -> None:
    words = signed_in(administrator).get("/336/house/events/?download=csv").content.decode()
    assert Event.objects.filter(authority=elsewhere).exists()
    assert elsewhere.name not in words
    assert "Opened the house for Wolverhampton (336)." in words


@pytest.mark.parametrize("register", [registers.EVENTS, registers.GRANTS, registers.LOOKS])
def test_every_sortable_column_sorts_both_ways(
    register: Register, with_events: Authority, administrator: Person, signed_in: Callable[[Person], Client]
) -> None:
    address = {"events": "events", "people": "people", "looks": "looks"}[register.name]
    for column in register.columns:
        for sign in ("", "-"):
            found = signed_in(administrator).get(f"/336/house/{address}/?sort={sign}{column.key}")
            assert found.status_code == 200
