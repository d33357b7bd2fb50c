"""Bringing population figures; a second of the same year supersedes the first."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone

from suffice.analyse.returns import declarations, policies, storage
from suffice.analyse.returns.models import PopulationEstimate
from suffice.analyse.returns.operations.clearing import forget_unreferenced
from suffice.analyse.returns.signals import say_changed
from suffice.core.events import record as record_event
from suffice.core.models import Authority, Person
from suffice.core.pages.words import number as figure
from suffice.core.policies import NotNow
from suffice.engine.returns.population import PopulationUnreadable, read_population


class NotEstimates(NotNow):
    """The file holds no mid-year estimates of this authority."""


@transaction.atomic
def give_population(
    *, authority: Authority, mid_year: int, number: int, source: str, by: Person, at: datetime
) -> PopulationEstimate:
    """Write down one figure by hand, with its source."""
    policies.check_year_is_over(mid_year, timezone.localdate(at))
    _hold(authority)
    if _standing(authority, mid_year, number, source):
        raise NotNow(f"That is the figure for 30 June {mid_year} already, from the same source. Nothing was changed.")
    made = _put(PopulationEstimate(authority=authority, mid_year=mid_year, number=number, source=source, by=by, at=at))
    say_changed(authority=authority, by=by, at=at)
    return made


def bring_population(
    *, authority: Authority, file: File[Any], by: Person, at: datetime
) -> Sequence[PopulationEstimate]:
    """Take this authority's figures out of a file of mid-year estimates; the file is kept."""
    name = Path(str(file.name)).name
    sha256 = storage.keep_original(file)
    try:
        figures = _read(sha256, name, authority)
        return _put_all(figures, authority=authority, name=name, sha256=sha256, by=by, at=at)
    except BaseException:
        forget_unreferenced(originals=[sha256])
        raise


def _read(sha256: str, name: str, authority: Authority) -> Mapping[int, int]:
    """Return the authority's children by mid-year, out of the file."""
    with tempfile.TemporaryDirectory(prefix="suffice-population-") as folder:
        path = Path(folder) / name
        storage.copy_original(sha256, path)
        try:
            population = read_population(path)
        except PopulationUnreadable as trouble:
            raise NotEstimates(str(trouble)) from trouble
    area = population.area(authority.code)
    if area is None:
        raise NotEstimates(
            f"{name} has no row of {authority.name} ({authority.code}). Bring a file that has one, or type the figure."
        )
    return population.figures[area]


@transaction.atomic
def _put_all(
    figures: Mapping[int, int], *, authority: Authority, name: str, sha256: str, by: Person, at: datetime
) -> Sequence[PopulationEstimate]:
    _hold(authority)
    kept: dict[str, Any] = {
        "authority": authority,
        "source": name,
        "file_name": name,
        "file_sha256": sha256,
        "by": by,
        "at": at,
    }
    made = [
        _put(PopulationEstimate(mid_year=mid_year, number=number, **kept))
        for mid_year, number in sorted(figures.items())
        if date(mid_year, 6, 30) <= timezone.localdate(at) and not _standing(authority, mid_year, number, name)
    ]
    if not made:
        raise NotNow(f"Every figure of {name} is here already. Nothing was changed.")
    say_changed(authority=authority, by=by, at=at)
    return made


def _standing(authority: Authority, mid_year: int, number: int, source: str) -> bool:
    return PopulationEstimate.objects.filter(
        authority=authority, mid_year=mid_year, number=number, source=source, superseded_at__isnull=True
    ).exists()


def _put(estimate: PopulationEstimate) -> PopulationEstimate:
    """Save an estimate in the place of the one that stands for its year, if any."""
    standing = PopulationEstimate.objects.filter(
        authority=estimate.authority, mid_year=estimate.mid_year, superseded_at__isnull=True
    ).first()
    if standing is not None:
        standing.superseded_at = estimate.at
        standing.save(update_fields=["superseded_at"])
        estimate.supersedes = standing
    estimate.save()
    record_event(
        declarations.POPULATION,
        by=estimate.by,
        at=estimate.at,
        authority=estimate.authority,
        subject=estimate,
        number=figure(estimate.number),
        year=estimate.mid_year,
        source=estimate.source,
    )
    return estimate


def _hold(authority: Authority) -> None:
    Authority.objects.select_for_update().get(pk=authority.pk)
