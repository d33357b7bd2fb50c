"""The record is append-only in the database itself, whichever the suite runs on, and every write enters it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from suffice.core import events, operations, queries
from suffice.core.declarations import ROLE_GRANTED
from suffice.core.models import Authority, AuthoritySettings, Event, Grant, Look, Person
from suffice.core.operations.retention import months_after
from suffice.core.policies import NotNow
from suffice.core.roles import Administrator, Analyst, Leader


def _kinds(authority: Authority) -> list[str]:
    return list(Event.objects.filter(authority=authority).order_by("pk").values_list("kind", flat=True))


def _refused(sentence: str, act: Callable[[], object]) -> None:
    with pytest.raises(DatabaseError, match=sentence), transaction.atomic():
        act()


def test_an_event_cannot_be_changed(authority: Authority) -> None:
    event = Event.objects.get()
    _refused("cannot be edited", lambda: Event.objects.filter(pk=event.pk).update(words="Nothing happened."))
    event.refresh_from_db()
    assert event.words == "Opened the house for Wolverhampton (336)."


def test_an_event_cannot_be_deleted(authority: Authority) -> None:
    _refused("cannot be edited", Event.objects.all().delete)
    assert Event.objects.count() == 1


def test_not_by_plain_sql_either(authority: Authority) -> None:
    _refused("cannot be edited", lambda: _sql("DELETE FROM core_event"))
    if connection.vendor == "postgresql":
        _sql("SET CONSTRAINTS ALL IMMEDIATE")  # else it refuses to truncate for a reason of its own
        _refused("cannot be edited", lambda: _sql("TRUNCATE core_event"))
        _refused("kept until its date", lambda: _sql("TRUNCATE core_look"))
    assert Event.objects.count() == 1


@pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite can insert in the place of a row")
def test_nothing_can_be_put_in_the_place_of_an_event_or_a_look(authority: Authority, analyst: Person) -> None:
    operations.look(authority=authority, what="a file", why="asked", children=1, by=analyst, at=timezone.now())
    _refused("cannot be edited", lambda: _sql("REPLACE INTO core_event SELECT * FROM core_event"))
    _refused("kept until its date", lambda: _sql("REPLACE INTO core_look SELECT * FROM core_look"))


def _sql(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.django_db(transaction=True)
def test_a_flushed_test_database_keeps_its_triggers_first(now: datetime) -> None:
    operations.open_authority(code="336", by=None, at=now)
    with pytest.raises(DatabaseError, match="cannot be edited"):
        Event.objects.all().delete()


@pytest.mark.django_db(transaction=True)
def test_a_flushed_test_database_keeps_its_triggers_afterwards(now: datetime) -> None:
    assert not Event.objects.exists()
    operations.open_authority(code="336", by=None, at=now)
    with pytest.raises(DatabaseError, match="cannot be edited"):
        Event.objects.all().delete()


def test_an_events_sentence_needs_all_its_data(authority: Authority, now: datetime) -> None:
    with pytest.raises(KeyError, match="role"):
        events.record(ROLE_GRANTED, by=None, at=now, authority=authority, name="Ada")


def test_one_code_is_one_kind_of_event() -> None:
    events.register(ROLE_GRANTED)
    with pytest.raises(ValueError, match=r"Two kinds of event are called role\.granted"):
        events.register(events.Kind("role.granted", "Another", "{name}"))


def test_founding_a_house_makes_its_first_administrator(db: None, now: datetime) -> None:
    made = operations.found_house(code="336", email="First@Example.org", password="three words together", at=now)
    assert (made.name, made.ons_code, made.region, made.demonstration) == (
        "Wolverhampton",
        "E08000031",
        "West Midlands",
        False,
    )
    first = Person.objects.get()
    assert first.email == "first@example.org"
    assert first.check_password("three words together")
    assert Grant.objects.get().role == Administrator.code
    assert _kinds(made) == ["authority.opened", "person.added", "role.granted"]


def test_a_house_is_founded_once(authority: Authority, now: datetime) -> None:
    with pytest.raises(operations.AlreadyLivedIn, match="nothing was changed"):
        operations.found_house(code="332", email="a@example.org", password="x", at=now)
    assert Authority.objects.count() == 1
    assert not Person.objects.exists()


def test_only_an_english_authority_can_be_opened(db: None, now: datetime) -> None:
    with pytest.raises(operations.UnknownAuthority, match="No English authority has the code 000"):
        operations.found_house(code="000", email="a@example.org", password="x", at=now)
    assert not Authority.objects.exists()


def test_a_role_is_given_and_ended(authority: Authority, administrator: Person, analyst: Person, now: datetime) -> None:
    grant = operations.give_role(person=analyst, authority=authority, role=Leader, by=administrator, at=now)
    assert [one.as_what for one in queries.places(analyst)] == ["Analyst and Leader"]
    operations.end_role(grant=grant, by=administrator, at=now + timedelta(days=1))
    assert [one.as_what for one in queries.places(analyst)] == ["Analyst"]
    last = Event.objects.latest("pk")
    assert (last.kind, last.by, last.words) == ("role.ended", administrator, "Ended Analyst's role of leader.")
    with pytest.raises(NotNow, match="ended already"):
        operations.end_role(grant=grant, by=administrator, at=now)


def test_a_role_is_held_once(authority: Authority, analyst: Person, now: datetime) -> None:
    before = _kinds(authority)
    with pytest.raises(NotNow, match="Analyst is analyst at Wolverhampton already"):
        operations.give_role(person=analyst, authority=authority, role=Analyst, by=None, at=now)
    with pytest.raises(IntegrityError), transaction.atomic():
        Grant.objects.create(person=analyst, authority=authority, role=Analyst.code, granted_at=now)
    assert _kinds(authority) == before


def test_an_authority_keeps_an_administrator(authority: Authority, administrator: Person, now: datetime) -> None:
    before = _kinds(authority)
    with pytest.raises(NotNow, match="only administrator of Wolverhampton"):
        operations.end_role(grant=administrator.grants.get(), by=administrator, at=now)
    assert administrator.grants.standing().exists()
    assert _kinds(authority) == before


def test_who_and_when_a_role_ended_stand_together(authority: Authority, analyst: Person, now: datetime) -> None:
    grant = analyst.grants.get()
    for half in ({"ended_at": now}, {"ended_by": analyst}):
        with pytest.raises(IntegrityError, match="grant_ended_by_and_at_together"), transaction.atomic():
            Grant.objects.filter(pk=grant.pk).update(**half)


def test_a_role_cannot_end_before_it_began(authority: Authority, analyst: Person, now: datetime) -> None:
    with pytest.raises(IntegrityError, match="grant_ends_after_it_begins"), transaction.atomic():
        Grant.objects.filter(person=analyst).update(ended_by=analyst, ended_at=now - timedelta(days=1))


def test_a_person_is_added_once(authority: Authority, administrator: Person, now: datetime) -> None:
    added = operations.add_person(
        authority=authority, email=" Ada@Example.org ", name=" Ada ", by=administrator, at=now
    )
    assert (added.email, added.name, added.has_usable_password()) == ("ada@example.org", "Ada", False)
    with pytest.raises(NotNow, match=r"ada@example\.org is here already"):
        operations.add_person(authority=authority, email="ADA@example.org", name="B", by=administrator, at=now)
    assert _kinds(authority).count("person.added") == 1


def test_barring_and_letting_in(authority: Authority, administrator: Person, analyst: Person, now: datetime) -> None:
    operations.bar(person=analyst, authority=authority, by=administrator, at=now)
    analyst.refresh_from_db()
    assert not analyst.is_active
    with pytest.raises(NotNow, match="barred already"):
        operations.bar(person=analyst, authority=authority, by=administrator, at=now)
    with pytest.raises(NotNow, match="cannot bar yourself"):
        operations.bar(person=administrator, authority=authority, by=administrator, at=now)
    operations.let_in(person=analyst, authority=authority, by=administrator, at=now)
    with pytest.raises(NotNow, match="may sign in already"):
        operations.let_in(person=analyst, authority=authority, by=administrator, at=now)
    assert _kinds(authority)[-2:] == ["person.barred", "person.let_in"]


def test_somebody_of_another_authority_is_welcomed_without_a_second_account(
    authority: Authority, administrator: Person, stranger: Person, now: datetime
) -> None:
    came = operations.welcome(
        authority=authority, email=stranger.email.upper(), name="X", role=Leader, by=administrator, at=now
    )
    assert came == stranger
    assert came.name == "Analyst"
    assert [one.authority.name for one in queries.places(came)] == ["Dudley", "Wolverhampton"]


def test_how_somebody_signs_in_is_not_for_one_authority_to_change_when_they_work_for_two(
    authority: Authority, administrator: Person, stranger: Person, now: datetime
) -> None:
    operations.give_role(person=stranger, authority=authority, role=Leader, by=administrator, at=now)
    before = _kinds(authority)
    for act in (operations.make_link, operations.bar, operations.let_in):
        with pytest.raises(NotNow, match="also has a role at Dudley"):
            act(person=stranger, authority=authority, by=administrator, at=now)
    stranger.refresh_from_db()
    assert stranger.is_active
    assert _kinds(authority) == before


def test_a_change_of_settings_is_an_event(authority: Authority, administrator: Person, now: datetime) -> None:
    operations.change_settings(authority=authority, rows_kept_years=12, looks_kept_months=36, by=administrator, at=now)
    assert queries.settings_of(authority).rows_kept_years == 12
    assert Event.objects.latest("pk").words == (
        "Rows about single children: kept 10 years, now 12. Looks at them: kept 24 months, now 36."
    )
    before = _kinds(authority)
    with pytest.raises(NotNow, match="the settings already"):
        operations.change_settings(
            authority=authority, rows_kept_years=12, looks_kept_months=36, by=administrator, at=now
        )
    assert _kinds(authority) == before


@pytest.mark.parametrize(("rows", "looks"), [(0, 24), (76, 24), (10, 5), (10, 121)])
def test_settings_out_of_bounds_are_refused_by_the_database(authority: Authority, rows: int, looks: int) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        AuthoritySettings.objects.update(rows_kept_years=rows, looks_kept_months=looks)


def _look(authority: Authority, person: Person, at: datetime) -> Look:
    return operations.look(
        authority=authority,
        what="Episodes of the return of 2022",
        why="Checking a finding",
        children=12,
        by=person,
        at=at,
    )


def test_a_look_is_kept_for_as_long_as_is_settled(authority: Authority, analyst: Person, now: datetime) -> None:
    assert _look(authority, analyst, now).keep_until == date(2028, 1, 15)


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2027, 12, 31), 2, date(2028, 2, 29)),
        (date(2026, 11, 30), 13, date(2027, 12, 30)),
        (date(2026, 1, 1), 24, date(2028, 1, 1)),
    ],
)
def test_months_after_a_day(day: date, months: int, expected: date) -> None:
    assert months_after(day, months) == expected


def test_a_look_cannot_be_changed_nor_cleared_before_its_time(
    authority: Authority, analyst: Person, administrator: Person, now: datetime
) -> None:
    made = _look(authority, analyst, now)
    _refused("kept until its date", lambda: Look.objects.filter(pk=made.pk).update(why="No reason"))
    _refused("kept until its date", lambda: Look.objects.filter(pk=made.pk).delete())
    with pytest.raises(NotNow, match="Nothing was cleared"):
        operations.clear_looks(authority=authority, by=administrator, at=now)
    assert Look.objects.count() == 1


def test_clearing_looks_is_an_event_and_leaves_the_others(
    authority: Authority, analyst: Person, administrator: Person, now: datetime
) -> None:
    _look(authority, analyst, now - timedelta(days=365 * 5))
    _look(authority, analyst, now - timedelta(days=365 * 4))
    kept = _look(authority, analyst, now)
    assert operations.clear_looks(authority=authority, by=administrator, at=now) == 2
    assert list(Look.objects.all()) == [kept]
    last = Event.objects.latest("pk")
    assert (last.kind, last.by, last.data["count"]) == ("looks.cleared", administrator, 2)
