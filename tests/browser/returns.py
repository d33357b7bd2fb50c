"""Returns that a visitor brings: zips of the demonstration's last year, changed or spoilt."""

from __future__ import annotations

import zipfile
from functools import cached_property
from pathlib import Path
from random import Random

from suffice.demo.faults import FAULTS
from suffice.demo.faults.book import Book, Page
from suffice.demo.returns import DemoReturns, generate

YEAR = 2022
IN_CARE = 512  # at the end of that year, as the Department for Education published
_SPOILT = (
    "date-unreadable",
    "date-two-digit-year",
    "code-unknown",
    "dob-missing",
    "child-not-in-header",
    "episodes-overlap",
    "dec-before-decom",
    "placement-missing",
    "legal-status-missing",
    "formula",
    "row-repeated",
)


class Practice:
    """Zips in a folder, each written when first asked for."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @cached_property
    def spoilt(self) -> Path:
        """The return with one of each of some faults that people meet."""
        book = Book.of(self._year)
        for code in _SPOILT:
            FAULTS[code].plant(Page(book, YEAR, Random(1)))
        return self._zip("return-2022-first-draft.zip", book.files())

    def smaller(self, fewer: int) -> Path:
        """The return without the last `fewer` children who started in the year and are still in care."""
        book = Book.of(self._year)
        gone = self._started_and_stayed()[-fewer:]
        for sheet in book.years[YEAR].values():
            sheet.rows = [row for row in sheet.rows if row["CHILD"] not in gone]
        return self._zip(f"return-2022-without-{fewer}.zip", book.files())

    @property
    def child(self) -> str:
        """The reference of the first child of the return."""
        return self._year.tables[YEAR]["Header"][0]["CHILD"]

    def file(self, name: str, content: bytes) -> Path:
        """Any file at all."""
        (self._folder / name).write_bytes(content)
        return self._folder / name

    @cached_property
    def _year(self) -> DemoReturns:
        whole = generate(seed=1)
        return DemoReturns(whole.authority, whole.seed, {YEAR: whole.tables[YEAR]})

    def _started_and_stayed(self) -> list[str]:
        """Children of one episode in the year, which began in it, is open and is no short break."""
        rows = self._year.tables[YEAR]["Episodes"]
        several = {row["CHILD"] for row in rows if row["RNE"] != "S" or row["DEC"] or row["LS"] in {"V3", "V4"}}
        mothers = {row["CHILD"] for row in self._year.tables[YEAR]["Header"] if row["MC_DOB"]}
        return sorted({row["CHILD"] for row in rows} - several - mothers)

    def _zip(self, name: str, files: dict[str, bytes]) -> Path:
        with zipfile.ZipFile(self._folder / name, "w", zipfile.ZIP_DEFLATED) as archive:
            for inside, content in files.items():
                archive.writestr(inside, content)
        return self._folder / name
