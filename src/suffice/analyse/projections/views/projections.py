from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from suffice.analyse.projections import declarations, operations, sentences
from suffice.analyse.projections.how_good import sentences as how_good
from suffice.analyse.projections.models import ProjectionRun, PublishedArithmetic, RunPurpose
from suffice.analyse.projections.outcome import Outcome
from suffice.analyse.projections.queries import backtests, runs, strategy, tables
from suffice.analyse.projections.queries.charts import charts_of
from suffice.analyse.returns import declarations as returns
from suffice.analyse.returns.queries.population import population_for
from suffice.core.access import HouseRequest, allow
from suffice.core.pages.addresses import here
from suffice.core.pages.register import Sheet


@allow(declarations.SEE.code)
def projections(request: HouseRequest) -> HttpResponse:
    latest = runs.latest(request.authority, RunPurpose.LATEST)
    if not request.standing.may(declarations.GROUPS.code):
        told = sentences.plainly(latest.outcome) if latest else []
        return render(request, "projections/plain.html", {"told": told, "charts": charts_of(latest)})
    arithmetic = runs.arithmetic(request.authority)
    ahead, compared = _ahead(request, latest), _compared(request, arithmetic)
    if taken := _download(ahead.get("months"), compared.get("sides")):
        return taken
    return render(
        request,
        "projections/projections.html",
        ahead
        | compared
        | {
            "covered": runs.covered(request.authority),
            "pending": runs.under_way(request.authority, RunPurpose.LATEST),
            "arithmetic": arithmetic,
            "may_make": request.standing.may(declarations.MAKE.code),
            "may_write": request.standing.may(declarations.ARITHMETIC.code),
            "may_bring": request.standing.may(returns.BRING.code),
        },
    )


@allow(declarations.MAKE.code)
@require_POST
def renew(request: HouseRequest) -> HttpResponse:
    if not operations.ask_as_ever(authority=request.authority, by=request.user, at=timezone.now()):
        messages.info(request, "The projections are as new as the accepted returns. Nothing was made.")
    return redirect(here(request.authority, "projections:projections"))


def _ahead(request: HouseRequest, latest: ProjectionRun | None) -> dict[str, Any]:
    """Return what the page says of the projection from the last day covered."""
    if latest is None:
        return {"latest": None}
    outcome = latest.outcome
    return {
        "latest": latest,
        "outcome": outcome,
        "charts": charts_of(latest),
        "answer": sentences.ahead(outcome.last),
        "change": sentences.change(outcome, outcome.last),
        "includes": sentences.includes(outcome),
        "chances": sentences.cases(outcome.last),
        "chances_words": sentences.best_medium_worst(outcome.last),
        "two_totals": sentences.two_totals(outcome),
        "tested": _tested(request),
        "months": tables.totals_register(outcome).sheet(request, tables.totals(outcome)),
        "holds": runs.holds(latest),
    }


def _tested(request: HouseRequest) -> str:
    """Return how often the range held in the past; nothing before any test."""
    latest = backtests.latest(request.authority)
    return how_good.held(latest.tested) if latest else ""


def _compared(request: HouseRequest, arithmetic: PublishedArithmetic | None) -> dict[str, Any]:
    """Return what the page says of the strategy's own arithmetic, and of the projection beside it."""
    if arithmetic is None:
        return {"sides": None}
    run = runs.latest(request.authority, RunPurpose.BESIDE)
    outcome = run.outcome if run else None
    worked = strategy.worked(arithmetic)
    people = population_for(request.authority, arithmetic.ends)
    rows = strategy.sides(arithmetic, outcome, people)
    return {
        "sides": strategy.sides_register(arithmetic).sheet(request, rows),
        "beside": run,
        "beside_charts": charts_of(run),
        "beside_pending": runs.under_way(request.authority, RunPurpose.BESIDE),
        "people": people,
        "why": sentences.why_they_differ(arithmetic, worked, outcome) if outcome else [],
        "happened": _happened(arithmetic, outcome) if outcome else "",
        "test": sentences.honest_test(outcome) if outcome else None,
        "findings": [
            example.sentence for one in worked.findings if one.code != "published-pairs" for example in one.examples
        ],
        "printed": strategy.printed(),
    }


def _happened(arithmetic: PublishedArithmetic, outcome: Outcome) -> str:
    """Tell what happened on the strategy's own day against the range."""
    horizon = outcome.about(arithmetic.ends)
    return sentences.on_the_day(horizon, outcome.actual.get(horizon.on)) if horizon else ""


def _download(*sheets: Sheet | None) -> HttpResponse | None:
    """Return the table that the request asks to take away, of those on the page."""
    return next((taken for sheet in sheets if sheet is not None and (taken := sheet.download())), None)
