"""What an edition is made of: figures, targets, signed commentary and what others had, through the gate."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from suffice.analyse.comparison.queries import beside
from suffice.analyse.comparison.queries.beside import Beside
from suffice.core.models import Authority
from suffice.core.policies import NotNow
from suffice.engine.disclosure import Protection
from suffice.engine.measures import INDICATORS
from suffice.review.performance.aiming import target_on
from suffice.review.performance.figures import Point, Told
from suffice.review.performance.models import Commentary, MeasureFigures
from suffice.review.performance.queries import figures, keeping
from suffice.review.reports.gate import protected
from suffice.review.reports.guarding import Withheld, of_point, withheld
from suffice.review.reports.inputs import Comparator, Inputs, Line, Part, Said
from suffice.review.reports.models import Edition
from suffice.review.reports.queries import leaving
from suffice.review.reports.schedule import months_between

_OTHERWISE = (
    "The council chose so, and others are counted by the published definition: what they published is left out."
)
_NEVER = "The measures have not been worked out with this indicator among them."


def inputs(edition: Edition, *, made_on: date) -> Inputs:
    """Return what an edition says, of the measures as they stand now, told up to its day."""
    report_set, on = edition.report_set, edition.on
    result = figures.latest(report_set.authority)
    if result is None or on is None:
        raise NotNow("No measures have been worked out yet. Bring a return and accept it first.")
    rows = {row.code: row.told for row in MeasureFigures.objects.filter(result=result, code__in=report_set.codes)}
    others = beside.every(report_set.authority, report_set.codes)
    lines, kept = _guarded(
        {
            code: _line(code, rows.get(code), others.get(code), edition, on)
            for code in report_set.codes
            if code in INDICATORS
        },
        edition,
    )
    return Inputs(
        council=report_set.authority.name,
        title=report_set.title,
        board=report_set.board,
        readers=report_set.readers,
        owner=report_set.owner,
        months=months_between(report_set.frequency),
        on=on,
        made_on=made_on,
        protection=Protection(edition.protection),
        parts=tuple(
            Part(one["heading"], tuple(lines[code] for code in one["codes"] if code in lines))
            for one in report_set.headings
        ),
        imaginary=report_set.authority.demonstration,
        withheld=kept,
    )


def made_of(edition: Edition) -> dict[str, Any]:
    """Return what the edition is made of, as plain values, to be frozen with it."""
    report_set = edition.report_set
    result = figures.latest(report_set.authority)
    return {
        "on": edition.on.isoformat() if edition.on else None,
        "protection": edition.protection,
        "headings": report_set.headings,
        "measures": result.inputs if result else None,
        "targets": [[one.code, str(one.first_day), one.value] for one in keeping.targets(report_set.authority)],
        "commentary": sorted(_signed(report_set.authority).values_list("pk", flat=True)),
    }


def _line(code: str, told: Told | None, others: Beside | None, edition: Edition, on: date) -> Line:
    indicator, rule = INDICATORS[code], Protection(edition.protection).rule
    points = [one for one in told.points if one.on <= on] if told else []
    if not points:
        return Line(indicator=indicator, lacking=(told.lacking if told else "") or _NEVER)
    authority = edition.report_set.authority
    target = target_on(keeping.targets(authority, code), points[-1].on)
    return Line(
        indicator=indicator,
        figures=tuple(protected(indicator, one, rule) for one in points),
        target=target.value if target else None,
        comparators=_comparators(others, told),
        said=_said(authority, code, points[-1].on),
        source=_source(told, others),
    )


def _guarded(lines: dict[str, Line], edition: Edition) -> tuple[dict[str, Line], tuple[Withheld, ...]]:
    """Return the lines without the figures that may not stand beside what has left already, and which those are."""
    rule = Protection(edition.protection).rule
    if not rule.protects:
        return lines, ()
    new = [of_point(code, point, rule) for code, line in lines.items() for point in line.figures]
    kept = withheld(new, leaving.told(leaving.left(edition.report_set.authority)), rule)
    names = {(one.code, one.on) for one in kept}
    return {code: _without(line, names) for code, line in lines.items()}, kept


def _without(line: Line, names: Collection[tuple[str, date]]) -> Line:
    def told(point: Point) -> Point:
        return Point(None, None, None, None, None, point.on) if (line.indicator.code, point.on) in names else point

    return replace(line, figures=tuple(map(told, line.figures)))


def _comparators(others: Beside | None, told: Told | None) -> tuple[Comparator, ...]:
    """Return what others had; nobody where the council counts otherwise than was published."""
    if others is None or (told and told.published):
        return ()
    found = (others.england, others.region, others.neighbours)
    return tuple(Comparator(one.label, one.value, str(others.year), others.source) for one in found if one)


def _source(told: Told | None, others: Beside | None) -> str:
    """Return what the last figure was counted from, and why what was published is left out where it is."""
    if told is None or told.published is None or others is None:
        return told.source if told else ""
    return f"{told.source} {_OTHERWISE}"


def _signed(authority: Authority) -> QuerySet[Commentary]:
    return keeping.commentaries(authority).filter(signed_at__isnull=False)


def _said(authority: Authority, code: str, on: date) -> Said | None:
    """Return the last commentary on a figure up to the day that a leader signed."""
    one = _signed(authority).filter(code=code, on__lte=on).order_by("-on", "-signed_at").first()
    if one is None or one.signed_by is None or one.signed_at is None:
        return None
    return Said(one.words, one.on, one.written_by.name, one.signed_by.name, timezone.localdate(one.signed_at))
