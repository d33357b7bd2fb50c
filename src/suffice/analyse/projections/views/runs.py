from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from suffice.analyse.needs.trends import BREAKDOWNS
from suffice.analyse.projections import declarations, operations, sentences
from suffice.analyse.projections.forms import RunForm
from suffice.analyse.projections.many import cohort_series, series_of
from suffice.analyse.projections.models import ProjectionRun
from suffice.analyse.projections.outcome import Outcome
from suffice.analyse.projections.queries import many, runs, tables
from suffice.analyse.projections.queries.charts import charts_of
from suffice.core import work
from suffice.core.access import HouseRequest, allow
from suffice.core.pages.addresses import here
from suffice.core.pages.register import Sheet
from suffice.core.policies import NotNow


@allow(declarations.GROUPS.code)
def register(request: HouseRequest) -> HttpResponse:
    sheet = tables.RUNS.sheet(request, runs.every_run(request.authority))
    context = {"sheet": sheet, "may_make": request.standing.may(declarations.MAKE.code)}
    return sheet.download() or render(request, "projections/runs.html", context)


@allow(declarations.MAKE.code)
def new(request: HouseRequest) -> HttpResponse:
    covered = runs.covered(request.authority)
    if covered is None:
        raise NotNow("No accepted return has rows to project from. Bring a return and accept it first.")
    form = RunForm(request.POST if request.method == "POST" else None, covered=covered)
    if form.is_valid():
        try:
            asked = operations.ask(authority=request.authority, by=request.user, at=timezone.now(), **form.cleaned_data)
        except NotNow as refusal:
            form.add_error("origin", str(refusal))
        else:
            return redirect(here(request.authority, "projections:run", pk=asked.pk))
    return render(request, "projections/new.html", {"form": form}, status=400 if form.errors else 200)


@allow(declarations.GROUPS.code)
def run(request: HouseRequest, pk: int) -> HttpResponse:
    found = _found(request, pk)
    may_make = request.standing.may(declarations.MAKE.code)
    if found.made_at is None:
        return render(request, "projections/waiting.html", {"run": found, "may_make": may_make})
    outcome = found.outcome
    months = tables.totals_register(outcome).sheet(request, tables.totals(outcome))
    by = {
        code: tables.groups_register(outcome, code).sheet(request, tables.groups(outcome, code))
        for code in ("placement", "age")
    }
    further = _further(request, outcome)
    for sheet in (months, *by.values(), *further.values()):
        if taken := sheet.download():
            return taken
    return render(
        request,
        "projections/run.html",
        {
            "run": found,
            "outcome": outcome,
            "charts": charts_of(found),
            "answer": sentences.ahead(outcome.last),
            "change": sentences.change(outcome, outcome.last),
            "test": sentences.honest_test(outcome),
            "includes": sentences.includes(outcome),
            "chances": sentences.best_medium_worst(outcome.last),
            "two_totals": sentences.two_totals(outcome),
            "month_by_month": {code: further[code] for code in by},
            "cohorts": further.get("cohorts"),
            "parts": further.get("parts"),
            "sides": further.get("sides"),
            "part_words": sentences.split(outcome) if outcome.split else "",
            "months": months,
            "by": by,
            "by_words": {code: sentences.group_ahead(code, outcome) for code in by},
            "repeat": sentences.repeated(found),
            "holds": runs.holds(found),
            "may_make": may_make,
        },
    )


def _further(request: HouseRequest, outcome: Outcome) -> dict[str, Sheet]:
    """Return the tables of groups month by month, of both totals, and of where the range comes from."""
    found = {}
    for code in ("placement", "age"):
        breakdown, series = BREAKDOWNS[code], series_of(outcome, code)
        caption = f"Children in care {breakdown.title.lower()}, month by month"
        found[code] = many.register(f"months-{code}", caption, breakdown.heading, series).sheet(
            request, many.rows(series)
        )
    if outcome.cohorts:
        series = cohort_series(outcome)
        caption = "Groups that need a plan of their own, month by month"
        found["cohorts"] = many.register("cohorts", caption, "Group", series).sheet(request, many.rows(series))
    if outcome.split:
        found["parts"] = many.SPLIT.sheet(request, many.parts(outcome))
    if sides := many.sides(outcome):
        found["sides"] = many.SIDES.sheet(request, sides)
    return found


@allow(declarations.GROUPS.code)
def document(request: HouseRequest, pk: int) -> HttpResponse:
    """Return the run in the shape of ``suffice project --monthly --json``."""
    found = _found(request, pk)
    if found.document is None:
        raise Http404
    return JsonResponse(
        found.document,
        json_dumps_params={"ensure_ascii": False, "indent": 1},
        headers={"Content-Disposition": f'attachment; filename="projection-{found.origin.isoformat()}.json"'},
    )


@allow(declarations.GROUPS.code)
def progress(request: HouseRequest, pk: int) -> HttpResponse:
    """Say how far the making is, to all who may read what comes of it."""
    return JsonResponse(work.told(_found(request, pk).work))


@allow(declarations.MAKE.code)
@require_POST
def again(request: HouseRequest, pk: int) -> HttpResponse:
    made = operations.ask_again(run=_found(request, pk), by=request.user, at=timezone.now())
    messages.info(request, "It is being made again, as it was asked for.")
    return redirect(here(request.authority, "projections:run", pk=made.pk))


def _found(request: HouseRequest, pk: int) -> ProjectionRun:
    return get_object_or_404(runs.every_run(request.authority), pk=pk)
