"""A real house for the browser: the demonstration loaded and served by the same commands that people run."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright

WIDE = {"width": 1280, "height": 900}
NARROW = {"width": 375, "height": 812}
_QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@dataclass(frozen=True)
class House:
    """Where the served house is, and who may sign in."""

    address: str
    people: dict[str, tuple[str, str]]
    data: Path


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    data = tmp_path_factory.mktemp("house")
    environment = {**os.environ, "SUFFICE_DATA": str(data), "PYTHONUNBUFFERED": "1"}
    suffice = [sys.executable, "-m", "suffice.cli"]
    subprocess.run([*suffice, "demo", "--if-empty"], env=environment, check=True)
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
    opened = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=_QUIET)
    yield opened
    opened.close()


@dataclass
class Visitor:
    """A browser of one's own, signed in or not, that remembers what pages complain of."""

    house: House
    context: BrowserContext
    page: Page
    complaints: list[str]

    def goto(self, path: str) -> int:
        response = self.page.goto(f"{self.house.address}{path}")
        assert response is not None
        return response.status

    def sign_in(self, role: str) -> None:
        email, password = self.house.people[role]
        self.goto("/accounts/login/")
        self.page.fill("input[name=login]", email)
        self.page.fill("input[name=password]", password)
        self.page.click("main button[type=submit]")
        self.page.wait_for_load_state()
        assert "/accounts/login" not in self.page.url, f"{role} could not sign in"


@dataclass(frozen=True)
class Doorway:
    """Lets visitors in, each with a window of a size, with or without JavaScript."""

    house: House
    chromium: Browser
    opened: list[BrowserContext]

    def visitor(self, role: str | None = None, *, wide: bool = True, javascript: bool = True) -> Visitor:
        context = self.chromium.new_context(
            viewport=WIDE if wide else NARROW, java_script_enabled=javascript, locale="en-GB", accept_downloads=True
        )
        self.opened.append(context)
        page = context.new_page()
        page.set_default_timeout(20_000)
        complaints: list[str] = []
        page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        visitor = Visitor(self.house, context, page, complaints)
        if role is not None:
            visitor.sign_in(role)
        return visitor


@pytest.fixture
def doorway(house: House, chromium: Browser) -> Iterator[Doorway]:
    opened: list[BrowserContext] = []
    yield Doorway(house, chromium, opened)
    for context in opened:
        context.close()
