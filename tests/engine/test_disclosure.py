"""Small numbers do not leave the council, nor can they be worked out from what does."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from suffice.engine.disclosure import COUNCIL, PUBLICATION, SUPPRESSED, Protection, Rule


@pytest.mark.parametrize(
    ("count", "shown"),
    [(0, 0), (1, None), (4, None), (5, 5), (7, 5), (8, 10), (12, 10), (13, 15), (585, 585), (587, 585), (588, 590)],
)
def test_what_is_published_of_a_count(count: int, shown: int | None) -> None:
    assert PUBLICATION.shown(count) == shown


@given(st.integers(0, 10_000))
def test_the_council_reads_every_number(count: int) -> None:
    assert COUNCIL.shown(count) == count


@given(st.integers(0, 10_000), st.integers(1, 20), st.integers(1, 20))
def test_what_is_shown_is_never_small_nor_far_off(count: int, least: int, nearest: int) -> None:
    shown = Rule(least, nearest).shown(count)
    if 0 < count < least:
        assert shown is None
    else:
        assert shown is not None
        assert shown % nearest == 0
        assert abs(shown - count) * 2 <= nearest


def test_no_small_group_can_be_worked_out_from_the_rest() -> None:
    """Whatever a table of two groups shows, a small one may be any number from 1 to 4."""
    seen: dict[tuple[int | None, ...], set[int]] = {}
    for small, large in itertools.product(range(1, 5), range(5, 63)):
        shown = tuple(PUBLICATION.shown(one) for one in (small, large, small + large))
        seen.setdefault(shown, set()).add(small)
    assert all(len(could_be) >= 2 for could_be in seen.values())


def test_each_rule_tells_itself() -> None:
    assert "fewer than 5" in PUBLICATION.sentence
    assert "nearest 5" in PUBLICATION.sentence
    assert "council's own use" in COUNCIL.sentence
    assert "Every other number is in full" in SUPPRESSED.sentence
    assert (PUBLICATION.protects, SUPPRESSED.protects, COUNCIL.protects) == (True, True, False)


def test_a_publication_chooses_one_of_three_rules() -> None:
    assert [one.rule for one in Protection] == [COUNCIL, SUPPRESSED, PUBLICATION]
    assert len({one.label for one in Protection}) == 3


@given(st.integers(0, 500), st.sampled_from([COUNCIL, SUPPRESSED, PUBLICATION, Rule(3, 10)]))
def test_a_count_is_within_the_bounds_of_how_it_is_shown(count: int, rule: Rule) -> None:
    shown = rule.shown(count)
    if shown is not None:
        low, high = rule.could_be(shown)
        assert low <= count <= high
