"""Asking for scenarios to be compared: by a person, or again; what was compared already opens at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from suffice.analyse.projections.policies import check_origin
from suffice.analyse.scenarios import declarations, policies
from suffice.analyse.scenarios.models import Compared, Comparison, Scenario, ScenarioVersion
from suffice.analyse.scenarios.queries import comparisons
from suffice.core import work
from suffice.core.digests import digest_of
from suffice.core.events import record as record_event
from suffice.core.models import Person, Work
from suffice.core.pages.words import counted, day
from suffice.core.policies import NotNow

YEARS, REPLICATES, SEED = 3, 1000, 1
"""What is asked for where a person does not say: years ahead, futures, and seed."""


def compare(
    *,
    scenarios: Sequence[Scenario],
    origin: date,
    by: Person,
    at: datetime,
    years: int = YEARS,
    replicates: int = REPLICATES,
    seed: int = SEED,
) -> Comparison:
    """Return the comparison of the scenarios as they stand; it is made in the background if it was not made yet."""
    policies.check_comparable(scenarios)
    authority = scenarios[0].authority
    check_origin(authority, origin)
    latest = [one.versions.get(number=one.version) for one in scenarios]
    asked = Comparison(authority=authority, origin=origin, years=years, replicates=replicates, seed=seed)
    found = comparisons.made_of(authority, digest_of(comparisons.inputs(asked, latest)))
    return found or _ask(asked, latest, by, at)


def compare_again(*, comparison: Comparison, by: Person, at: datetime) -> Comparison:
    """Have the same versions compared again; of the same returns it gives the same figures to the bit."""
    if comparison.made_at is None:
        raise NotNow("That comparison has not been made yet, so there is nothing to make again.")
    check_origin(comparison.authority, comparison.origin)
    asked = Comparison(authority=comparison.authority, again=comparison, **comparison.asked)
    return _ask(asked, comparisons.versions_of(comparison), by, at)


@transaction.atomic
def _ask(asked: Comparison, versions: Sequence[ScenarioVersion], by: Person, at: datetime) -> Comparison:
    asked.inputs = comparisons.inputs(asked, versions)
    asked.inputs_digest, asked.asked_by, asked.asked_at = digest_of(asked.inputs), by, at
    asked.save()
    places = enumerate(versions, start=1)
    Compared.objects.bulk_create(Compared(comparison=asked, place=place, version=one) for place, one in places)
    asked.work = _begun(asked, len(versions), by, at)
    asked.save(update_fields=["work"])
    told = {name: getattr(asked, name) for name in ("years", "replicates", "seed")}
    record_event(
        declarations.ASKED,
        by=by,
        at=at,
        authority=asked.authority,
        subject=asked,
        scenarios=comparisons.named(versions),
        origin=day(asked.origin),
        **told,
    )
    return asked


def _begun(asked: Comparison, many: int, by: Person, at: datetime) -> Work:
    words = f"Comparing {counted(many, 'scenario')} from {day(asked.origin)}"
    return work.start(
        comparisons.KIND, words=words, inputs={"comparison": asked.pk}, authority=asked.authority, by=by, at=at
    )
