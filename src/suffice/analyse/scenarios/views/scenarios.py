from __future__ import annotations

from typing import Any

from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.text import slugify

from suffice.analyse.projections.queries.charts import charts_of
from suffice.analyse.scenarios import declarations, documents, plain, sentences
from suffice.analyse.scenarios.models import Comparison, Scenario, ScenarioVersion
from suffice.analyse.scenarios.queries import comparisons, registers, scenarios
from suffice.core.access import HouseRequest, allow
from suffice.engine.calendar import collection_year, year_start
from suffice.engine.projection.scenario.schema import schema as published_schema
from suffice.engine.projection.scenario.template import template as written_template
from suffice.engine.projection.scenario.words import told

_READABLE = {"ensure_ascii": False, "indent": 1}


@allow(declarations.SEE.code)
def register(request: HouseRequest) -> HttpResponse:
    """Show the scenarios; to a young adviser, what would change, in plain words and totals only."""
    latest = comparisons.latest(request.authority)
    if not request.standing.may(declarations.READ.code):
        return render(request, "scenarios/plain.html", _plainly(latest))
    sheet = registers.SCENARIOS.sheet(request, scenarios.every_scenario(request.authority))
    context = {
        "sheet": sheet,
        "latest": latest,
        "answer": latest.answer if latest else "",
        "may_make": request.standing.may(declarations.MAKE.code),
    }
    return sheet.download() or render(request, "scenarios/register.html", context)


@allow(declarations.READ.code)
def scenario(request: HouseRequest, pk: int) -> HttpResponse:
    found = found_scenario(request, pk)
    return _page(request, found, found.versions.select_related("saved_by").get(number=found.version))


@allow(declarations.READ.code)
def version(request: HouseRequest, pk: int, number: int) -> HttpResponse:
    """Show a scenario as it was in an earlier version."""
    return _page(request, found_scenario(request, pk), _found_version(request, pk, number))


@allow(declarations.READ.code)
def document(request: HouseRequest, pk: int, number: int) -> HttpResponse:
    """Return the scenario as the file that the command line reads, and this room takes back."""
    found = _found_version(request, pk, number)
    name = f"{slugify(found.document['name']) or 'scenario'}-{number}.json"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return JsonResponse(found.document, json_dumps_params=_READABLE, headers=headers)


@allow(declarations.READ.code)
def schema(request: HouseRequest) -> HttpResponse:
    headers = {"Content-Disposition": 'attachment; filename="scenario.schema.json"'}
    return JsonResponse(published_schema(), json_dumps_params=_READABLE, headers=headers)


@allow(declarations.READ.code)
def template(request: HouseRequest) -> HttpResponse:
    """Return an example file with one lever of each kind, from next April."""
    headers = {"Content-Disposition": 'attachment; filename="scenario.json"'}
    begins = year_start(collection_year(timezone.localdate()) + 1)
    return HttpResponse(written_template(begins), content_type="application/json", headers=headers)


def found_scenario(request: HouseRequest, pk: int) -> Scenario:
    """Return the scenario of that number at this authority."""
    return get_object_or_404(scenarios.every_scenario(request.authority), pk=pk)


def _found_version(request: HouseRequest, pk: int, number: int) -> ScenarioVersion:
    every = ScenarioVersion.objects.filter(scenario__authority=request.authority)
    return get_object_or_404(every.select_related("scenario__authority", "saved_by"), scenario_id=pk, number=number)


def _plainly(latest: Comparison | None) -> dict[str, Any]:
    if latest is None:
        return {"told": []}
    outcome = latest.outcome
    return {
        "told": plain.told(outcome),
        "what_ifs": [(one.name, one.why, plain.what_if(one)) for one in outcome.scenarios],
        "charts": charts_of(latest),
    }


def _answer(shown: ScenarioVersion) -> str:
    """Return what the last comparison says of this version; nothing where it was not compared."""
    place = comparisons.place_of(shown)
    return sentences.of_one(place.comparison.outcome.scenarios[place.place - 1]) if place else ""


def _page(request: HouseRequest, found: Scenario, shown: ScenarioVersion) -> HttpResponse:
    versions = registers.VERSIONS.sheet(request, scenarios.versions(found))
    may_make = request.standing.may(declarations.MAKE.code)
    latest = shown.number == found.version
    context: dict[str, Any] = {
        "scenario": found,
        "shown": shown,
        "latest": latest,
        "levers": [(one, told(one.lever)) for one in documents.levers(shown.document)],
        "versions": versions,
        "compared": comparisons.of_scenario(found),
        "answer": _answer(shown),
        "may_make": may_make,
        "may_change": may_make and latest and found.retired_at is None,
    }
    return versions.download() or render(request, "scenarios/scenario.html", context)
