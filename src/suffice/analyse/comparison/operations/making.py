"""Making the comparisons: asked for when returns change, done in the background, kept whole or not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import cache
from typing import Any

from django.db import transaction

from suffice.analyse.comparison import declarations
from suffice.analyse.comparison.drawing import PICTURED, draw, draw_standings, draw_years
from suffice.analyse.comparison.models import Compared, ComparisonResult
from suffice.analyse.comparison.own import own_figures
from suffice.analyse.comparison.queries import results, sources
from suffice.analyse.comparison.working import DEFINITION, Progress, work_out
from suffice.analyse.returns.queries import shelf
from suffice.core import work
from suffice.core.digests import digest_of
from suffice.core.events import record as record_event
from suffice.core.models import Authority, Person, Work
from suffice.core.pages.words import counted
from suffice.core.policies import NotNow
from suffice.engine.calendar import year_end
from suffice.engine.comparison.figures import gather
from suffice.engine.measures import Area, Scene
from suffice.engine.returns.workforce.layouts import census_day

STANDINGS = "standings"
"""Under which name the picture of all measures is kept, beside a picture a measure."""
_NOTHING = "No published figures of other authorities are here, so there is nothing to compare with. Bring them first."
_NO_ROWS = (
    "The published figures that are here hold none of {name} that can be compared. Bring the tables of children in "
    "care, children in need or social workers as their publishers ship them."
)


def ask(*, authority: Authority, by: Person | None, at: datetime) -> Work | None:
    """Have the comparisons made in the background, unless that waits already; None where nothing is published."""
    if not sources.has_figures(authority):
        return None
    return work.ask(results.KIND, words="Comparing with other authorities", authority=authority, by=by, at=at)


def make(*, authority: Authority, by: Person | None, at: datetime, progress: Progress) -> ComparisonResult:
    """Hold every published measure against others, put the council's own figures beside, draw the charts and keep all.

    The result that stands is returned untouched when it was made of the same; comparisons of the same published figures
    are not worked out or drawn again.
    """
    standing, inputs = results.latest(authority), results.inputs(authority)
    if standing is not None and standing.is_made_of(inputs):
        return standing
    published = digest_of(sources.published_inputs(authority))
    rows, kept = _compared(authority, published, standing, at=at, progress=progress)
    own = _own(authority, rows, progress=progress)
    charts = _over_the_years(authority, rows, own, at=at) | {
        STANDINGS: draw_standings(rows, authority=authority, at=at)
    }
    years = sorted({row["year"] for row in rows})
    with transaction.atomic():
        Compared.objects.bulk_create(kept, ignore_conflicts=True)
        made = ComparisonResult.objects.create(
            authority=authority,
            made_by=by,
            made_at=at,
            definition=DEFINITION,
            first_year=years[0],
            last_year=years[-1],
            inputs=inputs,
            inputs_digest=digest_of(inputs),
            published_digest=published,
            rows=rows,
            own=own,
            charts=charts,
        )
        measures = counted(len({row["code"] for row in rows}), "measure")
        told = {"measures": measures, "years": f"{years[0]} to {years[-1]}"}
        record_event(declarations.MADE, by=by, at=at, authority=authority, subject=made, **told)
    return made


def _compared(
    authority: Authority, published: str, standing: ComparisonResult | None, *, at: datetime, progress: Progress
) -> tuple[list[dict[str, Any]], list[Compared]]:
    """Return a row a measure and year, and what is to be kept of each; nothing to keep where it is kept already."""
    if standing is not None and standing.published_digest == published:
        return standing.rows, []
    frame = sources.frame(authority)
    if frame is None:
        raise NotNow(_NOTHING)
    neighbours = sources.neighbourhood(authority).neighbours
    rows, kept = [], []
    for _, worked in work_out(frame, authority.code, neighbours, progress=progress):
        for at_end, one in enumerate(reversed(worked)):
            drawn = draw(one, authority=authority, at=at) if at_end < PICTURED else {}
            document = one.document(neighbours)
            kept.append(
                Compared(
                    authority=authority, digest=published, code=one.code, year=one.year, document=document, charts=drawn
                )
            )
        rows += [one.row() for one in worked]
    if not rows:
        raise NotNow(_NO_ROWS.format(name=authority.name))
    return rows, kept


def _own(authority: Authority, rows: Sequence[Mapping[str, Any]], *, progress: Progress) -> dict[str, Any]:
    """Return the council's own figures by the measure's code; nothing without returns."""
    returns, frame = shelf.returns_of(authority), sources.frame(authority)
    if not returns or frame is None:
        return {}
    last = shelf.latest_day(authority)
    codes = list(dict.fromkeys(row["code"] for row in rows))

    @cache
    def scene(on: date) -> Scene:
        return shelf.scene(authority, on)

    told = {}
    for done, code in enumerate(codes):
        progress(done, len(codes), "Putting our own figures beside the published ones")
        told[code] = own_figures(gather(frame, code), authority.code, scene=scene, returns=returns, last=last)
    return told


def _over_the_years(
    authority: Authority, rows: Sequence[Mapping[str, Any]], own: Mapping[str, Any], *, at: datetime
) -> dict[str, str]:
    by_code: dict[str, list[Mapping[str, Any]]] = {}
    for row in rows:
        by_code.setdefault(row["code"], []).append(row)
    drawn = {
        code: draw_years(told, _later(own.get(code), told[0]), authority=authority, at=at)
        for code, told in by_code.items()
    }
    return {code: digest for code, digest in drawn.items() if digest}


def _later(own: Mapping[str, Any] | None, row: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return the council's own latest figure as a point among years: three months after a published day is 0.25."""
    latest = own["latest"] if own else None
    if latest is None or latest["value"] is None:
        return None
    on = date.fromisoformat(latest["on"])
    published = census_day(on.year) if row["area"] == Area.WORKFORCE else year_end(on.year)
    return {"year": round(on.year + (on - published).days / 365.25, 2), "value": latest["value"]}
