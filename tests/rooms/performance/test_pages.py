"""The pages of measures: what each shows to whom, and what each refuses."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.test import Client

from suffice.core.models import Authority, Look, Person
from suffice.core.pages.addresses import here
from suffice.review.performance import operations
from suffice.review.performance.models import MeasuresResult

SignedIn = Callable[[Person], Client]


def _text(client: Client, authority: Authority, name: str, **kwargs: object) -> str:
    answer = client.get(here(authority, f"performance:{name}", **kwargs))
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_the_board_answers_first_and_lists_every_measure(
    made: MeasuresResult, leader: Person, signed_in: SignedIn
) -> None:
    text = _text(signed_in(leader), made.authority, "board")
    assert "4 of 6 measures have a figure." in text
    assert "75.0%, 3 of 4" in text
    assert "30.1% to 95.4%" in text
    assert "Agency social workers, share of all in post" in text


def test_without_returns_the_board_says_what_will_be_there(
    authority: Authority, analyst: Person, signed_in: SignedIn
) -> None:
    assert "No return is accepted yet" in _text(signed_in(analyst), authority, "board")
