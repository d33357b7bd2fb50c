"""What went into a figure has one name: the same values the same, whatever the order of their keys."""

from __future__ import annotations

from suffice.core.digests import digest_of


def test_the_same_values_have_the_same_name_in_any_order_of_keys() -> None:
    assert digest_of({"a": 1, "b": [1, 2]}) == digest_of({"b": [1, 2], "a": 1})


def test_any_other_value_has_another_name() -> None:
    names = {digest_of(one) for one in ({"a": 1}, {"a": "1"}, {"a": [1]}, {"a": 1, "b": None}, [1, 2], [2, 1])}
    assert len(names) == 6


def test_the_name_is_the_sha_256_of_the_json() -> None:
    assert digest_of({}) == "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"
