"""Localities and small areas: which locality a place lies in, how deprived it is, and codes of another year."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from suffice.engine.findings import Example, Finding, Severity
from suffice.engine.returns.published.lookups import read_lookup
from suffice.engine.words import counted, number

_SMALL_AREA = r"^E01[0-9]{6}$"
_LAST_OF_2011 = 33768
_EXAMPLES = 10


@dataclass(frozen=True, slots=True)
class Localities:
    """The localities of a council, as the council tells them.

    Attributes:
        source: the file.
        of_area: the locality of each ward or small area, by its code or its name in small letters.
        names: the localities in the order of the file.
        findings: what is to be said.
    """

    source: str
    of_area: Mapping[str, str]
    names: tuple[str, ...]
    findings: tuple[Finding, ...]

    @property
    def small_areas(self) -> tuple[str, ...]:
        """The codes of small areas that it tells."""
        codes = pl.Series([*self.of_area], dtype=pl.String).str.to_uppercase()
        return tuple(codes.filter(codes.str.contains(_SMALL_AREA)))

    def of(self, areas: pl.Series) -> pl.Series:
        """Return the locality of each ward or small area; null where it is in none."""
        plain = areas.cast(pl.String).str.strip_chars().str.to_lowercase()
        return plain.replace_strict(dict(self.of_area), default=None, return_dtype=pl.String).alias("locality")


@dataclass(frozen=True, slots=True)
class Deprivation:
    """How deprived small areas are.

    Attributes:
        source: the file.
        deciles: 1 (the most deprived tenth of England) to 10, by small area.
    """

    source: str
    deciles: Mapping[str, int]

    def of(self, areas: pl.Series) -> pl.Series:
        """Return the decile of each small area; null where it is not known."""
        return (
            areas.cast(pl.String)
            .replace_strict(dict(self.deciles), default=None, return_dtype=pl.Int64)
            .alias("decile")
        )


def read_localities(path: Path) -> Localities:
    """Read which ward or small area lies in which locality.

    Args:
        path: a CSV file with an area (the code of a small area or ward, or a ward's name) and its locality.

    Raises:
        PublishedUnreadable: it is no such file.
    """
    found = read_lookup(path, key="localities")
    return localities_of(found.frame, source=path.name, findings=found.findings)


def localities_of(rows: pl.DataFrame, *, source: str, findings: Sequence[Finding] = ()) -> Localities:
    """Return the localities in rows of ``area``, ``locality`` and ``row``.

    Args:
        rows: as a lookup of ``localities`` has them.
        source: the file that they came from.
        findings: what is to be said of the file already.
    """
    told = rows.select(pl.col("area").str.to_lowercase(), "locality", "row")
    twice = told.filter(pl.col("locality").n_unique().over("area") > 1)
    kept = told.join(twice.select("area").unique(), on="area", how="anti")
    said = [*findings]
    if twice.height:
        examples = tuple(
            Example(source, row, "area", area, f"Row {row} of {source}: {area} is in two localities: keep one.")
            for area, row in twice.select("area", "row").head(_EXAMPLES).iter_rows()
        )
        said.append(Finding("locality-twice", Severity.ERROR, twice.height, examples))
    of_area = dict(kept.select("area", "locality").iter_rows())
    return Localities(source, of_area, tuple(dict.fromkeys(kept["locality"])), tuple(said))


def read_deprivation(path: Path) -> Deprivation:
    """Read the deprivation deciles of small areas.

    Raises:
        PublishedUnreadable: it is no such file.
    """
    return deprivation_of(read_lookup(path, key="small_areas").frame, source=path.name)


def deprivation_of(rows: pl.DataFrame, *, source: str) -> Deprivation:
    """Return the deprivation in rows of ``small_area`` and ``decile``."""
    return Deprivation(source, dict(rows.select("small_area", "decile").iter_rows()))


def of_another_year(codes: Iterable[str], *, known: Iterable[str], file: str, reference: str) -> Finding | None:
    """Return what is to be said of small areas that a reference of another year does not know; None where it knows all.

    Args:
        codes: small areas as a file tells them.
        known: those of the reference.
        file: where the codes stand.
        reference: what they are held against.
    """
    told = sorted(set(codes))
    have = set(known)
    strange = [code for code in told if code not in have]
    if not strange:
        return None
    newer = sum(_numbered(code) > _LAST_OF_2011 for code in strange)
    said = (
        f"{number(newer)} of them were made for the 2021 census, so {reference} is of an earlier year"
        if newer
        else f"most are of the 2011 census and were split or joined for 2021, so {file} is of that year"
    )
    are = "is" if len(strange) == 1 else "are"
    sentence = (
        f"{counted(len(strange), 'small area')} of {number(len(told))} in {file} {are} not in {reference}, such as "
        f"{', '.join(strange[:3])}: {said}. They are told as not known; bring both files of one year."
    )
    places = (Example(file, None, None, strange[0], sentence),)
    return Finding("small-areas-of-another-year", Severity.QUERY, len(strange), places)


def _numbered(code: str) -> int:
    return int(code[3:]) if pl.Series([code]).str.contains(_SMALL_AREA)[0] else 0
