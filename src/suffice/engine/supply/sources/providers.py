"""The inspectorate's list of providers: registered places, judgement, kind of provision, in any year's layout."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from suffice.engine.episodes import PlacementState
from suffice.engine.findings import Example, Finding, note
from suffice.engine.returns.sheets import Layout, Row, Sheet, from_toml, read_sheet, sheet_of
from suffice.engine.returns.sheets.layout import plain

_LAYOUT = Path(__file__).parent / "providers.toml"
_HIDDEN = "redacted"


@dataclass(frozen=True, slots=True)
class ProviderRow:
    """One registered provider or home, as at 31 March.

    Attributes:
        row: the line in the file.
        urn: the inspectorate's number.
        kind: the kind of provision as it stands.
        placement: what kind of placement its places are; None for provision that is none (a boarding school).
        authority: the local authority in which it lies, by name.
        year: of the 31 March; None where the file is of one year and does not say.
        status: of its registration.
        registered: the day of its registration.
        name: None where the inspectorate hides it, as it does for homes.
        town: likewise.
        postcode: likewise.
        region: by name.
        sector: private, voluntary, local authority, health.
        places: registered places; None where it has none, as fostering agencies, or the file does not say.
        premises: of supported accommodation.
        short_breaks: whether it takes children for short breaks only.
        owner: the organisation that owns it.
        inspected: the day of its last full inspection.
        judgement: overall, in the words of now; None where it has not been inspected.
        outcome: of supported accommodation, which has words of its own.
    """

    row: int
    urn: str
    kind: str
    placement: PlacementState | None
    authority: str
    year: int | None
    status: str | None
    registered: date | None
    name: str | None
    town: str | None
    postcode: str | None
    region: str | None
    sector: str | None
    places: int | None
    premises: int | None
    short_breaks: bool
    owner: str | None
    inspected: date | None
    judgement: str | None
    outcome: str | None


@dataclass(frozen=True, slots=True)
class ProviderFile:
    """The inspectorate's list, of one year or of several.

    Attributes:
        file: its name.
        rows: providers that can be used.
        total: how many rows the file has; ``total == len(rows) + len(aside)``.
        aside: every row that is not used, with where it stands and why.
        findings: what is to be said.
    """

    file: str
    rows: tuple[ProviderRow, ...]
    total: int
    aside: tuple[Example, ...]
    findings: tuple[Finding, ...]

    def within(self, authority: str, *, year: int | None = None) -> tuple[ProviderRow, ...]:
        """Return those that lie in an authority, of one year or, without one, of the latest year in the file."""
        wanted = year or max((row.year for row in self.rows if row.year is not None), default=None)
        name = plain(authority)
        return tuple(row for row in self.rows if plain(row.authority) == name and row.year in (None, wanted))


@cache
def layout() -> Layout:
    """Return the columns of the list."""
    return from_toml(_LAYOUT)


def read_providers(path: Path) -> ProviderFile:
    """Read the inspectorate's provider-level file of any year, or several years in one.

    Args:
        path: a CSV file; sentences above the column names and names broken across lines do no harm.

    Raises:
        SheetUnreadable: it is no such file; the message says what is wrong and what to do.
    """
    return _of(read_sheet(path, layout()))


def providers_of(data: bytes, *, name: str) -> ProviderFile:
    """Read the same out of bytes.

    Raises:
        SheetUnreadable: they are no such file.
    """
    return _of(sheet_of(data, layout(), name=name))


def _of(sheet: Sheet) -> ProviderFile:
    first: dict[tuple[str, int | None], int] = {}
    for row in sheet.rows:
        before = first.setdefault((row["urn"], row["year"]), row.line)
        if before != row.line:
            wrong = f"row {before} has the same URN in the same year: keep the right one"
            sheet.set_aside("provider-twice", row.line, "URN", row["urn"], wrong)
    rows = tuple(_row(row) for row in sheet.rows)
    sheet.remarks.extend(_told(sheet.file, rows))
    return ProviderFile(sheet.file, rows, sheet.total, tuple(sheet.aside), sheet.findings)


def _row(row: Row) -> ProviderRow:
    placement = _words("placement").get(plain(row["kind"]))
    judgement = row["judgement"]
    return ProviderRow(
        row=row.line,
        urn=row["urn"],
        kind=row["kind"],
        placement=PlacementState(placement) if placement else None,
        authority=row["authority"],
        year=row["year"],
        status=row["status"],
        registered=row["registered"],
        name=_shown(row["name"]),
        town=_shown(row["town"]),
        postcode=_shown(row["postcode"]),
        region=row["region"],
        sector=row["sector"],
        places=row["places"],
        premises=row["premises"],
        short_breaks=_short_breaks(row["short_breaks"] or ""),
        owner=_shown(row["owner"]),
        inspected=row["inspected"],
        judgement=_words("judgement").get(plain(judgement), judgement) if judgement else None,
        outcome=row["outcome"],
    )


def _shown(text: str | None) -> str | None:
    return None if text is None or plain(text) == _HIDDEN else text


def _short_breaks(text: str) -> bool:
    """Read the column's words of different years: some homes take children for long stays too."""
    said = plain(text)
    return said == "yes" or ("short break" in said and "long term" not in said)


def _told(file: str, rows: Sequence[ProviderRow]) -> Iterator[Finding]:
    kinds = {row.kind for row in rows if row.placement is None}
    if kinds:
        others = sum(row.placement is None for row in rows)
        yield note(
            "provision-of-another-kind",
            f"{others:,} rows of {file} are of provision that no child in care is placed in as a type of its own, and "
            f"count as no places: {', '.join(sorted(kinds))}.",
            file=file,
            count=others,
        )
    hidden = sum(row.name is None for row in rows)
    if hidden:
        yield note(
            "names-hidden",
            f"The inspectorate hides the names of {hidden:,} homes in {file}: they are known by their URN.",
            file=file,
            count=hidden,
        )


@cache
def _words(what: str) -> Mapping[str, str]:
    declared: dict[str, dict[str, str]] = tomllib.loads(_LAYOUT.read_text(encoding="utf-8"))
    return {plain(words): value for words, value in declared[what].items()}
