"""The eight localities of the story: each is some sectors of the city's postcodes."""

from __future__ import annotations

_SECTORS = (
    ("WV1 1", "WV1 2", "WV1 4"),
    ("WV2 1", "WV2 2", "WV2 3", "WV2 4"),
    ("WV3 0", "WV3 7", "WV4 5"),
    ("WV4 6", "WV6 0"),
    ("WV6 8", "WV6 9", "WV10 6"),
    ("WV10 0", "WV10 8", "WV10 9"),
    ("WV11 1", "WV11 2", "WV11 3", "WV13 3"),
    ("WV14 0", "WV14 6", "WV14 8", "WV14 9"),
)
LOCALITIES: dict[str, tuple[str, ...]] = {f"Locality {at}": sectors for at, sectors in enumerate(_SECTORS, start=1)}
"""Locality to the sectors of postcodes in it."""
_OF_SECTOR = {sector: name for name, sectors in LOCALITIES.items() for sector in sectors}


def locality_of(post: str) -> str | None:
    """Return the locality in which a home in the city lies; None for a child who has no home in it."""
    return _OF_SECTOR.get(post[:-2])
