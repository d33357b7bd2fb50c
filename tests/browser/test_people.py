"""Coming in, going out, and saying who may: as an administrator, a newcomer and those who may see little."""

from __future__ import annotations

import base64
import hmac
import struct
import time

import pytest

from tests.browser.returns import Practice
from tests.browser.visiting import Doorway, Visitor

pytestmark = [pytest.mark.browser, pytest.mark.journey]
PASSWORD = "kettle-lantern-harbour"


def _code(secret: str) -> str:
    """What an authenticator app shows now (RFC 6238: SHA-1, thirty seconds, six digits)."""
    key = base64.b32decode(secret)
    digest = hmac.digest(key, struct.pack(">Q", int(time.time()) // 30), "sha1")
    at = digest[-1] & 0xF
    number = struct.unpack(">I", digest[at : at + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06}"


@pytest.fixture
def administrator(doorway: Doorway) -> Visitor:
    return doorway.visitor("administrator")


def _let_in(administrator: Visitor, name: str, role: str) -> tuple[str, str]:
    """Add somebody, make their link, and return their address and the link."""
    email = f"{name.lower().replace(' ', '.')}@wolverhampton.example"
    administrator.goto("/336/house/people/add/")
    administrator.page.fill("input[name=name]", name)
    administrator.page.fill("input[name=email]", email)
    administrator.page.get_by_label(role, exact=True).check()
    administrator.press("Add")
    assert f"{name} is added." in administrator.main
    administrator.press("Make a link to set a password")
    return email, administrator.page.inner_text(".govuk-inset-text").strip()


def _set_password(newcomer: Visitor, link: str) -> None:
    newcomer.page.goto(link)
    for box in newcomer.page.locator("main input[type=password]").all():
        box.fill(PASSWORD)
    newcomer.page.locator("main form button[type=submit]").first.click()
    newcomer.page.wait_for_load_state()


def test_a_newcomer_sets_a_password_and_a_second_step_and_signs_in_with_both(
    doorway: Doorway, administrator: Visitor
) -> None:
    email, link = _let_in(administrator, "Second Step", "Leader")
    newcomer = doorway.visitor()
    _set_password(newcomer, link)
    newcomer.sign_in(email, PASSWORD)
    newcomer.begin_second_step(PASSWORD)
    box = newcomer.page.locator(".house-scan svg").bounding_box()
    assert box is not None
    assert box["width"] >= 150
    secret = newcomer.page.inner_text("main .house-break")
    newcomer.page.fill("input[name=code]", _code(secret))
    newcomer.press("Begin")
    assert "spare codes" in newcomer.main.lower()
    newcomer.page.get_by_role("button", name="Sign out").click()
    newcomer.page.wait_for_load_state()
    newcomer.sign_in(email, PASSWORD)
    assert newcomer.heading == "Give your code"
    newcomer.page.fill("input[name=code]", "000000")
    newcomer.press("Sign in")
    assert newcomer.heading == "Give your code"
    assert not newcomer.complaints


def test_the_link_of_a_newcomer_works_once(doorway: Doorway, administrator: Visitor) -> None:
    _, link = _let_in(administrator, "Once Only", "Board member")
    _set_password(doorway.visitor(), link)
    late = doorway.visitor()
    late.page.goto(link)
    assert late.page.locator("main input[type=password]").count() == 0


def test_an_administrator_gives_and_ends_a_role_and_the_record_says_so(
    doorway: Doorway, administrator: Visitor
) -> None:
    _let_in(administrator, "Two Roles", "Commissioner")
    administrator.goto("/336/house/people/")
    administrator.page.get_by_role("link", name="Two Roles").first.click()
    administrator.page.select_option("select[name=role]", "analyst")
    administrator.press("Give this role")
    assert "Two Roles now has the role of analyst." in administrator.main
    administrator.press("End the role of commissioner")
    assert "role of commissioner is ended" in administrator.main
    administrator.goto("/336/house/events/")
    for sentence in (
        "Gave Two Roles the role of analyst.",
        "Ended Two Roles's role of commissioner.",
        "Made a link with which Two Roles can set a password.",
    ):
        assert sentence in administrator.main


def test_somebody_who_is_barred_is_out_at_once(doorway: Doorway, administrator: Visitor) -> None:
    email, link = _let_in(administrator, "Shut Out", "Leader")
    person = doorway.visitor()
    _set_password(person, link)
    person.sign_in(email, PASSWORD)
    assert person.goto("/336/trends/") == 200
    administrator.goto("/336/house/people/")
    administrator.page.get_by_role("link", name="Shut Out").first.click()
    administrator.press("Bar from signing in")
    person.goto("/336/trends/")
    assert "/accounts/" in person.path


@pytest.mark.parametrize("javascript", [True, False], ids=["with script", "without script"])
def test_an_administrator_changes_how_long_looks_are_kept(doorway: Doorway, javascript: bool) -> None:
    administrator = doorway.visitor("administrator", javascript=javascript)
    administrator.goto("/336/house/settings/")
    administrator.page.fill("input[name=looks_kept_months]", "500")
    administrator.press("Save")
    assert "There is a problem" in administrator.main
    months = "36" if javascript else "48"
    administrator.page.fill("input[name=looks_kept_months]", months)
    administrator.press("Save")
    assert "The settings are changed" in administrator.main
    administrator.goto("/336/house/events/")
    assert (
        f"now {months} months" in " ".join(administrator.main.replace(".", " ").split()) or months in administrator.main
    )


def test_a_look_at_a_child_is_in_the_register_of_looks(
    doorway: Doorway, administrator: Visitor, practice: Practice
) -> None:
    lead = doorway.visitor("practice lead")
    lead.goto("/336/returns/child/")
    lead.page.fill("input[name=reference]", practice.child)
    lead.page.fill("input[name=reason]", "Preparing for the audit of June")
    lead.press("Look")
    assert f"Child {practice.child} has" in lead.main
    assert practice.child not in lead.page.url
    administrator.goto("/336/house/looks/")
    assert "Preparing for the audit of June" in administrator.main


@pytest.mark.parametrize("javascript", [True, False], ids=["with script", "without script"])
def test_who_signs_out_is_out(doorway: Doorway, javascript: bool) -> None:
    visitor = doorway.visitor(javascript=javascript)
    visitor.sign_in(*visitor.house.people["leader"])
    assert visitor.goto("/336/trends/") == 200
    visitor.page.get_by_role("button", name="Sign out").click()
    visitor.page.wait_for_load_state()
    visitor.goto("/336/trends/")
    assert visitor.path.startswith("/accounts/login/?next=/336/trends/")


def test_a_wrong_password_says_so_and_keeps_the_address(doorway: Doorway) -> None:
    visitor = doorway.visitor()
    visitor.sign_in("leader@wolverhampton.example", "not-the-password")
    assert "There is a problem" in visitor.main
    assert visitor.page.input_value("input[name=login]") == "leader@wolverhampton.example"


@pytest.mark.parametrize(
    "path", ["/336/trends/", "/336/returns/", "/336/returns/child/", "/336/house/people/", "/336/returns/uploads/1/"]
)
def test_a_provider_sees_nothing_of_others(doorway: Doorway, path: str) -> None:
    provider = doorway.visitor("provider")
    assert provider.goto(path) == 403
    assert "You are here as provider" in provider.main
