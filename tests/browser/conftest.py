"""A real house for the browser: the demonstration loaded and served by the same commands that people run."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright

from tests.browser.returns import Practice
from tests.browser.visiting import Doorway, House
from tests.run import LOADED, database

_QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--lang=en-GB",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Those who only read the house come before those who change it."""
    items.sort(key=lambda item: item.get_closest_marker("journey") is not None)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    data = tmp_path_factory.mktemp("house")
    if loaded := os.environ.get("SUFFICE_LOADED_HOUSE"):
        shutil.copytree(loaded, data, dirs_exist_ok=True)
    environment = {**os.environ, **_database_of_its_own(), "SUFFICE_DATA": str(data), "PYTHONUNBUFFERED": "1"}
    suffice = [sys.executable, "-m", "suffice.cli"]
    subprocess.run([*suffice, "demo", *(["--if-empty"] if loaded else [])], env=environment, check=True)
    port = _free_port()
    with (data / "serve.log").open("w+") as log:
        served = subprocess.Popen([*suffice, "serve", "--port", str(port)], env=environment, stdout=log, stderr=log)
        try:
            address = f"http://127.0.0.1:{port}"
            _wait_for(f"{address}/", served, data / "serve.log")
            yield House(address, _people(data / "serve.log"), data)
        finally:
            served.terminate()
            served.wait(30)


def _database_of_its_own() -> dict[str, str]:
    """Give each of several workers a database beside the one in the environment, a copy of the loaded one if any."""
    worker, server = os.environ.get("PYTEST_XDIST_WORKER"), os.environ.get("SUFFICE_DATABASE_URL", "")
    if worker is None or not server.startswith("postgres"):
        return {}
    like = LOADED if "SUFFICE_LOADED_HOUSE" in os.environ else "template1"
    return {"SUFFICE_DATABASE_URL": database(server, f"house_{worker}", like=like)}


def _wait_for(address: str, served: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        assert served.poll() is None, log.read_text()
        if "Ctrl-C stops it." in log.read_text():
            urllib.request.urlopen(address, timeout=5).close()
            return
        time.sleep(0.2)
    raise AssertionError(f"No page answered at {address}:\n{log.read_text()}")


def _people(log: Path) -> dict[str, tuple[str, str]]:
    """Read the sign-ins that `serve` prints, as a person would."""
    lines = [line for line in log.read_text().splitlines() if "@" in line and line.startswith("  ")]
    words = [line.strip().rsplit(maxsplit=2) for line in lines]
    return {role.strip().lower(): (email, password) for role, email, password in words}


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    # Where the browser stands, not the page, says how it shows the boxes for dates.
    here = {**os.environ, "LANGUAGE": "en_GB"}
    opened = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=_QUIET, env=here)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def keyring() -> dict[str, object]:
    """The cookies of each role, so that a role signs in once."""
    return {}


@pytest.fixture
def doorway(house: House, chromium: Browser, keyring: dict[str, object]) -> Iterator[Doorway]:
    door = Doorway(house, chromium, keyring)
    yield door
    door.close()


@pytest.fixture(scope="session")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Practice:
    """Returns to bring: the demonstration's 2022, a bit changed, and one with things wrong with it."""
    return Practice(tmp_path_factory.mktemp("practice"))


@pytest.fixture(scope="session")
def spoilt_upload(house: House, chromium: Browser, keyring: dict[str, object], practice: Practice) -> str:
    """The address of a return with things wrong with it, brought and read, on which nobody has decided."""
    door = Doorway(house, chromium, keyring)
    analyst = door.visitor("analyst")
    analyst.bring(practice.spoilt)
    address = analyst.path
    door.close()
    return address
