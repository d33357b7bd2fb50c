"""What every test of a room may ask for: an authority, a person for each role, and a browser signed in as one.

``authority`` is Wolverhampton, ``elsewhere`` another one. ``analyst``, ``commissioner``, ``contract_manager``,
``practice_lead``, ``leader``, ``board_member``, ``provider``, ``young_adviser`` and ``administrator`` are people with
that one role at ``authority``; ``stranger`` has a role elsewhere only. ``signed_in(person)`` is a client signed in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings as django_settings
from django.db import connections
from django.test import Client, TransactionTestCase

from suffice.core import triggers
from suffice.core.models import Authority, Person
from suffice.core.operations import give_role, open_authority
from suffice.core.roles import ROLES, Analyst, Role

NOW = datetime(2026, 1, 15, 10, 30, tzinfo=ZoneInfo("Europe/London"))
PASSWORD = "three words together"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The demonstration, loaded once for the tests of its file, comes first, so that no two workers load it."""
    items.sort(key=lambda item: "/rooms/demo/" not in str(item.path))


@pytest.fixture(scope="session", autouse=True)
def flushing_takes_the_triggers_away() -> Iterator[None]:
    """A test with transactions of its own flushes the database after it, which the record's triggers would refuse.

    The flush tells Django that the database is as if migrated anew, and so the house makes its triggers again.
    """
    flush = TransactionTestCase._fixture_teardown

    def without_triggers(self: TransactionTestCase) -> None:
        for connection in connections.all():
            with connection.cursor() as cursor:
                triggers.drop(cursor, connection.vendor)
        flush(self)

    TransactionTestCase._fixture_teardown = without_triggers
    yield
    TransactionTestCase._fixture_teardown = flush


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Keep the embedded database of the tests in a file, as a house does: one in memory locks whole tables."""
    connection = connections["default"]
    if connection.vendor == "sqlite":
        connection.settings_dict["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "test.sqlite3")


def house_in(folder: Path) -> dict[str, Any]:
    """Return the settings of a house that keeps its files apart and does not wait for a slow password."""
    standard = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": folder / "files"}}
    return {
        "DATA": folder,
        "STORAGES": {**django_settings.STORAGES, "default": standard},
        "CACHES": {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": str(folder)}},
        "PASSWORD_HASHERS": ["django.contrib.auth.hashers.MD5PasswordHasher", *django_settings.PASSWORD_HASHERS],
    }


@pytest.fixture(autouse=True)
def a_house_of_its_own(settings: Any, tmp_path: Path) -> None:
    """Each test keeps its files apart, forgets who tried to sign in, and does not wait for a slow password."""
    for name, value in house_in(tmp_path).items():
        setattr(settings, name, value)


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture
def authority(db: None) -> Authority:
    return open_authority(code="336", by=None, at=NOW)


@pytest.fixture
def elsewhere(db: None) -> Authority:
    return open_authority(code="332", by=None, at=NOW)


def person_as(role: type[Role], authority: Authority) -> Person:
    """Return somebody with that role at the authority, and no other."""
    email = f"{role.code}@{authority.code}.example"
    person = Person.objects.create_user(email, name=role.display_name, password=PASSWORD)
    give_role(person=person, authority=authority, role=role, by=None, at=NOW)
    return person


@pytest.fixture
def people(authority: Authority) -> dict[str, Person]:
    """One person a role, by the role's code."""
    return {role.code: person_as(role, authority) for role in ROLES}


def _fixture_of(role: type[Role]) -> Callable[[Authority], Person]:
    def person(authority: Authority) -> Person:
        return person_as(role, authority)

    return pytest.fixture(name=role.code.replace("-", "_"))(person)


for _role in ROLES:
    globals()[f"person_{_role.code.replace('-', '_')}"] = _fixture_of(_role)


@pytest.fixture
def stranger(elsewhere: Authority) -> Person:
    return person_as(Analyst, elsewhere)


@pytest.fixture
def signed_in() -> Callable[[Person], Client]:
    def client(person: Person) -> Client:
        made = Client()
        made.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
        return made

    return client
