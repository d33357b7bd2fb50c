"""How pages speak: figures and days in words, forms that lose nothing, the frame of every page, errors that help."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django import forms
from django.contrib.staticfiles import finders
from django.core.exceptions import ImproperlyConfigured
from django.template import engines
from django.test import Client

from suffice import settings as house
from suffice.core import permissions
from suffice.core.models import Authority, AuthoritySettings, Person
from suffice.core.pages import home, navigation, search, words
from suffice.core.pages.home import Line, Want
from suffice.core.pages.navigation import Door, Section
from suffice.core.permissions import Permission
from suffice.core.policies import Standing
from suffice.core.roles import ROLES, Leader


@pytest.mark.parametrize(
    ("value", "places", "said"),
    [
        (585, 0, "585"),
        (1234567, 0, "1,234,567"),
        (106.25, 1, "106.3"),
        (0.5, 0, "1"),
        (2.5, 0, "3"),
        (-1234.5, 1, "-1,234.5"),
        (Decimal("66.65"), 1, "66.7"),
        (None, 0, "not known"),
    ],
)
def test_numbers_round_half_up(value: float | None, places: int, said: str) -> None:
    assert words.number(value, places) == said


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (1_612_400, "£1.6 million"),
        (2_000_000, "£2 million"),
        (1_250_000_000, "£1.3 billion"),
        (85_000, "£85,000"),
        (-1_612_400, "£-1.6 million"),
        (None, "not known"),
    ],
)
def test_money_in_prose(value: int | None, said: str) -> None:
    assert words.money(value) == said


def test_shares_carry_the_count_behind_them() -> None:
    assert words.per_cent(0.82, 41, 50) == "82%, 41 of 50"
    assert words.per_cent(0.825) == "83%"
    assert words.per_cent(None) == "not known"
    assert words.pounds(1612400) == "£1,612,400"


def test_days_and_moments_are_londons() -> None:
    assert words.day(date(2020, 6, 30)) == "30 June 2020"
    assert words.day(datetime(2020, 6, 30, 23, 30, tzinfo=UTC)) == "1 July 2020"
    assert words.moment(datetime(2020, 6, 30, 13, 5, tzinfo=UTC)) == "30 June 2020 at 14:05"
    assert words.day(None) == words.moment(None) == "not known"


def test_counts_and_lists_in_words() -> None:
    assert words.counted(1, "child", "children") == "1 child"
    assert words.counted(1026, "child", "children") == "1,026 children"
    assert words.counted(0, "look") == "0 looks"
    assert words.listed(["Dudley", "Walsall", "Sandwell"]) == "Dudley, Walsall and Sandwell"
    assert words.listed(["Dudley"]) == "Dudley"
    assert words.listed([]) == ""


class _Form(forms.Form):
    name = forms.CharField(label="Name", help_text="As it is said.")
    story = forms.CharField(label="Story", widget=forms.Textarea)
    size = forms.ChoiceField(label="Size", choices=[("s", "Small"), ("l", "Large")])
    colour = forms.ChoiceField(label="Colour", choices=[("r", "Red"), ("b", "Blue")], widget=forms.RadioSelect)
    rooms = forms.MultipleChoiceField(
        label="Rooms", choices=[("k", "Kitchen"), ("g", "Garden")], widget=forms.CheckboxSelectMultiple
    )
    sure = forms.BooleanField(label="I am sure")
    proof = forms.FileField(label="Proof", widget=forms.FileInput(attrs={"accept": ".csv"}))
    opened = forms.DateField(label="Opened", widget=forms.DateInput)
    secret = forms.CharField(label="Secret", widget=forms.PasswordInput)
    kept = forms.CharField(widget=forms.HiddenInput, initial="42")


def _shown(form: forms.Form) -> str:
    source = (
        "{% from 'core/macros/forms.html' import error_summary, fields %}{{ error_summary(form) }}{{ fields(form) }}"
    )
    return str(engines["pages"].from_string(source).render({"form": form}))


def test_every_kind_of_field_is_its_component_with_a_label() -> None:
    shown = _shown(_Form())
    for component in ("input", "textarea", "select", "radios", "checkboxes", "file-upload", "password-input"):
        assert f"govuk-{component}" in shown
    for name in ("name", "story", "size", "proof", "opened", "secret"):
        assert f'for="id_{name}"' in shown
    assert 'type="hidden" name="kept" value="42"' in shown
    assert 'accept=".csv"' in shown
    assert "As it is said." in shown
    assert "error-summary" not in shown


def test_a_form_with_faults_says_where_and_loses_nothing_typed() -> None:
    typed = {"name": "Ada", "story": "<b>bold</b>", "size": "l", "colour": "b", "rooms": ["g"], "opened": "soon"}
    shown = _shown(_Form(typed))
    assert 'value="Ada"' in shown
    assert "&lt;b&gt;bold&lt;/b&gt;" in shown
    assert '<option value="l" selected' in shown
    assert 'value="b" checked' in shown
    assert 'value="g" checked' in shown
    assert 'value="soon"' in shown
    assert '<a href="#id_opened">Give the day as 31/03/2022.</a>' in shown


@pytest.fixture
def registries() -> Iterator[None]:
    kept = [navigation._DOORS, home._KNOWERS, home._WANTERS, search._FINDERS]
    before = [list(one) for one in kept]
    granted = dict(permissions._REGISTERED)
    yield
    for one, was in zip(kept, before, strict=True):
        one[:] = was  # type: ignore[index]
    permissions._REGISTERED.clear()
    permissions._REGISTERED.update(granted)


def test_rooms_fill_the_home_page_and_the_navigation_for_those_who_may(
    registries: None, leader: Person, analyst: Person, signed_in: Callable[[Person], Client]
) -> None:
    permissions.register(Permission("test.read", "read the test", (Leader,)))
    navigation.register(Door(Section.DO, "The test", "What marmots say.", "core:search", "test.read"))

    @home.knows
    def children(place: Standing) -> list[Line]:
        return [Line("585 children were in care.", order=1), Line("And more.", "/336/search/", order=2)]

    @home.wants
    def decide(place: Standing) -> list[Want]:
        later = Want("Later", "/336/search/", date(2026, 2, 1))
        return [Want("Some day", "/336/"), later, Want("Decide", "/336/search/", date(2026, 1, 20))]

    shown = signed_in(leader).get("/336/").content.decode()
    assert '<p class="house-answer">585 children were in care.</p>' in shown
    assert shown.index("Decide") < shown.index("Later") < shown.index("Some day")
    assert "20 January 2026" in shown
    assert 'href="/336/do/"' in shown
    assert "What marmots say." in signed_in(leader).get("/336/do/").content.decode()
    assert "The test" in signed_in(leader).get("/336/search/?q=what+marmots+SAY").content.decode()
    assert "/336/do/" not in signed_in(analyst).get("/336/").content.decode()
    assert signed_in(analyst).get("/336/do/").status_code == 404
    assert "Nothing found" in signed_in(analyst).get("/336/search/?q=what+marmots+say").content.decode()


def test_one_code_is_one_permission(registries: None) -> None:
    permissions.register(Permission("test.read", "read the test", (Leader,)))
    with pytest.raises(ValueError, match=r"Two permissions are called test\.read"):
        permissions.register(Permission("test.read", "read something else", (Leader,)))


@pytest.mark.parametrize("code", [role.code for role in ROLES])
def test_home_answers_each_role_and_names_it(
    people: dict[str, Person], signed_in: Callable[[Person], Client], code: str
) -> None:
    shown = signed_in(people[code]).get("/336/").content.decode()
    assert f'<span class="govuk-caption-l">{people[code].name}</span>' in shown
    assert '<h2 class="govuk-heading-m">What wants you</h2>' in shown


def test_illustrative_data_say_so_on_every_page(
    authority: Authority, administrator: Person, signed_in: Callable[[Person], Client]
) -> None:
    client = signed_in(administrator)
    pages = ["", "house/", "house/people/", "house/settings/", "house/events/", "house/looks/", "search/"]
    assert not any("Illustrative data" in client.get(f"/336/{page}").content.decode() for page in pages)
    Authority.objects.update(demonstration=True)
    assert all("Illustrative data" in client.get(f"/336/{page}").content.decode() for page in pages)


def test_an_administrator_gives_and_ends_roles_on_the_page(
    administrator: Person, analyst: Person, signed_in: Callable[[Person], Client]
) -> None:
    client = signed_in(administrator)
    page = f"/336/house/people/{analyst.pk}/"
    assert "now has the role of leader" in client.post(page, {"role": "leader"}, follow=True).content.decode()
    grant = analyst.grants.get(role="leader")
    ended = client.post(f"/336/house/roles/{grant.pk}/end/", follow=True).content.decode()
    assert "role of leader is ended" in ended
    assert client.get(f"/336/house/roles/{grant.pk}/end/").status_code == 405
    again = client.post(f"/336/house/roles/{grant.pk}/end/")
    assert again.status_code == 409
    assert "ended already" in again.content.decode()


def test_barring_on_the_page(administrator: Person, analyst: Person, signed_in: Callable[[Person], Client]) -> None:
    client = signed_in(administrator)
    page = f"/336/house/people/{analyst.pk}"
    assert "No, barred" in client.post(f"{page}/bar/", follow=True).content.decode()
    assert "Bar from signing in" in client.post(f"{page}/let-in/", follow=True).content.decode()


def test_a_person_added_twice_is_refused_beside_the_field(
    administrator: Person, analyst: Person, signed_in: Callable[[Person], Client]
) -> None:
    typed = {"name": "Another", "email": analyst.email.upper(), "role": "leader"}
    shown = signed_in(administrator).post("/336/house/people/add/", typed).content.decode()
    assert "is here already" in shown
    assert 'value="Another"' in shown
    assert not Person.objects.filter(name="Another").exists()


def test_settings_are_changed_on_the_page_within_bounds(
    authority: Authority, administrator: Person, signed_in: Callable[[Person], Client]
) -> None:
    client = signed_in(administrator)
    address = "/336/house/settings/"
    refused = client.post(address, {"rows_kept_years": 500, "looks_kept_months": 24}).content.decode()
    assert "Give 75 or less" in refused
    assert 'value="500"' in refused
    client.post(address, {"rows_kept_years": 12, "looks_kept_months": 24})
    assert AuthoritySettings.objects.get(authority=authority).rows_kept_years == 12
    assert client.post(address, {"rows_kept_years": 12, "looks_kept_months": 24}).status_code == 409


def test_looks_past_their_time_want_the_administrator_and_can_be_cleared(
    authority: Authority, administrator: Person, analyst: Person, signed_in: Callable[[Person], Client]
) -> None:
    from suffice.core.operations import look

    long_ago = datetime(2019, 1, 1, tzinfo=UTC)
    look(authority=authority, what="Episodes", why="A check", children=3, by=analyst, at=long_ago)
    client = signed_in(administrator)
    assert "1 look at children&#39;s rows past the time" in client.get("/336/").content.decode()
    assert "Episodes" in client.get("/336/house/looks/").content.decode()
    assert "Cleared 1." in client.post("/336/house/looks/clear/", follow=True).content.decode()


def test_a_page_that_is_not_there_says_what_to_do(client: Client, db: None) -> None:
    response = client.get("/nowhere/")
    assert response.status_code == 404
    assert "Start again from home" in response.content.decode()


def test_a_host_that_is_not_ours_gets_a_page_that_helps(client: Client, db: None) -> None:
    response = client.get("/", headers={"host": "elsewhere.example"})
    assert response.status_code == 400
    assert "could not be understood" in response.content.decode()


def test_a_fault_of_ours_is_a_page_that_needs_nothing(
    analyst: Person, signed_in: Callable[[Person], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*_: Any, **__: Any) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(navigation, "sections", breaks)
    client = signed_in(analyst)
    client.raise_request_exception = False
    response = client.get("/336/")
    assert response.status_code == 500
    assert "The fault is ours" in response.content.decode()
    assert "default-src 'none'" in response["Content-Security-Policy"]


def test_static_files_are_served_to_be_kept(client: Client, db: None) -> None:
    words_of_page = client.get("/guide/").content.decode()
    address = words_of_page.split('rel="stylesheet" href="')[1].split('"')[0]
    assert "/static/core/suffice.css?v=" in address
    response = client.get(address)
    assert response.status_code == 200
    assert "max-age=31536000" in response["Cache-Control"]


def test_the_style_sheet_has_no_crown_and_no_font_that_is_not_the_systems() -> None:
    css = Path(str(finders.find("core/suffice.css"))).read_text()
    assert "system-ui" in css
    for never in ("GDS Transport", "url(", "@font-face", "crown", "crest"):
        assert never not in css, never


def test_a_database_address_that_is_not_postgresqls_is_refused() -> None:
    with pytest.raises(ImproperlyConfigured, match="must start with postgres://"):
        house._database("mysql://somebody@somewhere/else")


def test_a_database_address_is_read_whole() -> None:
    read = house._database("postgres://ada:p%40ss@db.example:5433/suffice?sslmode=require")
    assert {key: read[key] for key in ("NAME", "USER", "PASSWORD", "HOST", "PORT", "OPTIONS")} == {
        "NAME": "suffice",
        "USER": "ada",
        "PASSWORD": "p@ss",
        "HOST": "db.example",
        "PORT": "5433",
        "OPTIONS": {"sslmode": "require"},
    }


def test_the_secret_key_is_made_once_and_is_its_owners(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(house, "DATA", tmp_path)
    monkeypatch.delenv("SUFFICE_SECRET_KEY", raising=False)
    key = house._secret_key()
    assert len(key) > 50
    assert house._secret_key() == key
    assert (tmp_path / "secret-key").stat().st_mode & 0o777 == 0o600
