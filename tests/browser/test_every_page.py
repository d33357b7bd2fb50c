"""Every page that a person can reach by its links: sound, accessible, and whole on a phone and without JavaScript."""

from __future__ import annotations

import re
from collections import deque
from urllib.parse import urldefrag, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import NARROW, WIDE, Doorway, Visitor

pytestmark = pytest.mark.browser

ROLES = [
    "analyst",
    "commissioner",
    "contract manager",
    "practice lead",
    "leader",
    "board member",
    "provider",
    "young adviser",
    "administrator",
]
_WCAG = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], "resultTypes": ["violations"]}
_MOST = 120  # pages a role; a crawl that reaches it has found a trap


def _shape(path: str) -> str:
    """Two addresses of one shape show one page: numbers and hashes are alike, and so are sorts and filters."""
    return re.sub(r"[0-9a-f]{16,}|\d+", "#", urlsplit(path).path)


def _links(visitor: Visitor) -> list[str]:
    found = visitor.page.eval_on_selector_all("a[href]", "all => all.map(one => [one.href, one.download])")
    home = visitor.house.address
    return [
        urldefrag(address).url.removeprefix(home)
        for address, download in found
        if address.startswith(home) and not download
    ]


def _is_page(path: str) -> bool:
    return not re.search(r"(\.(csv|xlsx|json|svg|png|zip|parquet)(\?|$))|download|original|format=", path)


def _crawl(visitor: Visitor) -> list[str]:
    """Every address of a new shape, found by following links from home."""
    waiting, seen, pages = deque(["/"]), {"/"}, []
    while waiting:
        path = waiting.popleft()
        status = visitor.goto(path)
        assert status == 200, f"{path} answered {status}"
        pages.append(path)
        assert len(pages) < _MOST, f"the links never end: {pages[-10:]}"
        for link in _links(visitor):
            if _is_page(link) and _shape(link) not in seen:
                seen.add(_shape(link))
                waiting.append(link)
    return pages


@pytest.mark.parametrize("role", ROLES)
def test_every_page_of_a_role_is_accessible_and_fits_a_phone(doorway: Doorway, role: str) -> None:
    visitor = doorway.visitor(role)
    pages = _crawl(visitor)
    assert len(pages) >= 3, pages
    axe = Axe()
    trouble: list[str] = []
    for path in pages:
        for size in (WIDE, NARROW):
            visitor.page.set_viewport_size(size)  # type: ignore[arg-type]
            visitor.goto(path)
            found = axe.run(visitor.page, options=_WCAG).response["violations"]
            trouble += [f"{path} at {size['width']}: {one['id']} {one['nodes'][0]['html'][:160]}" for one in found]
            wider = visitor.page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
            if wider > 0:
                trouble.append(f"{path} at {size['width']}: {wider} pixels too wide")
    assert not trouble, "\n".join(trouble)
    assert not visitor.complaints, visitor.complaints


@pytest.mark.parametrize("role", ["analyst", "leader", "administrator"])
def test_every_page_is_whole_without_javascript(doorway: Doorway, role: str) -> None:
    with_script, without = doorway.visitor(role), doorway.visitor(role, javascript=False)
    for path in _crawl(with_script):
        assert without.goto(path) == 200
        heading = without.page.text_content("h1")
        with_script.goto(path)
        assert heading == with_script.page.text_content("h1"), path


def test_the_sign_in_page_is_accessible(doorway: Doorway) -> None:
    visitor = doorway.visitor()
    visitor.goto("/accounts/login/")
    assert not Axe().run(visitor.page, options=_WCAG).response["violations"]


@pytest.mark.parametrize("role", ["analyst", "leader"])
def test_pages_reflow_at_twice_the_size(doorway: Doorway, role: str) -> None:
    """At 200% zoom a window of 1280 is 640 wide: nothing may need scrolling in two directions (WCAG 1.4.10)."""
    visitor = doorway.visitor(role)
    pages = _crawl(visitor)
    visitor.page.set_viewport_size({"width": 640, "height": 450})
    wide = []
    for path in pages:
        visitor.goto(path)
        if visitor.page.evaluate("document.documentElement.scrollWidth - window.innerWidth") > 0:
            wide.append(path)
    assert not wide


def test_the_keyboard_reaches_the_content_first(doorway: Doorway) -> None:
    visitor = doorway.visitor("leader")
    visitor.goto("/")
    visitor.page.keyboard.press("Tab")
    assert visitor.page.evaluate("document.activeElement.getAttribute('href')") == "#main-content"
    visitor.page.keyboard.press("Enter")
    assert visitor.page.url.endswith("#main-content")
