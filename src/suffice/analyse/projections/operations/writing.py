"""Writing down the arithmetic of a strategy; the latest stands, and none is ever changed."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from suffice.analyse.projections import declarations
from suffice.analyse.projections.models import PublishedArithmetic
from suffice.analyse.projections.operations.asking import ask_as_ever
from suffice.core.events import record as record_event
from suffice.core.models import Authority, Person
from suffice.core.policies import NotNow
from suffice.engine.projection.published import ImpossibleArithmetic, published_cases


@transaction.atomic
def write_arithmetic(
    *,
    authority: Authority,
    title: str,
    source: str,
    begins: date,
    ends: date,
    start: int,
    tracked: int,
    worst: int,
    medium: int,
    best: int,
    covid: int,
    population: int | None,
    by: Person | None,
    at: datetime,
) -> PublishedArithmetic:
    """Write down a strategy's inputs; the projection beside it is made again."""
    made = PublishedArithmetic(
        authority=authority,
        title=title,
        source=source,
        begins=begins,
        ends=ends,
        start=start,
        tracked=tracked,
        worst=worst,
        medium=medium,
        best=best,
        covid=covid,
        population=population,
        recorded_by=by,
        recorded_at=at,
    )
    _check(made)
    made.save()
    starters = ", ".join(str(number) for number in made.starters.values())
    told = {"title": title, "start": start, "tracked": tracked, "starters": starters}
    record_event(declarations.WRITTEN, by=by, at=at, authority=authority, subject=made, **told)
    ask_as_ever(authority=authority, by=None, at=at)
    return made


def _check(made: PublishedArithmetic) -> None:
    if made.begins >= made.ends:
        raise NotNow("The arithmetic must end after it begins. Change one of the two dates.")
    try:
        published_cases(start=made.start, tracked=made.tracked, population=made.population, starters=made.starters)
    except ImpossibleArithmetic as refusal:
        raise NotNow(str(refusal)) from refusal
