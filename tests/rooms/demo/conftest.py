"""The demonstration, loaded once for a class of tests that only read it; its charts are asked for and not drawn."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from django.test import TransactionTestCase, override_settings

from suffice.core.models import Authority
from suffice.demo.load import load
from tests.rooms.accepting import put_down_pencils
from tests.rooms.conftest import house_in


@dataclass
class Loaded:
    """The demonstration, where its files are, and what was said while it was loaded."""

    folder: Path
    told: list[tuple[int, int, str]] = field(default_factory=list)

    @property
    def authority(self) -> Authority:
        """Whose demonstration it is."""
        return Authority.objects.get()


@pytest.fixture(scope="class")
def loaded(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Loaded]:
    house = Loaded(tmp_path_factory.mktemp("demonstration"))
    with django_db_blocker.unblock(), override_settings(**house_in(house.folder)):
        with pytest.MonkeyPatch.context() as patch:
            put_down_pencils(patch)
            load(seed=1, progress=lambda *said: house.told.append(said))
        yield house
        TransactionTestCase()._fixture_teardown()


@pytest.fixture(autouse=True)
def a_house_of_its_own(request: pytest.FixtureRequest, settings: Any, tmp_path: Path) -> None:
    """Those who read the demonstration live where it was loaded, everybody else apart."""
    shared = "loaded" in request.fixturenames
    folder = request.getfixturevalue("loaded").folder if shared else tmp_path
    for name, value in house_in(folder).items():
        setattr(settings, name, value)
