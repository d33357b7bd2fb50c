"""Who may come in where: read from the addresses themselves, so that a new page is held to it on the day it is made."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import URLPattern
from django.urls.converters import get_converters

from suffice.core import permissions
from suffice.core.access import Policy, policy_of
from suffice.core.checks import addresses, every_view_declares_its_policy
from suffice.core.models import Authority, Person
from suffice.core.roles import ROLES, role

PATTERNS = [(route, name, pattern) for route, name, pattern in addresses()]
HERE = [one for one in PATTERNS if "authority_code" in one[0]]
UNKNOWN = ("987654321", "none", "2020-06-30")  # rows, words and days of which no test makes anything


def _policy(pattern: URLPattern) -> Policy:
    policy = policy_of(pattern.callback)
    assert policy is not None
    return policy


def _address(route: str, code: str) -> str:
    """Fill a route with values that its converters take and that lead to nothing."""
    plain = route.replace("^", "").replace("$", "")
    filled = re.sub(r"\(\?P<section>([a-z]+)\|[^)]*\)", r"\1", plain).replace("<authority:authority_code>", code)
    return "/" + re.sub(r"<(\w+):\w+>", lambda found: _value(found[1]), filled)


def _value(kind: str) -> str:
    """A value that a converter takes; the first that it names when it takes only its own."""
    regex = get_converters()[kind].regex
    return next((one for one in UNKNOWN if re.fullmatch(regex, one)), regex.strip("()").split("|")[0])


def test_every_view_says_who_may_come_in() -> None:
    assert every_view_declares_its_policy(None) == []
    assert len(PATTERNS) > 30


def test_a_view_without_a_policy_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    pattern = HERE[0][2]
    monkeypatch.setattr(pattern, "callback", lambda request: None)
    (fault,) = every_view_declares_its_policy(None)
    assert fault.id == "core.E001"
    assert "does not say who may come in" in fault.msg


def test_a_permission_that_nobody_declares_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    callback = HERE[0][2].callback
    monkeypatch.setattr(callback, "policy", Policy("allow", "children.adopt"))
    (fault,) = every_view_declares_its_policy(None)
    assert "children.adopt, which no room declares" in fault.msg


@pytest.mark.parametrize("route", [one[0] for one in HERE])
def test_who_is_not_signed_in_is_sent_to_sign_in(client: Client, authority: Authority, route: str) -> None:
    address = _address(route, authority.code)
    response = client.get(address)
    assert response.status_code == 302
    assert response["Location"].startswith("/accounts/login/?next=")


@pytest.mark.parametrize("route", [one[0] for one in HERE])
def test_a_person_of_another_authority_is_refused(
    authority: Authority, stranger: Person, signed_in: Callable[[Person], Client], route: str
) -> None:
    response = signed_in(stranger).get(_address(route, authority.code))
    assert response.status_code == 403
    assert "You have no role at Wolverhampton" in response.content.decode()


@pytest.mark.parametrize("code", [one.code for one in ROLES])
def test_each_role_enters_where_its_permissions_lead_and_nowhere_else(
    people: dict[str, Person], authority: Authority, signed_in: Callable[[Person], Client], code: str
) -> None:
    """Whoever may, is past the door: what is behind it may be missing (404) or ask for POST (405), never refused."""
    client = signed_in(people[code])
    wrong = []
    for route, _name, pattern in HERE:
        policy = _policy(pattern)
        may = policy.permission is None or role(code) in permissions.permission(policy.permission).roles
        status = client.get(_address(route, authority.code)).status_code
        if (status == 403) is may:
            wrong.append((route, policy, status))
        assert status < 500, (route, status)
    assert not wrong


def test_an_authority_that_is_not_here_is_not_found(analyst: Person, signed_in: Callable[[Person], Client]) -> None:
    assert signed_in(analyst).get("/999/").status_code == 404


def test_an_ended_role_opens_nothing(
    administrator: Person, analyst: Person, authority: Authority, signed_in: Callable[[Person], Client]
) -> None:
    from suffice.core.operations import end_role

    client = signed_in(analyst)
    assert client.get("/336/").status_code == 200
    end_role(grant=analyst.grants.get(), by=administrator, at=analyst.grants.get().granted_at)
    assert client.get("/336/").status_code == 403


def test_a_refusal_says_who_may(leader: Person, signed_in: Callable[[Person], Client]) -> None:
    response = signed_in(leader).get("/336/house/people/")
    assert response.status_code == 403
    words = response.content.decode()
    assert "You are here as leader, and to say who may come in and as what is for: administrator." in words


@pytest.mark.parametrize("route", [one[0] for one in PATTERNS if "P<uidb36>" not in one[0]])
def test_every_answer_carries_the_strict_policy(
    administrator: Person, signed_in: Callable[[Person], Client], route: str
) -> None:
    response = signed_in(administrator).get(_address(route, "336"))
    policy = response["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"


def test_no_page_writes_style_or_script_into_itself(
    administrator: Person, signed_in: Callable[[Person], Client]
) -> None:
    client = signed_in(administrator)
    for route, _name, _pattern in PATTERNS:
        if "P<uidb36>" in route:
            continue
        words = b"".join(client.get(_address(route, "336"))).decode(errors="replace")
        for fault in (" style=", "<style", "<script>", " onclick=", "javascript:", 'src="data:'):
            assert fault not in words, (route, fault)
