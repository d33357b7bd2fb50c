"""Everything bad that can be brought gets its sentence on a page; nothing is lost, nothing changes a figure."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook

from suffice.analyse.returns import storage
from suffice.analyse.returns.models import FoundFinding, Original, ReturnRecord, ReturnState, Upload, UploadState
from suffice.analyse.returns.queries import findings, history
from suffice.core import work
from suffice.core.models import Authority, Event, Person
from tests.engine.returns.cin.building import replaced
from tests.rooms.returns.conftest import EPISODES, a_return, as_files, episodes, header, zipped

pytestmark = pytest.mark.django_db
Send = Callable[..., Any]


def text_of(response: Any) -> str:
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def only_upload() -> Upload:
    return Upload.objects.get()


def nothing_counts(authority: Authority) -> bool:
    return history.accepted_history(authority).episodes.is_empty()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("minutes.txt", b"The minutes of a meeting, with no table in them."),
        ("budget.csv", b"cost centre,amount\n1,2\n"),
        ("photograph.csv", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"),
        ("nothing.csv", b""),
    ],
)
def test_what_is_not_a_return_says_so_and_is_kept(send: Send, authority: Authority, name: str, content: bytes) -> None:
    page = text_of(send(SimpleUploadedFile(name, content)))
    assert "None of these files is a return that is read here." in page
    assert "Not recognised: nothing of it is used" in page
    assert storage.open_original(Original.objects.get().sha256).read() == content
    assert not ReturnRecord.objects.exists()


def test_a_census_with_a_child_born_after_its_day_says_so_and_waits_for_a_decision(
    send: Send, authority: Authority, analyst: Person, signed_in: Callable[[Person], Client]
) -> None:
    text = replaced("ANN", ("<PersonBirthDate>2015-05-05", "<PersonBirthDate>2026-05-05"))
    page = text_of(send(SimpleUploadedFile("census.xml", text.encode())))
    assert "The children in need census of 2026: 4 children, " in page
    assert ReturnRecord.objects.get().state == ReturnState.CHECKED
    assert nothing_counts(authority)
    (code,) = {one.code for one in FoundFinding.objects.all()} & {"date-out-of-range", "cin-born-after-census"}
    told = text_of(signed_in(analyst).get(f"/336/returns/uploads/{only_upload().pk}/findings/{code}/"))
    assert findings.meaning(code, "error").title in told


@pytest.mark.parametrize(
    ("code", "title"),
    [
        ("nobody-knows-it", "Nobody knows it"),
        ("cin-born-after-census", "Born after census"),
        ("annex-a-birth-missing", "Birth missing"),
    ],
)
def test_a_finding_is_titled_without_the_return_that_it_is_of(code: str, title: str) -> None:
    assert findings.meaning(code, "query").title == title


@pytest.mark.parametrize(
    "code", ["element-unknown", "value-unmapped", "cin-born-after-census", "annex-a-birth-missing"]
)
def test_what_is_found_in_other_returns_has_its_meaning(code: str) -> None:
    unknown, known = findings.meaning("nobody-knows-it", "query"), findings.meaning(code, "query")
    assert (known.title, known.changes) != (findings._title(code), unknown.changes)


def test_a_truncated_zip_says_so_and_is_kept(send: Send, authority: Authority) -> None:
    whole = zipped(a_return(2022))
    page = text_of(send(SimpleUploadedFile("return.zip", whole[: len(whole) // 2])))
    assert "None of these files is a return that is read here." in page
    assert "A zip that is cut short or damaged" in page
    assert Original.objects.get().size == len(whole) // 2
    assert nothing_counts(authority)


def test_an_xml_bomb_is_not_opened(send: Send, authority: Authority) -> None:
    bomb = (
        b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
        + b"".join(
            b'<!ENTITY a%d "%s">' % (n, b"&a%s;" % (b"" if n == 1 else b"%d" % (n - 1)) * 10) for n in range(1, 9)
        )
        + b"]><EXPSSDA903><CHILD><HEADER><CHILD>&a8;</CHILD></HEADER></CHILD></EXPSSDA903>"
    )
    page = text_of(send(SimpleUploadedFile("bomb.xml", bomb)))
    assert "declares a document type" in page
    assert ReturnRecord.objects.get().state == ReturnState.FAILED
    assert nothing_counts(authority)


def test_a_file_over_the_limit_is_refused_before_it_is_read(
    analyst: Person, authority: Authority, signed_in: Callable[[Person], Client], settings: Any
) -> None:
    read: list[int] = []

    class Unending(io.RawIOBase):
        def read(self, size: int = -1) -> bytes:
            read.append(size)
            return b""

    answer = signed_in(analyst).generic(
        "POST",
        f"/{authority.code}/returns/bring/",
        b"",
        content_type="multipart/form-data; boundary=x",
        CONTENT_LENGTH=str(2 * 1024**3),
        **{"wsgi.input": Unending()},
    )
    assert answer.status_code == 413
    chunks = iter(answer.streaming_content)
    page = next(chunks).decode()
    assert "2,048 MB, and at most 512 MB is read at once" in " ".join(page.split())
    assert read == [], "the page must be on its way before the rest is let run out"
    assert not Upload.objects.exists()
    assert "At most 512 MB in all." in text_of(signed_in(analyst).get(f"/{authority.code}/returns/bring/"))


def test_the_years_of_files_side_by_side_are_told_apart_or_refused(send: Send, authority: Authority) -> None:
    both = {
        **{f"2021-{k}": v for k, v in a_return(2021).items()},
        **{f"2022-{k}": v for k, v in a_return(2022).items()},
    }
    page = text_of(send(*as_files(both)))
    assert "2 years recognised, 2021 to 2022: 4 episodes of 2 children." in page


def test_episodes_of_many_years_in_one_file_belong_to_the_latest(send: Send, authority: Authority) -> None:
    mixed = EPISODES + episodes(2019, "A1").removeprefix(EPISODES) + episodes(2022, "A2").removeprefix(EPISODES)
    text_of(send(*as_files({"episodes.csv": mixed, "header.csv": header("A1", "A2")})))
    assert ReturnRecord.objects.get().year == 2022


def test_a_header_without_episodes_says_what_is_needed(send: Send, authority: Authority) -> None:
    page = text_of(send(*as_files({"header.csv": header("A1")})))
    named = f"Upload {Upload.objects.get().pk}"
    assert f"1 return cannot be used. {named} has no Episodes table with a row that can be used" in page
    assert f"The undated return in {named}" in page
    assert "suffice-reading" not in page
    assert not ReturnRecord.objects.filter(state=ReturnState.CHECKED).exists()
    assert nothing_counts(authority)


def test_a_child_without_a_date_of_birth_is_said_and_left_out(send: Send, authority: Authority) -> None:
    without = header("A2") + "A1,1,,WBRI,,,\n"
    texts = {"episodes.csv": episodes(2022, "A1", "A2"), "header.csv": without}
    page = text_of(send(*as_files(texts)))
    assert "A child without a date of birth" in page


def test_a_date_in_2089_is_said_with_its_place(
    send: Send, analyst: Person, authority: Authority, signed_in: Callable[[Person], Client]
) -> None:
    texts = {**a_return(2022), "episodes.csv": episodes(2022, "A1") + "A2,04/05/2089,S,C1,N1,U6,PR1,,,,,,\n"}
    page = text_of(send(*as_files(texts)))
    assert "A date in the future or before 1900" in page
    place = text_of(
        signed_in(analyst).get(f"/{authority.code}/returns/uploads/{only_upload().pk}/findings/date-out-of-range/")
    )
    assert "DECOM in row 3 of episodes.csv is &#34;04/05/2089&#34;" in place


def test_a_comma_in_a_postcode_sets_its_row_aside_and_no_other(send: Send, authority: Authority) -> None:
    bad = "A2,01/05/2021,S,C1,N1,K2,PR1,,,,WV1, 1AA,WV2 2BB,SC123456\n"
    page = text_of(send(*as_files({**a_return(2022), "episodes.csv": episodes(2022, "A1") + bad})))
    table = only_upload().found.get(table="Episodes")
    assert (table.rows, table.used, table.set_aside) == (2, 1, 1)
    assert "A line with too many or too few fields" in page
    assert "1 row was set aside." in page


def test_a_formula_is_text_on_the_page_and_in_what_is_taken_away(
    send: Send, analyst: Person, authority: Authority, signed_in: Callable[[Person], Client]
) -> None:
    texts = {**a_return(2022), "episodes.csv": episodes(2022, "A1") + 'A2,01/05/2021,S,C1,N1,U6,PR1,,,,"=1+1",,\n'}
    text_of(send(*as_files(texts)))
    address = f"/{authority.code}/returns/uploads/{only_upload().pk}/findings/formula/"
    client = signed_in(analyst)
    assert "=1+1" in text_of(client.get(address))
    csv = client.get(f"{address}?download=csv").content.decode()
    assert "'=1+1" in csv
    assert ",=1+1" not in csv
    sheet = load_workbook(io.BytesIO(client.get(f"{address}?download=xlsx").content)).active
    kinds = {cell.value: cell.data_type for row in sheet.iter_rows() for cell in row}
    assert kinds["=1+1"] == "s", "the workbook must hold text, not a formula"


def test_a_file_whose_name_is_a_formula_or_a_path_stays_a_name(send: Send, authority: Authority) -> None:
    page = text_of(send(SimpleUploadedFile("../../etc/<script>alert(1)</script>.csv", b"a,b\n1,2\n")))
    assert "<script>alert(1)" not in page
    assert "/" not in Original.objects.get().name


@pytest.mark.parametrize(
    ("page", "field"),
    [("returns/bring/", "chosen"), ("returns/population/file/", "file"), ("market/files/bring/", "chosen")],
)
def test_a_name_longer_than_a_disk_can_keep_is_refused_in_a_sentence(
    analyst: Person, authority: Authority, signed_in: Callable[[Person], Client], page: str, field: str
) -> None:
    file = SimpleUploadedFile(f"{'é' * 200}.csv", b"a,b\n1,2\n")
    sent = {field: file, "whole": "yes", "kind": "homes", "what": "homes"}
    answer = signed_in(analyst).post(f"/{authority.code}/{page}", sent)
    assert answer.status_code == 400
    assert "The name of a file is too long to be kept." in answer.content.decode()
    assert not Original.objects.exists()


def test_two_files_of_one_name_are_refused_in_a_sentence(
    analyst: Person, authority: Authority, signed_in: Callable[[Person], Client]
) -> None:
    twice = [SimpleUploadedFile("episodes.csv", b"x"), SimpleUploadedFile("episodes.csv", b"y")]
    answer = signed_in(analyst).post(f"/{authority.code}/returns/bring/", {"chosen": twice, "whole": "yes"})
    assert answer.status_code == 400
    assert "Two files are called episodes.csv." in answer.content.decode()
    assert not Upload.objects.exists()


def test_no_file_at_all_is_refused_in_a_sentence(
    analyst: Person, authority: Authority, signed_in: Callable[[Person], Client]
) -> None:
    answer = signed_in(analyst).post(f"/{authority.code}/returns/bring/", {"whole": "yes"})
    assert answer.status_code == 400
    assert "Choose the files of a return" in answer.content.decode()


def test_an_upload_cut_off_half_way_changes_nothing(
    analyst: Person, authority: Authority, signed_in: Callable[[Person], Client]
) -> None:
    part = (
        b'--x\r\nContent-Disposition: form-data; name="chosen"; filename="episodes.csv"\r\n'
        b"Content-Type: text/csv\r\n\r\n" + episodes(2022, "A1").encode()[:-30]
    )
    answer = signed_in(analyst).generic(
        "POST", f"/{authority.code}/returns/bring/", part, content_type="multipart/form-data; boundary=x"
    )
    assert answer.status_code == 400
    assert "The files stopped arriving before the end" in answer.content.decode()
    assert not Upload.objects.exists()
    assert not Event.objects.filter(kind="returns.brought").exists()


def test_two_people_bring_the_same_files_and_the_second_is_told(
    analyst: Person,
    authority: Authority,
    bring: Callable[..., Upload],
    signed_in: Callable[[Person], Client],
) -> None:
    first, second = bring(a_return(2022)), bring(a_return(2022))
    page = text_of(signed_in(analyst).get(f"/{authority.code}/returns/uploads/{second.pk}/"))
    assert "The same files were brought by Analyst" in page
    assert f"/returns/uploads/{first.pk}/" in page
    assert [one.returns.get().state for one in (first, second)] == [ReturnState.CHECKED] * 2


def test_rows_of_another_authority_are_turned_away_and_ours_are_let_in(
    bring: Callable[..., Upload], authority: Authority, analyst: Person, signed_in: Callable[[Person], Client]
) -> None:
    def with_la(text: str, name: str) -> str:
        first, *rest = text.splitlines()
        return "\n".join([f"{first},LA", *(f"{line},{name}" for line in rest)]) + "\n"

    ours = {name: with_la(text, "Wolverhampton") for name, text in a_return(2022, "A1", "A2").items()}
    theirs = {name: with_la(text, "Dudley").split("\n", 1)[1] for name, text in a_return(2022, "D1").items()}
    upload = bring({name: ours[name] + theirs[name] for name in ours})
    states = {one.name: (one.state, one.children) for one in upload.returns.all()}
    assert sorted(state for state, _ in states.values()) == [ReturnState.CHECKED, ReturnState.FAILED]
    refused = upload.returns.get(state=ReturnState.FAILED)
    assert "Its LA column names Dudley, and this is Wolverhampton (336)." in refused.trouble
    assert upload.children == 2
    page = text_of(signed_in(analyst).get(f"/{authority.code}/returns/uploads/{upload.pk}/"))
    assert "Its LA column names Dudley" in page
    assert not refused.tables.exists()


def test_a_reading_that_breaks_says_so_and_the_files_stay(
    send: Send, authority: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: Any, **__: Any) -> None:
        raise ZeroDivisionError("division by zero")

    monkeypatch.setattr("suffice.analyse.returns.operations.reading.read", broken)
    page = text_of(send(*as_files(a_return(2022))))
    assert "The reading stopped at something it was not made for (ZeroDivisionError)." in page
    assert only_upload().state == UploadState.FAILED
    assert Event.objects.filter(kind="returns.unreadable").exists()
    assert len(list(Original.objects.all())) == 2
    assert work.run_waiting() == []
