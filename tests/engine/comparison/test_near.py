"""Authorities next door are those that people call by one name."""

from __future__ import annotations

from collections import Counter

from suffice.engine.comparison.near import _told, near
from suffice.engine.returns.population import find


def test_wolverhampton_stands_in_the_black_country() -> None:
    found = near("336")
    assert found is not None
    assert found.name == "the Black Country"
    assert [known.name for code in found.codes if (known := find(code))] == [
        "Dudley",
        "Sandwell",
        "Walsall",
        "Wolverhampton",
    ]


def test_whoever_has_no_such_name_stands_alone() -> None:
    assert near("210") is None


def test_every_authority_is_known_lies_in_one_region_and_stands_in_one_place() -> None:
    for codes in _told().values():
        regions = {known.region if (known := find(code)) else code for code in codes}
        assert len(regions) == 1
        assert regions.isdisjoint(codes)
    assert max(Counter(code for codes in _told().values() for code in codes).values()) == 1
