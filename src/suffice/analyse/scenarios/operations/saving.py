"""Saving scenarios: a new one, a new version, a copy; and retiring one. Nothing that was saved is ever lost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from suffice.analyse.scenarios import declarations, policies
from suffice.analyse.scenarios.documents import understood
from suffice.analyse.scenarios.models import Scenario, ScenarioVersion
from suffice.core.events import record as record_event
from suffice.core.models import Authority, Person


@transaction.atomic
def save(
    *,
    authority: Authority,
    document: Mapping[str, Any],
    by: Person,
    at: datetime,
    words: str = "built",
    copied_from: Scenario | None = None,
) -> Scenario:
    """Save a new scenario; `words` say how it came about."""
    known = understood(document)
    policies.check_name_free(authority, known.name)
    scenario = Scenario(
        authority=authority,
        owner=by,
        made_by=by,
        made_at=at,
        changed_by=by,
        changed_at=at,
        copied_from=copied_from,
        name=known.name,
        why=known.why,
        document=known.document(),
    )
    scenario.save()
    _keep(scenario, words)
    return scenario


@transaction.atomic
def save_all(
    *, authority: Authority, documents: Sequence[Mapping[str, Any]], by: Person, at: datetime, words: str
) -> Sequence[Scenario]:
    """Save several new scenarios, all or none."""
    return [save(authority=authority, document=one, by=by, at=at, words=words) for one in documents]


@transaction.atomic
def change(
    *, scenario: Scenario, document: Mapping[str, Any], seen: int, by: Person, at: datetime, words: str
) -> Scenario:
    """Save a new version of a scenario, unless nothing is different.

    Args:
        scenario: which.
        document: what it shall be.
        seen: the version that the person had before them.
        by: who.
        at: when.
        words: what is different, for the list of versions.
    """
    standing = Scenario.objects.select_for_update().get(pk=scenario.pk)
    policies.check_in_use(standing)
    policies.check_seen(standing, seen)
    known = understood(document)
    if known.document() == standing.document:
        return standing
    policies.check_name_free(standing.authority, known.name, besides=standing)
    standing.name, standing.why, standing.document = known.name, known.why, known.document()
    standing.version, standing.changed_by, standing.changed_at = standing.version + 1, by, at
    standing.save()
    _keep(standing, words)
    return standing


def copy(*, scenario: Scenario, name: str, by: Person, at: datetime) -> Scenario:
    """Save the same levers under another name, as a scenario of its own."""
    return save(
        authority=scenario.authority,
        document={**scenario.document, "name": name},
        by=by,
        at=at,
        words=f"copied from “{scenario.name}”, version {scenario.version}",
        copied_from=scenario,
    )


@transaction.atomic
def retire(*, scenario: Scenario, by: Person, at: datetime) -> Scenario:
    """Take a scenario out of use; it and its results can still be read."""
    policies.check_in_use(scenario)
    scenario.retired_by, scenario.retired_at = by, at
    scenario.save(update_fields=["retired_by", "retired_at"])
    record_event(declarations.RETIRED, by=by, at=at, authority=scenario.authority, subject=scenario, name=scenario.name)
    return scenario


def _keep(scenario: Scenario, words: str) -> None:
    """Keep the scenario as it stands as a version, and tell the record."""
    ScenarioVersion.objects.create(
        scenario=scenario,
        number=scenario.version,
        document=scenario.document,
        change=words,
        saved_by=scenario.changed_by,
        saved_at=scenario.changed_at,
    )
    record_event(
        declarations.SAVED,
        by=scenario.changed_by,
        at=scenario.changed_at,
        authority=scenario.authority,
        subject=scenario,
        name=scenario.name,
        version=scenario.version,
        change=words,
    )
