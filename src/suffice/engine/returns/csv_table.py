"""Text files as grids: decoded, split into fields, every line accounted for."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field

import polars as pl

from suffice.engine.returns.archives import NotRead

BLANKS = " \t\u00a0\ufeff"
"""What is trimmed from the ends of a cell."""
MAX_RECORD_LINES = 20
"""A quotation mark that is not closed within so many lines is a mistake, not a long cell."""
MAX_COLUMNS = 1_000
"""No table has a tenth as many."""
MAX_HEADER = 100_000
"""Characters in the line of column names; more would be said back in every sentence about the columns."""
_PADDING = " \u00a0\ufeff"
_DELIMITERS = ",;\t|"
_BINARY = bytes(range(9)) + b"\x0e\x0f" + bytes(range(16, 27))


@dataclass(frozen=True, slots=True)
class Text:
    """A decoded file.

    Attributes:
        text: its characters, without a byte-order mark and without NULs; lines end in a line feed.
        encoding: how it was decoded.
        nuls: how many NUL characters were taken out.
    """

    text: str
    encoding: str
    nuls: int


@dataclass(frozen=True, slots=True)
class Grid:
    """A text file split into fields.

    Attributes:
        header: the names in its first line.
        header_row: the line that they stand on.
        frame: ``row`` (Int32, the line on which the record starts, the first line of the file being 1), then one
            String column a header name, named by position: ``0``, ``1``, ...
        ragged: ``row``, ``value`` (what is wrong) and ``line`` (as it stood) of the records set aside.
    """

    header: tuple[str, ...]
    header_row: int
    frame: pl.DataFrame
    ragged: pl.DataFrame


@dataclass(slots=True)
class _Records:
    """Records collected line by line."""

    width: int
    spare: int = 0
    rows: list[int] = field(default_factory=list)
    fields: list[list[str]] = field(default_factory=list)
    ragged: list[tuple[int, str, str]] = field(default_factory=list)

    def take(self, row: int, fields: list[str], line: str) -> None:
        if len(fields) == self.width + self.spare:
            self.rows.append(row)
            self.fields.append(fields[: self.width])
        else:
            self.ragged.append((row, f"{len(fields)} fields where the header has {self.width}", line))


def decode(data: bytes) -> Text | None:
    """Return the characters of `data`, or None when it is no text.

    UTF-8 and UTF-16 with a byte-order mark, UTF-8 without, else Windows-1252, the encodings that case systems and
    spreadsheets write.
    """
    encoding, text = _characters(data)
    if text is None:
        return None
    nuls = text.count("\0")
    plain = text.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")
    return Text(plain, encoding, nuls)


def _characters(data: bytes) -> tuple[str, str | None]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "UTF-16", data.decode("utf-16", errors="replace")
    if data[1:200:2].count(0) * 4 > len(data[1:200:2]) * 3:
        return "UTF-16", data.decode("utf-16-le", errors="replace")
    head = data[:4096]
    if len(head.translate(None, _BINARY)) < 0.9 * len(head):
        return "", None
    try:
        return "UTF-8", data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return "Windows-1252", data.decode("cp1252", errors="replace")


def grid(text: str, *, careful: bool = False) -> Grid | None:
    """Return `text` as a grid, or None when it holds no line.

    A plain file (no quotation marks, the same number of fields on every line) is split in one go; any other record by
    record. Both give the same grid; `careful` asks for the second way.

    Raises:
        NotRead: the first line has more than `MAX_COLUMNS` columns or `MAX_HEADER` characters.
    """
    lines = text.split("\n")
    first = next((at for at, line in enumerate(lines) if _is_header(line)), None)
    if first is None:
        return None
    delimiter = _delimiter(lines[first])
    _refuse_a_monstrous(lines[first], columns=lines[first].count(delimiter) + 1)
    header = tuple(_fields(lines[first], delimiter))
    frame = None if careful or '"' in text else _plain(lines, first + 1, delimiter, len(header))
    if frame is not None:
        return Grid(header, first + 1, frame, _ragged([]))
    records = _careful(lines, first + 1, delimiter, len(header))
    return Grid(header, first + 1, _frame(records), _ragged(records.ragged))


def _refuse_a_monstrous(header: str, *, columns: int) -> None:
    if columns > MAX_COLUMNS:
        raise NotRead("file-too-large", f"it has {columns:,} columns and the limit is {MAX_COLUMNS:,}")
    if len(header) > MAX_HEADER:
        raise NotRead(
            "file-too-large", f"its first line has {len(header):,} characters and the limit is {MAX_HEADER:,}"
        )


def _is_header(line: str) -> bool:
    stripped = line.strip(BLANKS)
    return bool(stripped) and not stripped.lower().startswith("sep=")


def _delimiter(line: str) -> str:
    return max(_DELIMITERS, key=line.count)


def _plain(lines: list[str], start: int, delimiter: str, width: int) -> pl.DataFrame | None:
    body = pl.DataFrame({"line": pl.Series(lines[start:], dtype=pl.String)}).with_columns(
        pl.int_range(start + 1, len(lines) + 1, dtype=pl.Int32).alias("row")
    )
    body = body.filter(pl.col("line").str.strip_chars(_PADDING) != "")
    if body.select((pl.col("line").str.count_matches(delimiter, literal=True) != width - 1).any()).item():
        return None
    if width == 1:
        return body.select("row", pl.col("line").alias("0"))
    fields = pl.col("line").str.split_exact(delimiter, width - 1)
    return body.select("row", fields.struct.rename_fields([str(at) for at in range(width)]).alias("f")).unnest("f")


def _careful(lines: list[str], start: int, delimiter: str, width: int) -> _Records:
    split = list(_split(lines, start, delimiter, width))
    records = _Records(width, spare=_spare([fields for _, fields, _ in split], width))
    for row, fields, line in split:
        records.take(row, fields, line)
    return records


def _spare(records: list[list[str]], width: int) -> int:
    """Return how many empty fields end every record beyond the header's, as some spreadsheets write them.

    Only where all have them: in a single record a field too many is a comma inside a cell, and the cells after it have
    moved, even when the last of them is empty.
    """
    lengths = {len(fields) for fields in records}
    blank = not any(extra.strip(BLANKS) for fields in records for extra in fields[width:])
    return max(0, lengths.pop() - width) if len(records) > 1 and len(lengths) == 1 and blank else 0


def _split(lines: list[str], start: int, delimiter: str, width: int) -> Iterator[tuple[int, list[str], str]]:
    at = start
    while at < len(lines):
        line, taken = lines[at], 1
        if '"' in line:
            fields, taken = _quoted(lines, at, delimiter, width)
            yield at + 1, fields, line
        elif line.strip(_PADDING):
            yield at + 1, line.split(delimiter), line
        at += taken


def _quoted(lines: list[str], at: int, delimiter: str, width: int) -> tuple[list[str], int]:
    window = (line + "\n" for line in lines[at : at + MAX_RECORD_LINES])
    reader = csv.reader(window, delimiter=delimiter, strict=True)
    try:
        fields = next(reader)
    except csv.Error:
        fields = []
    if fields and (reader.line_num == 1 or len(fields) == width):
        return fields, reader.line_num
    return _fields(lines[at], delimiter), 1


def _fields(line: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=delimiter))
    except csv.Error:
        return line.split(delimiter)


def _frame(records: _Records) -> pl.DataFrame:
    columns = list(zip(*records.fields, strict=True)) or [()] * records.width
    return pl.DataFrame(
        {
            "row": pl.Series(records.rows, dtype=pl.Int32),
            **{str(at): pl.Series(cells, dtype=pl.String) for at, cells in enumerate(columns)},
        }
    )


def _ragged(lines: list[tuple[int, str, str]]) -> pl.DataFrame:
    schema = {"row": pl.Int32, "value": pl.String, "line": pl.String}
    return pl.DataFrame(lines, schema=schema, orient="row")
