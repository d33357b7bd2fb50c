"""Scenarios are saved, changed, copied and retired; each version is kept, and every write says who and when."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from suffice.analyse.scenarios import operations
from suffice.analyse.scenarios.models import Scenario, ScenarioVersion
from suffice.analyse.scenarios.queries import scenarios
from suffice.core.models import Authority, Event, Person
from suffice.core.policies import NotNow
from tests.rooms.scenarios.conftest import HOME, PREVENTION, written


def _events() -> list[str]:
    return [one.words for one in Event.objects.filter(kind__startswith="scenarios.").order_by("pk")]


def test_a_scenario_is_kept_as_the_engine_writes_it(service: Scenario, commissioner: Person, now: datetime) -> None:
    assert service.document == written("Edge of care", PREVENTION, why="Does it pay?")
    assert (service.version, service.owner, service.made_at, service.changed_by) == (1, commissioner, now, commissioner)
    assert ScenarioVersion.objects.get().document == service.document
    assert _events() == ["Saved the scenario “Edge of care”, version 1: built."]


def test_a_change_is_a_new_version_and_the_old_one_stays(service: Scenario, analyst: Person, now: datetime) -> None:
    later = now + timedelta(days=1)
    changed = operations.change(
        scenario=service,
        document=written("Edge of care", PREVENTION, HOME),
        seen=1,
        by=analyst,
        at=later,
        words="added going home",
    )
    assert (changed.version, changed.changed_by, changed.changed_at) == (2, analyst, later)
    assert [len(one.document["levers"]) for one in scenarios.versions(changed)] == [2, 1]
    assert _events()[-1] == "Saved the scenario “Edge of care”, version 2: added going home."


def test_nothing_different_is_no_new_version(service: Scenario, analyst: Person, now: datetime) -> None:
    same = operations.change(scenario=service, document=service.document, seen=1, by=analyst, at=now, words="nothing")
    assert same.version == 1
    assert len(_events()) == 1


def test_a_change_to_a_version_that_is_not_the_latest_is_refused(
    service: Scenario, analyst: Person, commissioner: Person, now: datetime
) -> None:
    told: dict[str, Any] = {"at": now, "words": "something"}
    operations.change(scenario=service, document=written("Edge of care", HOME), seen=1, by=commissioner, **told)
    with pytest.raises(NotNow, match="Commissioner saved version 2"):
        operations.change(scenario=service, document=written("Edge of care"), seen=1, by=analyst, **told)
    assert ScenarioVersion.objects.count() == 2


def test_two_scenarios_in_use_have_two_names(service: Scenario, analyst: Person, now: datetime) -> None:
    asked: dict[str, Any] = {"authority": service.authority, "by": analyst, "at": now}
    with pytest.raises(NotNow, match="called “Edge of care” already"):
        operations.save(document=written("Edge of care"), **asked)
    operations.retire(scenario=service, by=analyst, at=now)
    assert operations.save(document=written("Edge of care"), **asked).pk != service.pk


def test_a_copy_holds_the_same_levers_under_their_own_names(service: Scenario, analyst: Person, now: datetime) -> None:
    copied = operations.copy(scenario=service, name="Edge of care, earlier", by=analyst, at=now)
    assert copied.document["levers"] == service.document["levers"]
    assert (copied.owner, copied.copied_from, copied.version) == (analyst, service, 1)
    assert _events()[-1].endswith("copied from “Edge of care”, version 1.")


def test_what_is_retired_is_not_changed_and_not_retired_twice(
    service: Scenario, analyst: Person, now: datetime
) -> None:
    retired = operations.retire(scenario=service, by=analyst, at=now)
    assert (retired.retired_by, retired.retired_at) == (analyst, now)
    assert _events()[-1] == "Retired the scenario “Edge of care”."
    with pytest.raises(NotNow, match="was retired on 15 January 2026"):
        operations.change(scenario=service, document=written("Other"), seen=1, by=analyst, at=now, words="other")
    with pytest.raises(NotNow, match="was retired"):
        operations.retire(scenario=retired, by=analyst, at=now)
    assert not scenarios.in_use(service.authority).exists()


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"levers": [{**PREVENTION, "entries_a_year": 0}]}, "Lever 1, `entries_a_year`: 0 is 0|is 0, so the lever"),
        ({"levers": [{**PREVENTION, "low": 12.0}]}, "Lever 1, `low`"),
        ({"levers": [{**PREVENTION, "kind": "magic"}]}, "is no kind of lever"),
        ({"version": 9}, "version 9"),
        ({"name": ""}, "must say what the scenario is called"),
    ],
)
def test_what_the_engine_cannot_read_is_refused_with_its_place(
    wrong: dict[str, Any], sentence: str, authority: Authority, analyst: Person, now: datetime
) -> None:
    document = {**written("A scenario", PREVENTION), **wrong}
    with pytest.raises(NotNow, match=sentence):
        operations.save(authority=authority, document=document, by=analyst, at=now)
    assert not Scenario.objects.exists()
    assert not Event.objects.filter(kind__startswith="scenarios.").exists()


def test_several_are_saved_all_or_none(service: Scenario, analyst: Person, now: datetime) -> None:
    documents = [written("A new one", HOME), written("Edge of care", HOME)]
    with pytest.raises(NotNow):
        operations.save_all(authority=service.authority, documents=documents, by=analyst, at=now, words="brought")
    assert Scenario.objects.count() == 1


def test_scenarios_belong_to_one_authority(service: Scenario, elsewhere: Authority) -> None:
    assert not scenarios.every_scenario(elsewhere).exists()


@pytest.mark.parametrize("wrong", [{"name": ""}, {"version": 0}, {"retired_at": datetime(2026, 1, 1).astimezone()}])
def test_the_database_refuses_what_cannot_be(wrong: dict[str, Any], service: Scenario) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Scenario.objects.filter(pk=service.pk).update(**wrong)
