"""Which charts are drawn with an assessment: for each day that can be read "as at", each with its finding."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

from suffice.analyse.needs import declarations
from suffice.analyse.needs.assessment import charts as pictures
from suffice.analyse.needs.assessment import sentences
from suffice.analyse.needs.assessment.figures import Assessment
from suffice.analyse.needs.assessment.queries import places, rates
from suffice.analyse.needs.assessment.queries.reading import Read
from suffice.analyse.needs.charts import Drawing
from suffice.core import charts
from suffice.core.models import Authority
from suffice.core.pages.words import day
from suffice.engine.needs import Tier, Whose
from suffice.engine.returns.population import Population

Progress = Callable[[int, int, str], None]
TIERS, STEPS, VULNERABILITY, DOOR, YEARLY, PLACES = "tiers", "steps", "vulnerability", "door", "yearly", "places"
RATES = "rates"


def draw(
    found: Assessment, population: Population, *, authority: Authority, at: datetime, progress: Progress
) -> dict[str, dict[str, str]]:
    """Draw every chart of every day, and return their hashes by day and name."""
    drawn: dict[str, dict[str, str]] = {}
    for done, one in enumerate(found.days):
        progress(done, len(found.days), f"Drawing the charts of {day(one.on)}")
        read = Read(authority, found, one.on, population)
        plain = sentences.none_is_few(read)
        drawn[one.on.isoformat()] = {
            name: charts.draw(
                maker,
                title=title,
                authority=authority,
                permission=(declarations.SEE if name == TIERS and plain else declarations.GROUPS).code,
                at=at,
            ).digest
            for name, title, maker in drawings(read)
        }
    return drawn


def drawings(read: Read) -> Iterator[tuple[str, str, Drawing]]:
    """Yield name, finding and drawing of every chart of a day."""
    now = read.now
    if values := heights(read):
        title = sentences.over_the_years(read)
        yield TIERS, title, lambda width: pictures.tiers(read.compared, values, width)
    if (found := now.conversion) is not None and found.steps[0].referrals:
        yield STEPS, sentences.converted(found), lambda width, one=found: pictures.steps(one, width)  # type: ignore[misc]
    profile = now.profiles.get(Whose.ANYONE)
    if profile is not None and profile.assessed:
        before = read.before.profiles.get(Whose.ANYONE) if read.before else None
        yield (
            VULNERABILITY,
            sentences.changed_since(profile, before),
            lambda width: pictures.vulnerability(profile, before, width),
        )
    if (front := now.front) is not None and (front.ratings or front.sources):
        yield DOOR, sentences.rated(front), lambda width: pictures.door(front, width)
    series = [(pictures.label_of(one), one.shares) for one in read.series if one.shares]
    if len(series) > 1 and now.shares:
        yield YEARLY, sentences.yearly_door(read), lambda width: pictures.yearly(series, width)
    if now.localities is not None and (parts := places.parts(now.localities)):
        yield PLACES, places.together(now.localities), lambda width: pictures.places(parts, width)
    if rated := rates.parts(now):
        yield RATES, rates.title(rated), lambda width: pictures.places(rated, width, of=pictures.OF_LIVING)


def heights(read: Read) -> dict[tuple[int, Tier], float]:
    """Return how high each tier stands on each day: in every 10,000 where that is known of the day, else children."""
    values: dict[tuple[int, Tier], float] = {}
    for at, one in enumerate(read.compared):
        people = read.people(one.on) if read.people(read.on) else None
        for level in one.levels:
            if level.highest is not None:
                values[at, level.tier] = people.rate(level.highest) if people else float(level.highest)
    return values
