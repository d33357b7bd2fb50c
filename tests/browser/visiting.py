"""Visitors: a browser of one's own, at a house, in a role."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

WIDE = {"width": 1280, "height": 900}
NARROW = {"width": 375, "height": 812}
PATIENCE = 120_000  # milliseconds for what the house does in the background


@dataclass(frozen=True)
class House:
    """Where the served house is, and who may sign in."""

    address: str
    people: dict[str, tuple[str, str]]
    data: Path


@dataclass
class Visitor:
    """Somebody with a browser, signed in or not, who remembers what pages complain of."""

    house: House
    context: BrowserContext
    page: Page
    complaints: list[str]

    @property
    def path(self) -> str:
        """Where the visitor is, without the house's own address."""
        return self.page.url.removeprefix(self.house.address)

    @property
    def heading(self) -> str:
        """The first heading of the page."""
        return self.page.inner_text("h1").strip()

    @property
    def main(self) -> str:
        """The words of the page without its frame."""
        return self.page.inner_text("main")

    def goto(self, path: str) -> int:
        """Open a page; return its status."""
        response = self.page.goto(f"{self.house.address}{path}")
        assert response is not None
        return response.status

    def follow(self, words: str) -> None:
        """Click the link of the page's content that says so."""
        self.page.locator("main").get_by_role("link", name=words).first.click()
        self.page.wait_for_load_state()

    def row_of(self, words: str) -> Locator:
        """Return the row of a table that holds the words in a cell of their own."""
        return self.page.locator("main tr", has=self.page.get_by_role("cell", name=words, exact=True)).first

    def press(self, words: str) -> None:
        """Press the button of the page's content that says so."""
        self.page.locator("main").get_by_role("button", name=words).first.click()
        self.page.wait_for_load_state()

    def sign_in(self, email: str, password: str) -> None:
        """Sign in with a password."""
        self.goto("/accounts/login/")
        self.page.fill("input[name=login]", email)
        self.page.fill("input[name=password]", password)
        self.page.click("main button[type=submit]")
        self.page.wait_for_load_state()

    def begin_second_step(self, password: str) -> None:
        """Go to where the second step is set up, and confirm with the password on the way."""
        self.goto("/accounts/two-factor/")
        self.follow("Begin to use an app")
        if self.path.startswith("/accounts/confirm/"):
            self.page.fill("input[name=password]", password)
            self.press("Confirm")

    def choose_and_send(self, *files: Path) -> None:
        """Choose files on the page that brings returns, and send them."""
        self.goto("/336/returns/bring/")
        self.page.set_input_files("input[name=chosen]", list(files))
        self.press("Bring these files")

    def bring(self, *files: Path) -> None:
        """Bring files, watch the work to its end, and open what came of it."""
        self.choose_and_send(*files)
        self.see_what_came()

    def see_what_came(self) -> None:
        """Watch the work to its end, and open what came of it."""
        link = self.page.get_by_role("link", name="See what came of it")
        expect(link).to_be_visible(timeout=PATIENCE)
        link.click()
        self.page.wait_for_load_state()


@dataclass(frozen=True)
class Doorway:
    """Lets visitors in, each with a window of a size, with or without JavaScript."""

    house: House
    chromium: Browser
    keyring: dict[str, object]
    opened: list[BrowserContext] = field(default_factory=list)

    def visitor(self, role: str | None = None, *, wide: bool = True, javascript: bool = True) -> Visitor:
        """Let somebody in; a role signs in the first time and keeps its cookies for the next."""
        if role is not None and role not in self.keyring:
            self._sign_in(role)
        kept: Any = self.keyring[role] if role is not None else None
        context = self.chromium.new_context(
            viewport=WIDE if wide else NARROW,  # type: ignore[arg-type]
            java_script_enabled=javascript,
            locale="en-GB",
            accept_downloads=True,
            storage_state=kept,
        )
        self.opened.append(context)
        page = context.new_page()
        page.set_default_timeout(30_000)
        complaints: list[str] = []
        page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        return Visitor(self.house, context, page, complaints)

    def _sign_in(self, role: str) -> None:
        visitor = self.visitor()
        visitor.sign_in(*self.house.people[role])
        assert "/accounts/login" not in visitor.page.url, f"{role} could not sign in"
        self.keyring[role] = visitor.context.storage_state()

    def close(self) -> None:
        """See everybody out."""
        for context in self.opened:
            context.close()
