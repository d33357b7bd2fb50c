"""Signing in, with a password and with a second step; who may not, and what protects the way in."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core import mail
from django.test import Client

from suffice.core import operations
from suffice.core.models import Authority, Event, Person
from suffice.core.roles import ROLES, Leader

PASSWORD = "three words together"


def _sign_in(client: Client, person: Person, password: str = PASSWORD) -> Any:
    return client.post("/accounts/login/", {"login": person.email, "password": password})


@pytest.mark.parametrize("code", [role.code for role in ROLES])
def test_each_role_signs_in_and_is_home(client: Client, people: dict[str, Person], code: str) -> None:
    assert _sign_in(client, people[code])["Location"] == "/"
    response = client.get("/", follow=True)
    assert response.redirect_chain == [("/336/", 302)]
    words = response.content.decode()
    assert f"<span>{people[code].name}</span>" in words
    assert "What wants you" in words


def test_an_e_mail_address_is_the_same_in_capitals(client: Client, analyst: Person) -> None:
    response = client.post("/accounts/login/", {"login": analyst.email.upper(), "password": PASSWORD})
    assert response["Location"] == "/"


def test_a_wrong_password_is_refused_without_saying_which_was_wrong(client: Client, analyst: Person) -> None:
    known = _sign_in(client, analyst, "wrong").content.decode()
    unknown = client.post("/accounts/login/", {"login": "nobody@example.org", "password": "x"}).content.decode()
    problem = re.compile(r'<div class="govuk-error-summary".*?</ul>', re.DOTALL)
    found = [problem.search(words) for words in (known, unknown)]
    first, second = found
    assert first is not None
    assert second is not None
    assert first.group() == second.group()


def test_trying_too_often_closes_the_way_in_for_a_while(client: Client, analyst: Person) -> None:
    for _ in range(5):
        _sign_in(client, analyst, "wrong")
    assert "Too many failed" in _sign_in(client, analyst).content.decode()
    assert "_auth_user_id" not in client.session


def test_a_barred_person_cannot_sign_in_and_is_signed_out(
    client: Client, authority: Authority, administrator: Person, analyst: Person, now: datetime
) -> None:
    _sign_in(client, analyst)
    assert client.get("/336/").status_code == 200
    operations.bar(person=analyst, authority=authority, by=administrator, at=now)
    assert client.get("/336/")["Location"] == "/accounts/login/?next=/336/"
    assert _sign_in(Client(), analyst)["Location"] == "/accounts/closed/"


def test_signing_out_takes_a_post(client: Client, analyst: Person) -> None:
    _sign_in(client, analyst)
    assert "Sign out" in client.get("/accounts/logout/").content.decode()
    assert client.get("/336/").status_code == 200
    client.post("/accounts/logout/")
    assert client.get("/336/").status_code == 302


def test_nobody_can_sign_themselves_up(client: Client) -> None:
    assert client.get("/accounts/signup/").status_code == 404


def test_who_has_been_away_an_hour_is_signed_out(client: Client, analyst: Person) -> None:
    with time_machine.travel(datetime(2026, 1, 15, 9, 0), tick=False) as clock:
        _sign_in(client, analyst)
        for _ in range(4):
            clock.shift(timedelta(minutes=50))
            assert client.get("/336/").status_code == 200
        clock.shift(timedelta(minutes=61))
        assert client.get("/336/").status_code == 302


def test_who_sends_a_form_after_being_signed_out_comes_back_to_its_page(client: Client, analyst: Person) -> None:
    page = {"headers": {"referer": "http://testserver/336/house/people/1/?sort=name"}}
    sent = client.post("/336/house/people/1/bar/", **page)
    assert sent["Location"] == "/accounts/login/?next=/336/house/people/1/"
    elsewhere = {"headers": {"referer": "https://elsewhere.example/336/"}}
    assert client.post("/336/house/people/1/bar/", **elsewhere)["Location"] == "/accounts/login/?next=/"


def test_a_person_with_two_places_chooses(client: Client, analyst: Person, elsewhere: Authority, now: datetime) -> None:
    operations.give_role(person=analyst, authority=elsewhere, role=Leader, by=None, at=now)
    _sign_in(client, analyst)
    words = client.get("/").content.decode()
    assert "Choose an authority" in words
    assert 'href="/332/"' in words
    assert 'href="/336/"' in words


def test_a_person_with_no_place_is_told_whom_to_ask(client: Client, db: None) -> None:
    person = Person.objects.create_user("new@example.org", name="New", password=PASSWORD)
    _sign_in(client, person)
    assert "Ask an administrator" in client.get("/").content.decode()


def test_a_forgotten_password_is_set_by_letter(client: Client, authority: Authority, analyst: Person) -> None:
    client.post("/accounts/password/forgotten/", {"email": analyst.email})
    (letter,) = mail.outbox
    assert letter.to == [analyst.email]
    assert letter.subject == "Suffice: Set a new password"
    assert letter.body.startswith(f"Hello {analyst.name},")
    assert "tell an administrator at your authority" in letter.body
    found = re.search(r"http://testserver(/accounts/password/new/\S+)", letter.body)
    assert found is not None
    _set_password(client, found.group(1), "other words together")
    assert _sign_in(Client(), analyst, "other words together")["Location"] == "/"
    (told,) = Event.objects.filter(kind="person.password")
    assert (told.by, told.authority, told.words) == (analyst, authority, f"{analyst.name} set a new password.")


def test_no_letter_goes_to_a_stranger(client: Client, db: None) -> None:
    response = client.post("/accounts/password/forgotten/", {"email": "stranger@example.org"})
    assert response.status_code == 302
    assert mail.outbox == []


def _set_password(client: Client, address: str, password: str) -> str:
    form = client.get(address, follow=True)
    place = form.redirect_chain[-1][0] if form.redirect_chain else address
    done = client.post(place, {"password1": password, "password2": password}, follow=True)
    return done.content.decode()


def test_an_administrators_link_lets_a_new_person_set_a_password_once(
    client: Client, administrator: Person, signed_in: Callable[[Person], Client]
) -> None:
    office = signed_in(administrator)
    added = office.post(
        "/336/house/people/add/", {"name": "Ada", "email": "ada@example.org", "role": "leader"}, follow=True
    )
    assert "Ada is added" in added.content.decode()
    ada = Person.objects.get(email="ada@example.org")
    shown = office.post(f"/336/house/people/{ada.pk}/link/").content.decode()
    found = re.search(r"http://testserver(/accounts/password/new/\S+?)\s*</p>", shown)
    assert found is not None
    assert "Your password is set" in _set_password(client, found.group(1), PASSWORD)
    assert _sign_in(Client(), ada)["Location"] == "/"
    assert "used already, or is too old" in Client().get(found.group(1)).content.decode()
    kinds = list(Event.objects.filter(by=administrator).values_list("kind", flat=True).order_by("pk"))
    assert kinds == ["person.added", "role.granted", "person.link_made"]


def test_a_new_password_is_asked_for_in_words_and_without_marks(client: Client, analyst: Person) -> None:
    _sign_in(client, analyst)
    client.post("/accounts/password/forgotten/", {"email": analyst.email})
    address = re.search(r"http://testserver(\S+)", mail.outbox[0].body)
    assert address is not None
    for page in (client.get("/accounts/password/"), Client().get(address.group(1), follow=True)):
        words = page.content.decode()
        assert "New password again" in words
        assert "&lt;" not in words, "marks shown as words"


def test_a_weak_password_is_refused_beside_its_field(client: Client, analyst: Person) -> None:
    _sign_in(client, analyst)
    typed = {"oldpassword": PASSWORD, "password1": "password", "password2": "password"}
    words = client.post("/accounts/password/", typed).content.decode()
    assert "There is a problem" in words
    assert 'href="#id_password1"' in words
    assert "at least 12 characters" in words


def _code(secret: str) -> str:
    counter = next(iter(yield_hotp_counters_from_time()))
    return str(format_hotp_value(hotp_value(secret, counter)))


def test_the_second_step_is_drawn_in_the_page_and_then_asked_for(
    client: Client, analyst: Person, django_capture_on_commit_callbacks: Any
) -> None:
    _sign_in(client, analyst)
    assert client.get("/accounts/two-factor/app/on/")["Location"].startswith("/accounts/confirm/")
    client.post("/accounts/confirm/", {"password": PASSWORD})
    page = client.get("/accounts/two-factor/app/on/")
    words = page.content.decode()
    assert "<svg" in words
    assert "data:image" not in words
    secret = page.context_data["form"].secret
    with django_capture_on_commit_callbacks(execute=True):
        done = client.post("/accounts/two-factor/app/on/", {"code": _code(secret)}, follow=True)
    assert "spare codes" in done.content.decode()
    assert Authenticator.objects.filter(user=analyst, type="totp").exists()
    assert {told.by for told in Event.objects.filter(kind="person.second_step")} == {analyst}

    fresh = Client()
    assert _sign_in(fresh, analyst)["Location"] == "/accounts/two-factor/code/"
    assert fresh.get("/336/").status_code == 302
    assert "Give your code" in fresh.get("/accounts/two-factor/code/").content.decode()
    spare = Authenticator.objects.get(user=analyst, type="recovery_codes").wrap().get_unused_codes()[0]
    assert fresh.post("/accounts/two-factor/code/", {"code": spare})["Location"] == "/"
    assert fresh.get("/336/").status_code == 200


def test_every_page_of_the_account_opens(client: Client, analyst: Person) -> None:
    _sign_in(client, analyst)
    client.post("/accounts/confirm/", {"password": PASSWORD})
    TOTP.activate(analyst, "A" * 32)
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

    RecoveryCodes.activate(analyst)
    for address, heading in (
        ("", "Your account"),
        ("password/", "Change your password"),
        ("two-factor/", "Signing in with a second step"),
        ("two-factor/app/off/", "Stop using the app"),
        ("two-factor/spare-codes/", "Your spare codes"),
        ("two-factor/spare-codes/new/", "Make new spare codes"),
        ("confirm/", "Confirm that it is you"),
        ("two-factor/confirm/", "Confirm that it is you"),
        ("password/forgotten/", "Forgotten password"),
        ("password/forgotten/sent/", "Look at your e-mail"),
        ("closed/", "You cannot sign in"),
    ):
        response = client.get(f"/accounts/{address}")
        assert response.status_code == 200, address
        assert f'<h1 class="govuk-heading-l">{heading}</h1>' in response.content.decode(), address


def test_two_cookies_and_their_safety(client: Client, analyst: Person) -> None:
    client.get("/accounts/login/")
    _sign_in(client, analyst)
    assert set(client.cookies) == {"csrftoken", "sessionid"}
    for cookie in client.cookies.values():
        assert cookie["httponly"]
        assert cookie["samesite"] == "Lax"


def test_a_stale_form_gets_a_page_that_helps(analyst: Person) -> None:
    strict = Client(enforce_csrf_checks=True)
    response = _sign_in(strict, analyst)
    assert response.status_code == 403
    assert "This page was open too long" in response.content.decode()
