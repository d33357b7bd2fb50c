from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from suffice.analyse.comparison import declarations, operations, sentences
from suffice.analyse.comparison.models import ComparisonResult
from suffice.analyse.comparison.queries import results, sources, tables
from suffice.analyse.returns import unmade
from suffice.core import charts, work
from suffice.core.access import HouseRequest, allow
from suffice.core.pages.addresses import here
from suffice.engine.returns.published import LICENCE

Rows = Sequence[Mapping[str, Any]]


@allow(declarations.SEE.code)
def measures(request: HouseRequest) -> HttpResponse:
    result = results.latest(request.authority)
    if result is None:
        return _nothing_yet(request)
    latest = [row for row in result.rows if row["latest"]]
    if not request.standing.may(declarations.DETAIL.code):
        told = sentences.plainly({row["code"]: row for row in latest}, request.authority.name)
        return render(request, "comparison/plain.html", {"told": told, "sources": _sources(latest)})
    years = sorted({row["year"] for row in result.rows}, reverse=True)
    year = _asked(request, years)
    rows = latest if year is None else [row for row in result.rows if row["year"] == year]
    sheet = tables.MEASURES.sheet(request, tables.measures(rows, request.authority))
    return sheet.download() or render(
        request,
        "comparison/measures.html",
        _common(request, result)
        | {
            "answer": sentences.overall(rows, request.authority.name),
            "sheet": sheet,
            "years": years,
            "year": year,
            "sources": _sources(rows),
            "charts": charts.by_name(request.authority, {"all": result.charts.get(operations.STANDINGS, "")}),
        },
    )


@allow(declarations.DETAIL.code)
def measure(request: HouseRequest, code: str) -> HttpResponse:
    result = results.latest(request.authority)
    if result is None:
        return _nothing_yet(request)
    rows = results.rows_of(result, code)
    if not rows:
        raise Http404
    years = [row["year"] for row in reversed(rows)]
    year = _asked(request, years) or next((row["year"] for row in rows if row["latest"]), years[0])
    held = results.compared(result, code, year)
    if held is None:
        raise Http404
    figures = tables.figures(held.document)
    sheets = {
        "close": tables.NEIGHBOURS.sheet(request, [one for one in figures if one.closeness]),
        "every": tables.AUTHORITIES.sheet(request, figures),
        "over": tables.YEARS.sheet(request, rows),
    }
    for sheet in sheets.values():
        if taken := sheet.download():
            return taken
    row = next(row for row in rows if row["year"] == year)
    return render(
        request,
        "comparison/measure.html",
        _common(request, result)
        | sheets
        | _words(request, result, row, held.document)
        | {
            "row": row,
            "told": held.document,
            "years": years,
            "year": year,
            "charts": charts.by_name(request.authority, held.charts | {"years": result.charts.get(code, "")}),
        },
    )


@allow(declarations.MAKE.code)
@require_POST
def make(request: HouseRequest) -> HttpResponse:
    if operations.ask(authority=request.authority, by=request.user, at=timezone.now()) is None:
        messages.info(request, "No published figures of other authorities are here yet, so there is nothing to make.")
    return redirect(here(request.authority, "comparison:measures"))


@allow(declarations.SEE.code)
def progress(request: HouseRequest) -> HttpResponse:
    """Say how far the making is, to all who may read what comes of it."""
    return JsonResponse(work.told(work.latest(results.KIND, request.authority)))


def _asked(request: HouseRequest, years: Sequence[int]) -> int | None:
    """Return the year asked for, where it is one that was published."""
    return next((year for year in years if str(year) == request.GET.get("year", "")), None)


def _nothing_yet(request: HouseRequest) -> HttpResponse:
    """Say what will be here, or how far the making of it is."""
    going = work.latest(results.KIND, request.authority) if sources.has_figures(request.authority) else None
    return unmade.nothing_yet(request, "comparison/nothing_yet.html", work=going, make=declarations.MAKE.code)


def _common(request: HouseRequest, result: ComparisonResult) -> dict[str, Any]:
    """Return what every page of comparisons needs: how it stands, and against whom."""
    return {
        "result": result,
        "holds": results.holds(result),
        "work": work.latest(results.KIND, request.authority),
        "may_make": request.standing.may(declarations.MAKE.code),
        "neighbourhood": sources.neighbourhood(request.authority),
        "licence": LICENCE,
    }


def _words(
    request: HouseRequest, result: ComparisonResult, row: Mapping[str, Any], document: Mapping[str, Any]
) -> dict[str, Any]:
    own = result.own.get(row["code"], {"years": {}, "latest": None})
    return {
        "answer": sentences.headline(row, request.authority.name),
        "place": sentences.place(row["rank"]) if row["rank"] else "",
        "quarter": sentences.quarter(row["rank"]),
        "nearby": sentences.nearby(document["every"], request.authority.code, row["unit"]),
        "marks": tables.stood(document),
        "differ": sentences.differ(row, own["years"].get(str(row["year"])), row["unit"]),
        "own": sentences.latest_own(own["latest"], row["unit"]),
    }


def _sources(rows: Rows) -> list[str]:
    return sorted({source for row in rows for source in row["source"].split("; ")})
