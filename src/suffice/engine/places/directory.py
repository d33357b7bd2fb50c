"""The directory of postcodes that a council loads, held small: sorted numbers, found by halving."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl

from suffice.engine.findings import Finding, Severity, note
from suffice.engine.places.distances import miles as miles_between
from suffice.engine.places.localities import Deprivation, Localities, of_another_year
from suffice.engine.places.packing import NONE, Keys, packed
from suffice.engine.returns.published import PublishedUnreadable
from suffice.engine.returns.published.areas import codes_now, same_area
from suffice.engine.returns.published.lookups import Headed, headed
from suffice.engine.returns.published.reading import HEAD, headings
from suffice.engine.words import number

Points = npt.NDArray[np.int32]
_ABSENT = -1
_NO_POINT = 0
_TEXT = ("area_code", "small_area", "ward")


@dataclass(frozen=True)
class Directory:
    """Postcodes with where they lie.

    Attributes:
        source: the file that it came from.
        keys: packed postcodes (see `packing`), sorted.
        east: metres east on the national grid; 0 where the postcode has no place on it.
        north: metres north.
        places: for ``area_code``, ``small_area`` and ``ward``, the position of each postcode's code in `codes`; -1 for
            none.
        codes: the codes themselves.
        inside: the upper authority of each district, by code, where a lookup was given.
        localities: the locality of each small area or ward, where a lookup was given.
        deprivation: the decile of each small area, where the indices were given.
        findings: what is to be said.
    """

    source: str
    keys: Keys
    east: Points
    north: Points
    places: Mapping[str, Points]
    codes: Mapping[str, tuple[str, ...]]
    inside: Mapping[str, str] = field(default_factory=dict)
    localities: Localities | None = None
    deprivation: Deprivation | None = None
    findings: tuple[Finding, ...] = ()

    def __len__(self) -> int:
        return len(self.keys)

    def within(self, districts: Mapping[str, str]) -> Directory:
        """Return the directory with the upper authority of each district: a postcode names the district alone."""
        return replace(self, inside=dict(districts))

    def with_localities(self, localities: Localities) -> Directory:
        """Return the directory with the council's own localities."""
        strange = self._of_another_year(localities.small_areas, localities.source)
        return replace(self, localities=localities, findings=(*self.findings, *localities.findings, *strange))

    def with_deprivation(self, deprivation: Deprivation) -> Directory:
        """Return the directory with how deprived small areas are."""
        held = self.codes.get("small_area", ())
        strange = of_another_year(held, known=deprivation.deciles, file=self.source, reference=deprivation.source)
        return replace(self, deprivation=deprivation, findings=(*self.findings, *([strange] if strange else [])))

    def find(self, postcodes: pl.Series) -> npt.NDArray[np.int64]:
        """Return the position of each postcode; -1 where it is not in the directory."""
        wanted = packed(postcodes)
        if not len(self.keys):
            return np.full(len(wanted), _ABSENT, dtype=np.int64)
        at = np.minimum(np.searchsorted(self.keys, wanted), len(self.keys) - 1)
        return np.where((self.keys[at] == wanted) & (wanted != NONE), at, _ABSENT).astype(np.int64)

    def miles(self, home: pl.Series, placement: pl.Series) -> pl.Series:
        """Return the miles in a straight line between postcodes, to one place; null where either is not known."""
        here, there = self.find(home), self.find(placement)
        apart = miles_between(*self._point(here), *self._point(there))
        known = self._located(here) & self._located(there)
        return pl.Series("miles", np.where(known, apart, np.nan)).fill_nan(None)

    def located(self, postcodes: pl.Series) -> pl.Series:
        """Return whether each postcode is known and has a place on the grid."""
        return pl.Series("located", self._located(self.find(postcodes)))

    def authority_of(self, postcodes: pl.Series) -> pl.Series:
        """Return the three-figure code of the authority that each postcode lies in; null where it is not known.

        In a district whose county was not told, and outside England, it is the code of the Office for National
        Statistics: that place is none of the other authorities, though its own name here is not known.
        """
        area = self.area_of(postcodes)
        return area.replace_strict(self._three_figures, default=area, return_dtype=pl.String)

    def area_of(self, postcodes: pl.Series) -> pl.Series:
        """Return the code (of the Office for National Statistics) of the upper authority of each postcode; or null."""
        districts = self.code_of(postcodes, "area_code")
        return districts.replace(dict(self.inside)) if self.inside else districts

    def locality_of(self, postcodes: pl.Series) -> pl.Series:
        """Return the locality of each postcode by its small area, or else its ward; null where neither is in one."""
        if self.localities is None:
            return pl.Series("locality", [None] * len(postcodes), dtype=pl.String)
        area, ward = (self.localities.of(self.code_of(postcodes, what)) for what in ("small_area", "ward"))
        return area.zip_with(area.is_not_null(), ward)

    def decile_of(self, postcodes: pl.Series) -> pl.Series:
        """Return the deprivation decile (1 the most deprived) of each postcode's small area; null where not known."""
        if self.deprivation is None:
            return pl.Series("decile", [None] * len(postcodes), dtype=pl.Int64)
        return self.deprivation.of(self.code_of(postcodes, "small_area"))

    def code_of(self, postcodes: pl.Series, what: str) -> pl.Series:
        """Return the ``area_code``, ``small_area`` or ``ward`` of each postcode; null where it is not known."""
        at = self.find(postcodes)
        if what not in self.places or not len(self.keys):
            return pl.Series(what, [None] * len(at), dtype=pl.String)
        position = np.where(at == _ABSENT, _ABSENT, self.places[what][at])
        held = pl.Series(what, [*self.codes[what], None], dtype=pl.String)
        return held.gather(pl.Series(np.where(position == _ABSENT, len(held) - 1, position)))

    def saved(self) -> bytes:
        """Return the directory as a compressed file of arrays, which `loaded` opens in a moment."""
        into = BytesIO()
        texts: dict[str, Any] = {f"codes_{what}": np.array(codes, dtype="U12") for what, codes in self.codes.items()}
        places: dict[str, Any] = {f"places_{what}": array for what, array in self.places.items()}
        source: Any = np.array([self.source])
        np.savez_compressed(into, keys=self.keys, east=self.east, north=self.north, source=source, **texts, **places)
        return into.getvalue()

    @classmethod
    def loaded(cls, data: bytes) -> Directory:
        """Return a directory that was saved.

        Raises:
            ValueError: it is none.
        """
        with np.load(BytesIO(data), allow_pickle=False) as held:
            what = [name.removeprefix("codes_") for name in held.files if name.startswith("codes_")]
            return cls(
                source=str(held["source"][0]),
                keys=held["keys"],
                east=held["east"],
                north=held["north"],
                places={one: held[f"places_{one}"] for one in what},
                codes={one: tuple(str(code) for code in held[f"codes_{one}"]) for one in what},
            )

    def _of_another_year(self, codes: Iterable[str], file: str) -> tuple[Finding, ...]:
        known = self.codes.get("small_area", ())
        found = of_another_year(codes, known=known, file=file, reference=self.source) if known else None
        return (found,) if found else ()

    def _point(self, at: npt.NDArray[np.int64]) -> tuple[Points, Points]:
        if not len(self.keys):
            return np.zeros(len(at), np.int32), np.zeros(len(at), np.int32)
        return self.east[at], self.north[at]

    def _located(self, at: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
        east, _ = self._point(at)
        located: npt.NDArray[np.bool_] = (at != _ABSENT) & (east != _NO_POINT)
        return located

    @cached_property
    def _three_figures(self) -> dict[str, str]:
        """The three-figure code by every code that an authority of today goes by."""
        by_code = {ons: code for code, ons in codes_now().items()}
        older = {old: by_code[new] for old, new in same_area().items() if new in by_code}
        newer = {new: by_code[old] for old, new in same_area().items() if old in by_code}
        return by_code | older | newer


def read_directory(path: Path) -> Directory:
    """Read the postcode directory of the Office for National Statistics, whole or a part of it.

    Args:
        path: a CSV file with a postcode, the code of a district, easting and northing; small areas and wards where
            they are there.

    Raises:
        PublishedUnreadable: it is no such file; the message says what to do.
    """
    found = _headed(path)
    names = sorted(found.places, key=lambda name: found.places[name])
    places = [found.places[name] for name in names]
    try:
        text = pl.read_csv(
            path, has_header=False, skip_rows=1, columns=places, infer_schema=False, encoding="utf8-lossy"
        )
        text.columns = names
    except (pl.exceptions.PolarsError, OSError) as error:
        raise PublishedUnreadable(
            f"{path.name} cannot be read as a directory of postcodes: {str(error).splitlines()[0]}. Bring it anew."
        ) from error
    return directory_of(text, source=path.name)


def _headed(path: Path) -> Headed:
    try:
        with path.open("rb") as file:
            found = headed(headings(file.read(HEAD)))
    except OSError as error:
        raise PublishedUnreadable(f"{path.name} cannot be opened: {error.strerror}. Check the name.") from error
    if found is None or found.shape.key != "postcodes":
        raise PublishedUnreadable(
            f"{path.name} is no directory of postcodes. It needs a postcode (pcds), the code of its authority (laua), "
            "and its place on the grid (oseast1m, osnrth1m)."
        )
    return found


def directory_of(text: pl.DataFrame, *, source: str) -> Directory:
    """Return the directory in rows of postcodes.

    Args:
        text: ``postcode, area_code, east, north`` and, where they are told, ``small_area`` and ``ward``.
        source: the file that they came from.
    """
    keys = packed(text["postcode"])
    order = np.argsort(keys, kind="stable")
    first = np.ones(len(keys), dtype=bool)
    first[1:] = keys[order][1:] != keys[order][:-1]
    kept = order[first & (keys[order] != NONE)]
    east, north = (_metres(text[name])[kept] for name in ("east", "north"))
    nowhere = (east == _NO_POINT) | (north == _NO_POINT)
    coded = {name: _coded(text[name]) for name in _TEXT if name in text.columns}
    counts = {
        "no-postcode": int((keys == NONE).sum()),
        "twice": int((keys != NONE).sum()) - len(kept),
        "nowhere": int(nowhere.sum()),
    }
    return Directory(
        source=source,
        keys=keys[kept],
        east=np.where(nowhere, _NO_POINT, east).astype(np.int32),
        north=np.where(nowhere, _NO_POINT, north).astype(np.int32),
        places={name: places[kept] for name, (places, _) in coded.items()},
        codes={name: codes for name, (_, codes) in coded.items()},
        findings=_findings(source, text.height, counts),
    )


def _metres(cells: pl.Series) -> Points:
    told = cells.cast(pl.Float64, strict=False).fill_nan(None).fill_null(_NO_POINT)
    metres: Points = told.round().cast(pl.Int32, strict=False).fill_null(_NO_POINT).to_numpy()
    return metres


def _coded(cells: pl.Series) -> tuple[Points, tuple[str, ...]]:
    told = cells.str.strip_chars().replace("", None)
    codes = told.drop_nulls().unique().sort()
    places = told.replace_strict(codes, pl.Series(range(len(codes)), dtype=pl.Int32), default=_ABSENT)
    return places.cast(pl.Int32).to_numpy(), tuple(codes)


def _findings(source: str, rows: int, counts: Mapping[str, int]) -> tuple[Finding, ...]:
    sentences: Mapping[str, Callable[[str], str]] = {
        "no-postcode": lambda n: f"{n} of {number(rows)} rows of {source} have no whole postcode and are left out.",
        "twice": lambda n: f"{n} rows of {source} tell a postcode again: the first of each is kept.",
        "nowhere": lambda n: (
            f"{n} postcodes of {source} have no place on the grid: their authority is known, and no distance."
        ),
    }
    told = [
        note(f"postcodes-{name}", say(number(counts[name])), file=source, count=counts[name])
        for name, say in sentences.items()
        if counts[name]
    ]
    return tuple(
        Finding(one.code, Severity.QUERY, one.count, one.examples) if one.code == "postcodes-twice" else one
        for one in told
    )
