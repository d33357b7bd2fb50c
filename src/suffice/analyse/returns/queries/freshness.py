"""What has been brought, how fresh it is, and what cannot be told for want of the rest."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

from suffice.analyse.returns import kinds
from suffice.analyse.returns.models import PopulationEstimate, ReturnRecord
from suffice.analyse.returns.queries.shelf import NEIGHBOURS, accepted
from suffice.core.models import Authority
from suffice.core.pages.words import counted, day, listed
from suffice.engine.calendar import year_end
from suffice.engine.measures.model import Indicator, Unit
from suffice.engine.measures.registry import INDICATORS
from suffice.engine.returns.templates.layouts import Template
from suffice.engine.returns.workforce.layouts import census_day


@dataclass(frozen=True, slots=True)
class Source:
    """One kind of thing that a council can bring.

    Attributes:
        key: short, for addresses.
        title: what it is.
        keeps: what cannot be told without it, where no indicator rests on it.
        needed: what `Indicator.source` calls it; "" where no indicator names it.
        part: which part of published files it is; "" for a return.
        where: the page that it is brought on.
    """

    key: str
    title: str
    keeps: str = ""
    needed: str = ""
    part: str = ""
    where: str = "returns:bring"


SOURCES = (
    Source("ssda903", "SSDA903 return on children in care", needed="ssda903"),
    Source("cin", "Children in need census", needed="cin"),
    Source("annex_a", "Annex A workbook", needed="annex_a"),
    Source("csww", "Workforce census of children's social work", needed="csww"),
    Source("audit", "Audits, by template", needed="audit"),
    Source("survey", "Survey answers, by template", needed="survey"),
    Source("figures", "Monthly figures, by template", needed="figures"),
    Source("population", "Mid-year population estimates", "any rate per 10,000 children", where="returns:population"),
    Source("published", "Published statistics", "how the council compares with others"),
    Source(NEIGHBOURS, "Statistical neighbours", "how the council compares with its neighbours", part=NEIGHBOURS),
    Source("postcodes", "Directory of postcodes", needed="places", part="postcodes"),
    Source("localities", "Wards or small areas of each locality", "any figure by locality", part="localities"),
    Source("small_areas", "Deprivation of small areas", "any figure by deprivation", part="small_areas"),
    Source("ages", "Population by single year of age", "shares of children by age", part="ages"),
    Source(
        kinds.SMALL_AREA_PEOPLE,
        "Population of small areas by age",
        "rates by locality",
        part=kinds.SMALL_AREA_PEOPLE,
    ),
    Source(
        kinds.PROJECTED_PEOPLE,
        "Projected population by age",
        "children at each tier tomorrow, at today's rates",
        part=kinds.PROJECTED_PEOPLE,
    ),
)
"""What a council can bring, in the order of the page."""


@dataclass(frozen=True, slots=True)
class Fresh:
    """How one kind of thing stands.

    Attributes:
        source: which.
        latest: what the latest is called; "" where there is none.
        on: the last day that it tells of; None where it tells of none.
        at: when it was accepted.
        by: by whom.
        record: the return; None for population figures and where there is none.
        many: how many are here.
        rests: how many indicators rest on it.
    """

    source: Source
    latest: str = ""
    on: date | None = None
    at: datetime | None = None
    by: str = ""
    record: int | None = None
    many: int = 0
    rests: int = 0

    @property
    def keeps(self) -> str:
        """What cannot be told while it is missing; "" where it is here."""
        if self.many:
            return ""
        return self.source.keeps or counted(self.rests, "indicator")


def freshness(authority: Authority) -> list[Fresh]:
    """Return how each kind of thing stands, in the order of `SOURCES`."""
    records = list(accepted(authority).order_by("accepted_at", "pk"))
    return [_population(authority, one) if one.key == "population" else _of(one, records) for one in SOURCES]


def untold(fresh: Sequence[Fresh]) -> list[tuple[Indicator, tuple[Source, ...]]]:
    """Return every indicator without a figure for want of something, with what it wants."""
    missing = {one.source.needed: one.source for one in fresh if one.source.needed and not one.many}
    people = next(one for one in fresh if one.source.key == "population")
    found = [(one, _wants(one, missing, people)) for one in INDICATORS.values()]
    return [(one, wants) for one, wants in found if wants]


def answer(fresh: Sequence[Fresh], missing: int) -> str:
    """Return what the page says first."""
    here = sum(bool(one.many) for one in fresh)
    if not here:
        return "Nothing has been brought and accepted yet. Bring a return: figures start there."
    what = f"Of {len(fresh)} kinds of return and statistics, {here} {'is' if here == 1 else 'are'} here"
    if not missing:
        return f"{what}. Every indicator has what it is counted from."
    return f"{what}. For want of the others, {missing} of {len(INDICATORS)} indicators have no figure."


def freshest(fresh: Sequence[Fresh], today: date) -> str:
    """Return which kinds tell of a day more than a year back, in a sentence; "" when none does."""
    old = [one for one in fresh if one.on is not None and one.record and (today - one.on).days > 365]
    told = [f"{one.source.title} (up to {day(one.on)})" for one in old]
    return f"Older than a year: {listed(told)}." if told else ""


def last_day(record: ReturnRecord) -> date | None:
    """Return the last day that a return tells of; None where it tells of none."""
    if record.kind == kinds.ANNEX_A:
        return date.fromisoformat(record.part)
    if record.kind in (Template.AUDIT, Template.FIGURES):
        return date.fromisoformat(record.part.rpartition("/")[2])
    if record.kind == kinds.PUBLISHED or record.year is None:
        return None
    return census_day(record.year) if record.kind == kinds.WORKFORCE else year_end(record.year)


def _wants(indicator: Indicator, missing: Mapping[str, Source], people: Fresh) -> tuple[Source, ...]:
    wanted = dict.fromkeys(one.partition(":")[0] for one in indicator.source)
    told = [missing[one] for one in wanted if one in missing]
    return (*told, *([people.source] if indicator.unit is Unit.PER_10_000 and not people.many else ()))


@cache
def _resting(needed: str) -> int:
    """Return how many indicators rest on one source."""
    return sum(any(one.partition(":")[0] == needed for one in indicator.source) for indicator in INDICATORS.values())


def _of(source: Source, records: Sequence[ReturnRecord]) -> Fresh:
    mine = list(_mine(source, records))
    rests = _resting(source.needed) if source.needed else 0
    if not mine:
        return Fresh(source, rests=rests)
    latest = max(mine, key=lambda one: (last_day(one) or date.min, one.year or 0))
    by = latest.accepted_by.name if latest.accepted_by else ""
    return Fresh(source, latest.title, last_day(latest), latest.accepted_at, by, latest.pk, many=len(mine), rests=rests)


def _mine(source: Source, records: Sequence[ReturnRecord]) -> Iterator[ReturnRecord]:
    apart = {*kinds.LOOKUPS_OF_PLACES, *(one.part for one in SOURCES if one.part)}
    for one in records:
        if one.kind != kinds.PUBLISHED:
            if one.kind == source.key:
                yield one
        elif one.part == source.part or (source.key == kinds.PUBLISHED and one.part not in apart):
            yield one


def _population(authority: Authority, source: Source) -> Fresh:
    found = PopulationEstimate.objects.filter(authority=authority, superseded_at__isnull=True).select_related("by")
    latest = found.order_by("-mid_year").first()
    rests = sum(one.unit is Unit.PER_10_000 for one in INDICATORS.values())
    if latest is None:
        return Fresh(source, rests=rests)
    on = date(latest.mid_year, 6, 30)
    return Fresh(source, str(latest), on, latest.at, latest.by.name, many=found.count(), rests=rests)
