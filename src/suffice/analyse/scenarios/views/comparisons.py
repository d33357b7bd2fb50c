from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypedDict
from urllib.parse import urlencode

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render

from suffice.analyse.projections.queries import runs
from suffice.analyse.projections.queries.charts import charts_of
from suffice.analyse.scenarios import beside, declarations, sentences
from suffice.analyse.scenarios.models import Compared, Comparison
from suffice.analyse.scenarios.outcome import Outcome
from suffice.analyse.scenarios.queries import comparisons, registers, tables, waterfalls
from suffice.core import work
from suffice.core.access import HouseRequest, allow
from suffice.core.pages.register import Sheet

_BY = ("placement", "age")


class _Sheets(TypedDict):
    ends: Sheet
    months: Sheet
    by: dict[str, Sheet]
    turned: set[str]


@allow(declarations.READ.code)
def register(request: HouseRequest) -> HttpResponse:
    sheet = registers.COMPARISONS.sheet(request, comparisons.unopened(request.authority))
    context = {"sheet": sheet, "may_make": request.standing.may(declarations.MAKE.code)}
    return sheet.download() or render(request, "scenarios/comparisons.html", context)


@allow(declarations.READ.code)
def comparison(request: HouseRequest, pk: int) -> HttpResponse:
    found = _found(request, pk)
    places, may_make = list(found.places.all()), request.standing.may(declarations.MAKE.code)
    context = {"comparison": found, "places": places, "may_make": may_make}
    if found.made_at is None:
        return render(request, "scenarios/waiting.html", context)
    outcome = found.outcome
    sheets = _sheets(request, outcome)
    for sheet in (sheets["ends"], sheets["months"], *sheets["by"].values()):
        if taken := sheet.download():
            return taken
    return render(request, "scenarios/comparison.html", {**context, **sheets, **_said(found, outcome, places)})


@allow(declarations.READ.code)
def document(request: HouseRequest, pk: int) -> HttpResponse:
    """Return the comparison in the shape of ``suffice scenario --json``."""
    found = _found(request, pk)
    if found.document is None:
        raise Http404
    return JsonResponse(
        found.document,
        json_dumps_params={"ensure_ascii": False, "indent": 1},
        headers={"Content-Disposition": f'attachment; filename="comparison-{found.origin.isoformat()}.json"'},
    )


@allow(declarations.READ.code)
def progress(request: HouseRequest, pk: int) -> HttpResponse:
    """Say how far the making is, to all who may read what comes of it."""
    return JsonResponse(work.told(_found(request, pk).work))


def _found(request: HouseRequest, pk: int) -> Comparison:
    return get_object_or_404(comparisons.every_comparison(request.authority), pk=pk)


def _sheets(request: HouseRequest, outcome: Outcome) -> _Sheets:
    return {
        "ends": tables.ends_register(outcome).sheet(request, tables.ends(outcome)),
        "months": tables.months_register(outcome).sheet(request, tables.months(outcome)),
        "by": {
            code: tables.groups_register(outcome, code).sheet(request, tables.groups(outcome, code)) for code in _BY
        },
        # A table that was filtered, sorted or turned stays open.
        "turned": {code for code in _BY if any(key.startswith(f"by-{code}-") for key in request.GET)},
    }


def _said(found: Comparison, outcome: Outcome, places: Sequence[Compared]) -> dict[str, Any]:
    """Return what the page says in words, and each scenario with its waterfall."""
    arithmetic = runs.arithmetic(found.authority)
    sides = beside.sides(arithmetic, outcome)
    futures = zip(places, outcome.scenarios, strict=True)
    return {
        "outcome": outcome,
        "answer": found.answer,
        "against": sentences.against(outcome),
        "same_luck": sentences.SAME_LUCK,
        "repeat": sentences.repeated(found),
        "holds": comparisons.holds(found),
        "moved_on": [one for one in places if one.version.number != one.version.scenario.version],
        "charts": charts_of(found),
        "scenarios": [
            waterfalls.Shown(one.version, future, waterfalls.rows(outcome, future)) for one, future in futures
        ],
        "arithmetic": arithmetic,
        "sides": sides,
        "why": beside.why(arithmetic, beside.of_medium(sides), outcome) if arithmetic and sides else [],
        "chosen": "?"
        + urlencode({**_asked(found), "scenario": [one.version.scenario_id for one in places]}, doseq=True),
    }


def _asked(found: Comparison) -> dict[str, Any]:
    return {"origin": found.origin.isoformat(), "years": found.years}
