"""Bad input gets its sentence and its exit code; it never crashes, and never grows."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from suffice.engine.returns import archives, sources
from suffice.engine.returns.reading import exit_code, read
from tests.engine.returns.building import (
    ANN,
    ANN_STAYS,
    EPISODES,
    GOOD,
    HEADER,
    TODAY,
    accounted,
    codes,
    lines,
    places,
    taken,
    written,
)

DOCTYPE = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;&b;&b;">]>'
CHILD = "<CHILD><HEADER><CHILDID>101</CHILDID><DOB>03/05/2010</DOB></HEADER></CHILD>"


def zipped(files: dict[str, str | bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def workbook() -> bytes:
    return zipped({"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<workbook/>"})


REFUSED = [
    ("not a return", {"notes.txt": "Ring the school"}, "not-a-return", 4),
    ("another return", {"cin.xml": "<Message><Header/></Message>"}, "not-a-return", 4),
    ("a workbook", {"x.xlsx": workbook()}, "workbook-broken", 4),
    ("a picture", {"x.csv": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4}, "not-a-return", 4),
    ("a thousand columns too many", {"x.csv": lines("," * 2_000)}, "file-too-large", 4),
    ("a first line without an end", {"x.csv": lines("X" * 200_000)}, "file-too-large", 4),
    ("an empty file", {"x.csv": ""}, "file-empty", 4),
    ("a web page", {"x.csv": "<html><body><p>Sign in"}, "not-a-return", 4),
    ("a document type", {"x.xml": f"{DOCTYPE}<EXPSSDA903>{CHILD}&c;</EXPSSDA903>"}, "xml-doctype", 3),
    ("a document type in UTF-16", {"x.xml": f"{DOCTYPE[21:]}<EXPSSDA903/>".encode("utf-16")}, "xml-doctype", 3),
    (
        "a document type behind a comment",
        {"x.xml": f"<!-- EXPSSDA903 {'x' * 70_000} -->{DOCTYPE[21:]}<EXPSSDA903>{CHILD}</EXPSSDA903>"},
        "xml-doctype",
        3,
    ),
    ("an XML file cut short", {"x.xml": f"<EXPSSDA903>{CHILD}<CHILD><HEAD"}, "xml-broken", 3),
    ("an XML file gone wrong", {"x.xml": f"<EXPSSDA903>{CHILD}</CHILD></EXPSSDA903>"}, "xml-broken", 3),
    ("an XML file without children", {"x.xml": "<EXPSSDA903/>"}, "xml-empty", 3),
    ("an XML file without episodes", {"x.xml": f"<EXPSSDA903>{CHILD}</EXPSSDA903>"}, "no-episodes", 3),
    ("a header with no episodes", {"h.csv": GOOD["header.csv"]}, "no-episodes", 3),
    ("episodes with no header", {"e.csv": GOOD["episodes.csv"]}, "no-header", 3),
    ("an Episodes file of one line", GOOD | {"episodes.csv": lines(EPISODES)}, "no-episodes", 3),
    ("a Header file of one line", GOOD | {"header.csv": lines(HEADER)}, "no-header", 3),
    ("no episode with a date", GOOD | {"episodes.csv": lines(EPISODES, "101,,S,,,,,,,,,,")}, "no-episodes", 3),
    ("all dates in 2089", GOOD | {"episodes.csv": lines(EPISODES, "101,01/01/2089,S,,,,,,,,,,")}, "no-episodes", 3),
    ("a zip cut short", {"x.zip": zipped(GOOD)[:-30]}, "zip-broken", 4),
    ("a zip in a zip", {"x.zip": zipped({"y.zip": zipped(GOOD)})}, "zip-refused", 4),
    ("a zip that grows", {"x.zip": zipped({"y.csv": b"0" * 30_000_000})}, "zip-refused", 4),
]


@pytest.mark.parametrize(("files", "code", "leaves"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED])
def test_what_cannot_be_used_is_refused_with_its_sentence(
    tmp_path: Path, files: dict[str, str | bytes], code: str, leaves: int
) -> None:
    intake = taken(tmp_path, files)
    assert code in codes(intake)
    assert exit_code(intake) == leaves
    assert intake.usable == ()
    assert accounted(intake)
    assert all(ret.refusal for ret in intake.returns)
    assert {name.rpartition("/")[2] for name in files} <= {one.name.split("/")[0] for one in intake.files}


def test_a_good_return_beside_rubbish_is_still_used(tmp_path: Path) -> None:
    rubbish: dict[str, str | bytes] = {
        f"rubbish/{at}/{name}": data for at, (_, files, _, _) in enumerate(REFUSED) for name, data in files.items()
    }
    intake = taken(tmp_path, rubbish | {f"2019/{name}": text for name, text in GOOD.items()})
    assert exit_code(intake) == 0
    assert [ret.name for ret in intake.usable] == ["2019"]
    assert {"kind": None} in [{"kind": one.kind} for one in intake.files]


BEGINS = "101,10/06/2018,S,C2,N1,U4,PR1,"
ROWS = [
    ("dates in 2089", f"{BEGINS}01/01/2089,,,,,", "date-out-of-range", (2, "DEC", "01/01/2089")),
    (
        "a comma in a postcode",
        f"{BEGINS},,,N1, 1AA,N2 2BB,1",
        "line-fields",
        (2, None, "14 fields where the header has 13"),
    ),
    ("a quoted comma in a postcode", f'{BEGINS},,,"N1, 1AA",N2 2BB,1', "postcode-tidied", (2, "HOME_POST", "N1, 1AA")),
    ("a formula", f"{BEGINS},,,=HYPERLINK(1),N2 2BB,1", "formula", (2, "HOME_POST", "=HYPERLINK(1)")),
]


@pytest.mark.parametrize(("row", "code", "where"), [case[1:] for case in ROWS], ids=[case[0] for case in ROWS])
def test_a_bad_cell_is_told_with_its_place(
    tmp_path: Path, row: str, code: str, where: tuple[int, str | None, str]
) -> None:
    good = ANN_STAYS.replace("10/06/2018", "11/06/2018")
    intake = taken(tmp_path, GOOD | {"episodes.csv": lines(EPISODES, row, good)})
    assert places(intake, code) == [("episodes.csv", *where)]
    assert exit_code(intake) == 0
    assert accounted(intake)


def test_a_file_over_the_limit_is_refused_before_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written(tmp_path, GOOD)
    with (tmp_path / "huge.csv").open("wb") as file:
        file.truncate(2 * 1024**3)
    opened: list[Path] = []
    read_bytes = Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda path: opened.append(path) or read_bytes(path))
    intake = read([tmp_path], today=TODAY)
    assert {path.name for path in opened} == set(GOOD)
    ((file_name, _, _, value),) = places(intake, "file-too-large")
    assert (file_name, value) == ("huge.csv", "it holds 2,048 MB and the limit for one file is 512 MB")
    assert exit_code(intake) == 0


def test_files_too_large_together_are_all_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "MAX_TOTAL_BYTES", 100)
    intake = taken(tmp_path, GOOD)
    assert len(places(intake, "file-too-large")) == 2
    assert exit_code(intake) == 4


def test_too_many_files_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "MAX_FILES", 2)
    assert len(places(taken(tmp_path, GOOD | {"third.csv": "x"}), "files-too-many")) == 3


def test_a_path_that_is_not_there_is_told(tmp_path: Path) -> None:
    intake = read([tmp_path / "nowhere.csv"], today=TODAY)
    assert [file for file, *_ in places(intake, "file-unreadable")] == ["nowhere.csv"]
    assert exit_code(intake) == 4


def test_no_path_and_an_empty_folder_are_no_return(tmp_path: Path) -> None:
    assert exit_code(read([], today=TODAY)) == exit_code(read([tmp_path], today=TODAY)) == 4


def test_a_broken_link_and_a_pipe_are_told_and_do_not_hang(tmp_path: Path) -> None:
    import os

    (tmp_path / "link.csv").symlink_to(tmp_path / "gone.csv")
    os.mkfifo(tmp_path / "pipe.csv")
    intake = taken(tmp_path, GOOD)
    assert {file for file, *_ in places(intake, "file-unreadable")} == {"link.csv", "pipe.csv"}
    assert exit_code(intake) == 0


def test_a_pipe_given_by_itself_is_told_and_does_not_hang(tmp_path: Path) -> None:
    import os

    os.mkfifo(tmp_path / "pipe.csv")
    intake = read([tmp_path / "pipe.csv"], today=TODAY)
    assert [file for file, *_ in places(intake, "file-unreadable")] == ["pipe.csv"]


def test_a_link_to_a_folder_is_told_and_not_followed(tmp_path: Path) -> None:
    written(tmp_path, {f"2019/{name}": text for name, text in GOOD.items()})
    (tmp_path / "2019" / "round").symlink_to(tmp_path)
    intake = read([tmp_path], today=TODAY)
    assert [file for file, *_ in places(intake, "file-unreadable")] == ["2019/round"]
    assert [ret.name for ret in intake.usable] == ["2019"]


def test_a_file_whose_name_is_no_text_is_read_and_can_be_named(tmp_path: Path) -> None:
    import os

    written(tmp_path, GOOD)
    os.rename(tmp_path / "episodes.csv", os.fsencode(tmp_path) + b"/\xff.csv")
    intake = read([tmp_path], today=TODAY)
    assert exit_code(intake) == 0
    assert [one.name.encode("utf-8") for one in intake.files] == [b"\\udcff.csv", b"header.csv"]


def test_a_zip_is_read_like_a_folder(tmp_path: Path) -> None:
    files = {f"all/2019/{name}": text for name, text in GOOD.items()}
    plain = taken(tmp_path / "plain", files)
    written(tmp_path, {"returns.zip": zipped(files)})
    intake = read([tmp_path / "returns.zip"], today=TODAY)
    assert intake.files == plain.files
    for one, other in zip(intake.returns, plain.returns, strict=True):
        assert (one.name, one.year, one.refusal) == (other.name, other.year, other.refusal)
        assert all(one.tables[name].equals(frame) for name, frame in other.tables.items())


def test_names_in_a_zip_do_no_harm(tmp_path: Path) -> None:
    odd = {"../../etc/header.csv": GOOD["header.csv"], "C:\\x\\épisodes [1].csv": GOOD["episodes.csv"], "/a/b.csv": ""}
    written(tmp_path, {"x.zip": zipped(odd)})
    before = set(tmp_path.parent.rglob("*"))
    intake = read([tmp_path / "x.zip"], today=TODAY)
    assert [one.name for one in intake.files] == ["C/x/épisodes [1].csv", "_/_/etc/header.csv", "a/b.csv"]
    assert set(tmp_path.parent.rglob("*")) == before


def test_a_damaged_file_in_a_zip_is_told_and_the_rest_is_read(tmp_path: Path) -> None:
    data = bytearray(zipped(GOOD | {"z.csv": "A,B\n" * 5}, zipfile.ZIP_STORED))
    at = data.index(b"A,B\nA,B\n")
    data[at] ^= 1
    written(tmp_path, {"x.zip": bytes(data)})
    intake = read([tmp_path / "x.zip"], today=TODAY)
    assert [file for file, *_ in places(intake, "zip-broken")] == ["z.csv"]
    assert exit_code(intake) == 0


def test_a_file_locked_in_a_zip_is_told(tmp_path: Path) -> None:
    data = bytearray(zipped({"x.csv": "A,B\n"}, zipfile.ZIP_STORED))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    written(tmp_path, {"x.zip": bytes(data)})
    assert "zip-refused" in codes(read([tmp_path / "x.zip"], today=TODAY))


def test_a_zip_of_too_many_files_or_too_much_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, {"x.zip": zipped(GOOD)}) / "x.zip"
    for most, total in ((1, 10**9), (10, 100)):
        (member,) = archives.members(path, most=most, largest=10**9, total=total)
        with pytest.raises(archives.NotRead) as refusal:
            member.opener()
        assert refusal.value.code == "zip-refused"


def test_progress_is_told_from_nothing_to_all(tmp_path: Path) -> None:
    told: list[tuple[int, int, str]] = []
    written(tmp_path, GOOD)
    read([tmp_path], today=TODAY, progress=lambda done, total, words: told.append((done, total, words)))
    assert [(done, total) for done, total, _ in told] == [(0, 2), (1, 2), (2, 2)]
    assert all(words for _, _, words in told)


def test_several_paths_are_named_from_what_they_share(tmp_path: Path) -> None:
    written(tmp_path, {f"{year}/{name}": text for year in ("2019", "2020") for name, text in GOOD.items()})
    intake = read([tmp_path / "2019", tmp_path / "2020" / "header.csv", tmp_path / "2019"], today=TODAY)
    assert [one.name for one in intake.files] == ["2019/episodes.csv", "2019/header.csv", "2020/header.csv"]


def test_the_same_bytes_have_the_same_hash(tmp_path: Path) -> None:
    import hashlib

    intake = taken(tmp_path, GOOD | {"copy.txt": "x"})
    assert {one.name: one.sha256 for one in intake.files} == {
        name: hashlib.sha256(text.encode()).hexdigest() for name, text in (GOOD | {"copy.txt": "x"}).items()
    }


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_return_with_bytes_changed_at_random_never_crashes_and_stays_accounted_for(
    tmp_path: Path, data: st.DataObject
) -> None:
    name = data.draw(st.sampled_from(sorted(GOOD)))
    bad = bytearray((GOOD[name] + lines(ANN) * 3).encode())
    for _ in range(data.draw(st.integers(1, 6))):
        bad[data.draw(st.integers(0, len(bad) - 1))] = data.draw(st.sampled_from(b'\0",;\n\r\xff\xe9=5/'))
    intake = taken(tmp_path, GOOD | {name: bytes(bad)})
    assert accounted(intake)
    assert exit_code(intake) in (0, 3)
