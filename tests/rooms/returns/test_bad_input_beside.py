"""Everything bad in a return beside the SSDA903 gets its sentence on a page; nothing is lost, neither of two wins."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from html import unescape
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from suffice.analyse.returns import operations
from suffice.analyse.returns.models import AgreementResult, FoundFinding, ReturnRecord, ReturnState, Upload
from suffice.core import work
from suffice.core.models import Authority, Person
from suffice.engine.returns import workbooks
from tests.engine.returns.annex_a.building import book, changed
from tests.engine.returns.annex_a.test_reading import formulas
from tests.engine.returns.cin.building import ANN, UNBORN, census, replaced
from tests.rooms.returns.beside import FIGURES, POSTCODES, TABLE
from tests.rooms.returns.conftest import EPISODES, HEADER, zipped

pytestmark = pytest.mark.django_db
Send = Callable[..., Any]


def words_of(response: Any) -> str:
    assert response.status_code == 200
    return unescape(" ".join(response.content.decode().split()))


@pytest.fixture
def said(send: Send, analyst: Person, signed_in: Callable[[Person], Client]) -> Callable[..., str]:
    """Send a file as the browser does; return what the page of one finding says of it."""

    def told(name: str, content: str | bytes, code: str) -> str:
        send(SimpleUploadedFile(name, content.encode() if isinstance(content, str) else content))
        assert code in set(FoundFinding.objects.values_list("code", flat=True))
        upload = Upload.objects.latest("pk")
        return words_of(signed_in(analyst).get(f"/336/returns/uploads/{upload.pk}/findings/{code}/"))

    return told


def only_return() -> ReturnRecord:
    return ReturnRecord.objects.get()


def test_an_unknown_module_of_a_census_is_set_aside_and_the_rest_can_be_accepted(said: Callable[..., str]) -> None:
    new = replaced("ANN", ("<ReferralNFA>", "<Kinship><KinshipDate>2025-05-05</KinshipDate></Kinship><ReferralNFA>"))
    page = said("census.xml", new, "element-unknown")
    assert "An element or a whole module that the census does not have" in page
    assert "It was set aside as it stands" in page
    assert only_return().state == ReturnState.CHECKED


def test_a_workbook_with_renamed_sheets_merged_headings_and_dates_as_text_is_read(said: Callable[..., str]) -> None:
    def spoil(held: openpyxl.Workbook) -> None:
        for number, sheet in enumerate(held.worksheets):
            sheet.title = f"Export {'abcdefghijk'[number]}"
            sheet.insert_rows(1, 2)
            sheet["A1"] = "Annex A"
            sheet.merge_cells("A1:F1")
            for row in sheet.iter_rows(min_row=4):
                for cell in row:
                    if isinstance(cell.value, datetime):
                        cell.value = f"{cell.value:%d/%m/%Y}"

    page = said("annex.xlsx", book(spoilt=spoil), "sheet-by-headings")
    assert "11 places" in page
    record = only_return()
    assert str(record) == "The Annex A workbook as at 31 March 2026"
    whole = {table.table: table.rows for table in record.tables.all()}
    assert len(whole) == 11
    assert set(FoundFinding.objects.values_list("severity", flat=True)) == {"note"}


def test_two_files_brought_together_that_disagree_about_a_child_are_told_side_by_side(said: Callable[..., str]) -> None:
    care = {
        "2026/header.csv": HEADER + "A1,2,06/05/2015,WBRI,,,\n",
        "2026/episodes.csv": EPISODES + "A1,01/05/2025,S,C1,N1,U6,PR1,,,,WV1 1AA,WV2 2BB,\n",
        "census.xml": census(ANN),
    }
    page = said("both.zip", zipped(care), "returns-disagree")
    assert "date of birth is 6 May 2015 in the SSDA903 return of 2026" in page
    assert "but 5 May 2015 in the children in need census of 2026" in page


def test_a_published_file_with_a_new_column_name_says_which_column_was_looked_for(said: Callable[..., str]) -> None:
    spelt = {name: text.replace("children_count", "child_count") for name, text in TABLE.items()}
    page = said("in_care.csv", spelt["in_care.csv"], "published-column-missing")
    assert "A column that the published table should have and the file has not" in page
    assert "it looked for children_count" in page
    assert "the nearest headings are child_count" in page


def test_an_unborn_child_is_taken_in(send: Send) -> None:
    page = words_of(send(SimpleUploadedFile("census.xml", census(ANN, UNBORN).encode())))
    assert "2 children" in page
    assert "Nothing found changes a figure." in page


def test_an_age_below_nought_is_told(said: Callable[..., str]) -> None:
    page = said("annex.xlsx", book(changed(List1__age_of_child_years=-1)), "annex-a-age-negative")
    assert "has an age below nought" in page


def test_an_identifier_that_stands_for_two_children_is_told(said: Callable[..., str]) -> None:
    page = said("census.xml", census(ANN, ANN.replace("2015-05-05", "2014-05-05")), "child-twice")
    assert "An identifier that stands for more than one child" in page


def test_a_workbook_of_200_mb_is_refused_before_it_is_kept(
    analyst: Person, signed_in: Callable[[Person], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("suffice.analyse.returns.forms.MAX_BYTES", 1000)
    client = signed_in(analyst)
    file = SimpleUploadedFile("annex.xlsx", book())
    answer = client.post("/336/returns/bring/", {"chosen": [file], "whole": "yes"})
    assert answer.status_code == 400
    assert "the limit for a workbook is 50 MB" in answer.content.decode()
    assert not Upload.objects.exists()
    assert workbooks.too_large(200 * 1024**2).reason == "it holds 200 MB and the limit for a workbook is 50 MB"


def test_a_formula_in_a_workbook_is_never_run(said: Callable[..., str]) -> None:
    page = said("annex.xlsx", formulas("<v>46104</v>"), "formula-kept-value")
    assert "formula" in page
    assert only_return().state == ReturnState.CHECKED


def test_a_formula_in_a_template_is_plain_text(said: Callable[..., str]) -> None:
    text = FIGURES["figures.csv"].replace("Early help module", "=HYPERLINK(1)")
    page = said("figures.csv", text, "formula")
    assert "kept as plain text" in page


def test_small_areas_of_another_year_are_told_where_what_was_brought_is_shown(
    bring: Callable[..., Upload],
    authority: Authority,
    analyst: Person,
    now: datetime,
    signed_in: Callable[[Person], Client],
) -> None:
    deprivation = {"imd.csv": "lsoa21 code,imd decile,imd rank\nE01033900,3,9000\nE01033901,4,9500\n"}
    for files in (POSTCODES, deprivation):
        operations.accept_all(upload=bring(files), by=analyst, at=now)
    operations.ask_agreement(authority=authority, by=None, at=now)
    work.run_waiting("returns.agreement")
    assert AgreementResult.objects.get().remarks
    page = words_of(signed_in(analyst).get("/336/returns/here/"))
    assert "bring both files of one year" in page


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("broken.xml", census(ANN)[:-200], "breaks off"),
        ("figures.csv", "measure,month,number,numerator,denominator,service,team,source\n", "no row"),
    ],
)
def test_what_breaks_off_or_is_empty_is_refused_with_its_sentence(
    send: Send, name: str, content: str, told: str
) -> None:
    page = words_of(send(SimpleUploadedFile(name, content.encode())))
    assert "1 return cannot be used." in page
    assert told in page
    assert not ReturnRecord.objects.filter(state=ReturnState.CHECKED).exists()
