"""The files of places that a person brings, each known by its headings, as one directory."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import polars as pl

from suffice.engine.places.directory import Directory, read_directory
from suffice.engine.places.localities import deprivation_of, localities_of
from suffice.engine.returns.published import PublishedUnreadable
from suffice.engine.returns.published.lookups import headed, read_lookup
from suffice.engine.returns.published.reading import HEAD, headings

_KINDS = {
    "postcodes": "the directory of postcodes",
    "within": "districts within counties",
    "localities": "wards or small areas of each locality",
    "small_areas": "deprivation of small areas",
}
_BESIDE = frozenset(_KINDS) - {"postcodes"}


def read_places(paths: Sequence[Path]) -> Directory:
    """Return a directory of postcodes with the districts, localities and deprivation that come with it.

    Args:
        paths: a directory of postcodes; beside it, districts within counties, the council's localities, deprivation.

    Raises:
        PublishedUnreadable: one is none of these, or there is no directory of postcodes among them.
    """
    of_kind: dict[str, Path] = {}
    for path in paths:
        of_kind[_kind(path)] = path
    if "postcodes" not in of_kind:
        raise PublishedUnreadable(
            "There is no directory of postcodes among the files of places. Give one with a postcode (pcds), the code "
            "of its authority (laua) and its place on the grid (oseast1m, osnrth1m)."
        )
    directory = read_directory(of_kind["postcodes"])
    beside = {key: (path.name, read_lookup(path, key=key).frame) for key, path in of_kind.items() if key in _BESIDE}
    return with_lookups(directory, beside)


def with_lookups(directory: Directory, beside: Mapping[str, tuple[str, pl.DataFrame]]) -> Directory:
    """Return a directory with the lookups that come with it.

    Args:
        directory: of postcodes.
        beside: the file and the rows of ``within``, ``localities`` and ``small_areas``, as far as they are there.
    """
    if "within" in beside:
        _, rows = beside["within"]
        directory = directory.within(dict(rows.select("lower_code", "area_code").iter_rows()))
    if "localities" in beside:
        file, rows = beside["localities"]
        directory = directory.with_localities(localities_of(rows, source=file))
    if "small_areas" in beside:
        file, rows = beside["small_areas"]
        directory = directory.with_deprivation(deprivation_of(rows, source=file))
    return directory


def _kind(path: Path) -> str:
    try:
        with path.open("rb") as file:
            found = headed(headings(file.read(HEAD)))
    except OSError as error:
        raise PublishedUnreadable(f"{path.name} cannot be opened: {error.strerror}. Check the name.") from error
    if found is None or found.shape.key not in _KINDS:
        raise PublishedUnreadable(f"{path.name} is none of these: {', '.join(_KINDS.values())}. Give one of them.")
    return found.shape.key
