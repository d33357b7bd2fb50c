"""The files of places that a person brings, each known by its headings, as one directory."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from suffice.engine.places.directory import Directory, read_directory
from suffice.engine.places.localities import read_deprivation, read_localities
from suffice.engine.returns.published import PublishedUnreadable
from suffice.engine.returns.published.lookups import headed, read_lookup
from suffice.engine.returns.published.reading import HEAD, headings

_KINDS = {
    "postcodes": "the directory of postcodes",
    "within": "districts within counties",
    "localities": "wards or small areas of each locality",
    "small_areas": "deprivation of small areas",
}


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
    if "within" in of_kind:
        lookup = read_lookup(of_kind["within"], key="within").frame
        directory = directory.within(dict(lookup.select("lower_code", "area_code").iter_rows()))
    if "localities" in of_kind:
        directory = directory.with_localities(read_localities(of_kind["localities"]))
    if "small_areas" in of_kind:
        directory = directory.with_deprivation(read_deprivation(of_kind["small_areas"]))
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
