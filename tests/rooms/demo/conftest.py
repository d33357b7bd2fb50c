"""The demonstration, for a class of tests that only read it: a copy of the one that was loaded, or loaded here.

Loaded here, its charts are asked for and not drawn.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.db import connections
from django.test import TransactionTestCase, override_settings

from suffice.core.models import Authority
from suffice.demo.load import load
from tests.rooms.accepting import put_down_pencils
from tests.rooms.conftest import house_in
from tests.run import LOADED, database, drop


@dataclass
class Loaded:
    """The demonstration, and where its files are."""

    folder: Path

    @property
    def authority(self) -> Authority:
        """Whose demonstration it is."""
        return Authority.objects.get()


@pytest.fixture(scope="class")
def loaded(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Loaded]:
    folder = Path(os.environ.get("SUFFICE_LOADED_HOUSE") or tmp_path_factory.mktemp("demonstration"))
    brought = _copied if "SUFFICE_LOADED_HOUSE" in os.environ else _loaded
    with django_db_blocker.unblock(), override_settings(**house_in(folder)), brought():
        yield Loaded(folder)


@contextmanager
def _loaded() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        put_down_pencils(patch)
        load(seed=1)
    yield
    TransactionTestCase()._fixture_teardown()


@contextmanager
def _copied() -> Iterator[None]:
    """Let the tests look into a copy of the database that was loaded, and into their own again afterwards."""
    connection = connections["default"]
    server, its_own = os.environ["SUFFICE_DATABASE_URL"], str(connection.settings_dict["NAME"])
    copy = f"{its_own}_{LOADED}"
    database(server, copy, like=LOADED)
    connection.close()
    connection.settings_dict["NAME"] = copy
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = its_own
        drop(server, copy)


@pytest.fixture(autouse=True)
def a_house_of_its_own(request: pytest.FixtureRequest, settings: Any, tmp_path: Path) -> None:
    """Those who read the demonstration live where it was loaded, everybody else apart."""
    shared = "loaded" in request.fixturenames
    folder = request.getfixturevalue("loaded").folder if shared else tmp_path
    for name, value in house_in(folder).items():
        setattr(settings, name, value)
