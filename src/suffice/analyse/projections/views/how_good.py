from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from suffice.analyse.projections import declarations, operations
from suffice.analyse.projections.how_good import panel, sentences, tables
from suffice.analyse.projections.models import BacktestRun
from suffice.analyse.projections.queries import backtests, runs
from suffice.analyse.projections.queries.charts import charts_of
from suffice.core import work
from suffice.core.access import HouseRequest, allow
from suffice.core.pages.addresses import here
from suffice.core.pages.register import Sheet


@allow(declarations.SEE.code)
def how_good(request: HouseRequest) -> HttpResponse:
    latest = backtests.latest(request.authority)
    if not request.standing.may(declarations.GROUPS.code):
        plain = sentences.plainly(latest.tested) if latest else []
        return render(request, "projections/how_good_plain.html", {"told": plain, "charts": charts_of(latest)})
    elsewhere = panel.REGISTER.sheet(request, panel.published().rows)
    found = _found(request, latest)
    sheets: list[Sheet] = [elsewhere, *(found[name] for name in ("totals", "cells", "days") if name in found)]
    for sheet in sheets:
        if taken := sheet.download():
            return taken
    return render(
        request,
        "projections/how_good.html",
        found
        | {
            "elsewhere": elsewhere,
            "panel": panel.published(),
            "pending": backtests.under_way(request.authority),
            "possible": backtests.possible(request.authority),
            "covered": runs.covered(request.authority),
            "may_make": request.standing.may(declarations.MAKE.code),
        },
    )


@allow(declarations.MAKE.code)
@require_POST
def renew(request: HouseRequest) -> HttpResponse:
    if not operations.ask_test_as_ever(authority=request.authority, by=request.user, at=timezone.now()):
        messages.info(request, "The test is as new as the accepted returns. Nothing was made.")
    return redirect(here(request.authority, "projections:how_good"))


@allow(declarations.GROUPS.code)
def document(request: HouseRequest) -> HttpResponse:
    """Return the test in the shape of ``suffice backtest --json``."""
    latest = backtests.latest(request.authority)
    if latest is None or latest.document is None:
        raise Http404
    return JsonResponse(
        latest.document,
        json_dumps_params={"ensure_ascii": False, "indent": 1},
        headers={"Content-Disposition": 'attachment; filename="backtest.json"'},
    )


@allow(declarations.GROUPS.code)
def progress(request: HouseRequest) -> HttpResponse:
    """Say how far the testing is, to all who may read what comes of it."""
    pending = backtests.under_way(request.authority)
    return JsonResponse(work.told(pending.work if pending else None))


def _found(request: HouseRequest, latest: BacktestRun | None) -> dict[str, Any]:
    """Return what the page says of the authority's own past."""
    if latest is None:
        return {"latest": None}
    tested = latest.tested
    return {
        "latest": latest,
        "tested": tested,
        "charts": charts_of(latest),
        "answer": sentences.held(tested),
        "doubt": sentences.doubt(tested.told),
        "said": sentences.said(tested),
        "groups": sentences.groups(tested),
        "totals": tables.TOTALS.sheet(request, tables.totals(tested)),
        "cells": tables.CELLS.sheet(request, tables.cells(tested)),
        "days": tables.DAYS.sheet(request, tables.days(tested)),
        "holds": backtests.holds(latest),
    }
