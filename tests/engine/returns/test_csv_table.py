"""Text files become grids in which every line is accounted for, whichever way they are read."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from suffice.engine.returns import csv_table
from suffice.engine.returns.csv_table import Grid


def cells(grid: Grid | None) -> list[tuple[object, ...]]:
    assert grid is not None
    return list(grid.frame.iter_rows())


def ragged(grid: Grid | None) -> list[tuple[object, ...]]:
    assert grid is not None
    return list(grid.ragged.select("row", "line").iter_rows())


SPEC = [
    ("plain", "A,B\n1,2\n3,4\n", [(2, "1", "2"), (3, "3", "4")], []),
    ("no last line feed", "A,B\n1,2", [(2, "1", "2")], []),
    ("blank lines keep their numbers", "A,B\n\n1,2\n  \n3,4\n\n", [(3, "1", "2"), (5, "3", "4")], []),
    ("a quoted comma", 'A,B\n"1,5",2\n', [(2, "1,5", "2")], []),
    ("a quoted line feed", 'A,B\n"1\n5",2\n3,4\n', [(2, "1\n5", "2"), (4, "3", "4")], []),
    ("a doubled quotation mark", 'A,B\n"say ""no""",2\n', [(2, 'say "no"', "2")], []),
    ("too many fields", "A,B\n1,2,3\n4,5\n", [(3, "4", "5")], [(2, "1,2,3")]),
    ("too few fields", "A,B\n1\n4,5\n", [(3, "4", "5")], [(2, "1")]),
    ("empty fields that end every record", "A,B\n1,2,,\n3,4,,\n", [(2, "1", "2"), (3, "3", "4")], []),
    ("an empty field at the end of one record", "A,B\n1,2,\n3,4\n", [(3, "3", "4")], [(2, "1,2,")]),
    ("a quotation mark left open", 'A,B\n"1,2\n3,4\n5,6\n', [(3, "3", "4"), (4, "5", "6")], [(2, '"1,2')]),
    ("an open one with a closed one later", 'A,B\n"1,2\n3,4\n"5",6\n', [(3, "3", "4"), (4, "5", "6")], [(2, '"1,2')]),
    ("a quotation mark inside", 'A,B\n5" pipe,2\n', [(2, '5" pipe', "2")], []),
    ("semicolons", "A;B\n1,5;2\n", [(2, "1,5", "2")], []),
    ("tabs", "A\tB\n1\t\n", [(2, "1", "")], []),
    ("the line that spreadsheets put first", "sep=;\nA;B\n1;2\n", [(3, "1", "2")], []),
    ("one column", "A\n1\n\n2\n", [(2, "1"), (4, "2")], []),
    ("header alone", "A,B\n", [], []),
]


@pytest.mark.parametrize("careful", [False, True], ids=["fast", "careful"])
@pytest.mark.parametrize(("text", "rows", "aside"), [case[1:] for case in SPEC], ids=[case[0] for case in SPEC])
def test_every_record_is_found_on_its_line(
    text: str, rows: list[tuple[object, ...]], aside: list[tuple[int, str]], careful: bool
) -> None:
    grid = csv_table.grid(text, careful=careful)
    assert cells(grid) == rows
    assert ragged(grid) == aside


def test_a_file_of_blanks_is_no_grid() -> None:
    assert csv_table.grid("\n  \n") is None


PLAIN = st.text(st.sampled_from("ab1 .=-é/'"), max_size=4)


@given(st.lists(st.lists(PLAIN, min_size=3, max_size=3), max_size=8), st.sampled_from(",;\t"), st.data())
def test_the_fast_way_and_the_careful_way_agree(rows: list[list[str]], delimiter: str, data: st.DataObject) -> None:
    body = [delimiter.join(row) for row in rows]
    for _ in range(data.draw(st.integers(0, 2))):
        body.insert(data.draw(st.integers(0, len(body))), data.draw(st.sampled_from(["", "  ", "x", "1,2;3\t4,5;6"])))
    text = "\n".join([delimiter.join("ABC"), *body])
    fast, careful = csv_table.grid(text), csv_table.grid(text, careful=True)
    assert cells(fast) == cells(careful)
    assert ragged(fast) == ragged(careful)


ANY = st.text(st.sampled_from('ab",;\n '), min_size=1, max_size=5)


@given(st.lists(st.lists(ANY, min_size=2, max_size=2), max_size=8))
def test_what_the_standard_library_writes_is_read_back(rows: list[list[str]]) -> None:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows([["A", "B"], *rows])
    grid = csv_table.grid(out.getvalue())
    assert [list(cell[1:]) for cell in cells(grid)] == rows
    assert ragged(grid) == []


@given(st.text(st.sampled_from('ab",\n'), max_size=60))
def test_no_line_is_lost_whatever_stands_in_it(text: str) -> None:
    lines = ["A,B", *text.split("\n")]
    grid = csv_table.grid("\n".join(lines))
    assert grid is not None
    found = {row for row, *_ in cells(grid)} | {row for row, _ in ragged(grid)}
    spanned = {
        row + more for row, *values in cells(grid) for more in range(sum(str(v).count("\n") for v in values) + 1)
    }
    filled = {at for at, line in enumerate(lines, start=1) if line and at > 1}
    assert filled <= found | spanned


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        ("A,é\n".encode(), "UTF-8"),
        ("A,é\n".encode("utf-8-sig"), "UTF-8"),
        ("A,é\n".encode("utf-16"), "UTF-16"),
        ("A,é\n".encode("utf-16-le"), "UTF-16"),
        ("A,é\n".encode("cp1252"), "Windows-1252"),
        (b"A,\xc3\xa9\r\n", "UTF-8"),
        (b"A,\xc3\xa9\r", "UTF-8"),
    ],
)
def test_every_usual_encoding_gives_the_same_text(data: bytes, encoding: str) -> None:
    text = csv_table.decode(data)
    assert text is not None
    assert (text.text, text.encoding, text.nuls) == ("A,é\n", encoding, 0)


def test_nuls_are_taken_out_and_counted() -> None:
    text = csv_table.decode(b"CHILD,DECOM,DEC\n1\x002,3,4\n")
    assert text is not None
    assert (text.text, text.nuls) == ("CHILD,DECOM,DEC\n12,3,4\n", 1)


@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_not_but_never_a_crash(data: bytes) -> None:
    text = csv_table.decode(data)
    if text is not None:
        csv_table.grid(text.text)
