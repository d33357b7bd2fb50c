"""Every page that a person can reach by its links: sound, accessible, and whole on a phone and without JavaScript.

Every page of every role is opened. What several roles are shown alike is put to axe once, and the contrast of each look
of a text once (see `looking`); the last test shows that a text too pale is found all the same, on a page seen before.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.browser.looking import Looking
from tests.browser.visiting import Doorway
from tests.browser.walking import Walk, Walker

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


@pytest.fixture(scope="module")
def walker() -> Walker:
    return Walker()


@pytest.fixture(scope="module")
def walked() -> dict[str, Walk]:
    return {}


@pytest.fixture
def walk(doorway: Doorway, walker: Walker, walked: dict[str, Walk], spoilt_upload: str) -> Callable[[str], Walk]:
    """Walk as a role, once for all the tests below."""

    def once(role: str) -> Walk:
        if role not in walked:
            walked[role] = walker.walk(doorway.visitor(role))
        return walked[role]

    return once


@pytest.mark.parametrize("role", ROLES)
def test_every_page_of_a_role_is_sound_and_accessible(walk: Callable[[str], Walk], role: str) -> None:
    met = walk(role)
    assert len(met.headings) >= 3, met.headings
    assert not met.unfit, "\n".join(met.unfit)
    assert not met.complaints, met.complaints


@pytest.mark.parametrize("role", ROLES)
def test_no_page_of_a_role_scrolls_sideways_on_a_phone_or_at_twice_the_size(
    walk: Callable[[str], Walk], role: str
) -> None:
    assert not walk(role).wide, "\n".join(walk(role).wide)


@pytest.mark.parametrize("role", ["analyst", "young adviser", "administrator"])
def test_every_page_is_whole_without_javascript(walk: Callable[[str], Walk], doorway: Doorway, role: str) -> None:
    without = doorway.visitor(role, javascript=False)
    for path, heading in walk(role).headings.items():
        assert without.goto(path) == 200
        assert without.heading == heading, path


@pytest.mark.parametrize("path", ["/accounts/login/", "/accounts/password/forgotten/", "/guide/", "/336/"])
def test_a_page_before_signing_in_is_accessible(doorway: Doorway, path: str) -> None:
    visitor = doorway.visitor()
    visitor.goto(path)
    assert not Looking().unfit(visitor.page)
    assert not visitor.complaints


def test_the_keyboard_reaches_the_content_first(doorway: Doorway) -> None:
    visitor = doorway.visitor("leader")
    visitor.goto("/")
    visitor.page.keyboard.press("Tab")
    assert visitor.page.evaluate("document.activeElement.getAttribute('href')") == "#main-content"
    visitor.page.keyboard.press("Enter")
    assert visitor.page.url.endswith("#main-content")


def test_what_has_the_focus_is_seen_on_every_step_of_the_keyboard(doorway: Doorway) -> None:
    visitor = doorway.visitor("analyst")
    visitor.goto("/336/trends/")
    unseen = []
    for _ in range(40):
        visitor.page.keyboard.press("Tab")
        drawn = visitor.page.evaluate(_FOCUS)
        if drawn["plain"]:
            unseen.append(drawn["html"])
    assert not unseen


def test_a_text_too_pale_is_found_on_a_page_whose_looks_are_known(doorway: Doorway) -> None:
    visitor, looking = doorway.visitor("analyst"), Looking()
    visitor.goto("/336/trends/placement/")
    assert not looking.unfit(visitor.page)
    assert not looking.unfit(visitor.page)
    visitor.page.evaluate("document.querySelector('main p').style.color = '#c8c8c8'")
    (found,) = looking.unfit(visitor.page)
    assert found.startswith("color-contrast <p")
    visitor.goto("/336/trends/placement/")
    visitor.page.evaluate("document.querySelector('main > .house-scroll tbody tr').style.background = '#555555'")
    assert [one.split()[0] for one in looking.unfit(visitor.page)] == ["color-contrast"]


_FOCUS = """() => {
  const now = document.activeElement
  const style = getComputedStyle(now)
  const outlined = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0
  const plain = now !== document.body && !outlined && style.boxShadow === 'none'
  return { plain, html: now.outerHTML.slice(0, 120) }
}"""
