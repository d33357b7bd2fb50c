from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from suffice.analyse.comparison.queries import beside as others
from suffice.analyse.needs import declarations, operations, sentences
from suffice.analyse.needs.forms import AsAtForm
from suffice.analyse.needs.models import TrendsResult
from suffice.analyse.needs.queries import published as beside
from suffice.analyse.needs.queries import results, tables
from suffice.analyse.needs.queries import trends as views
from suffice.analyse.needs.trends import BREAKDOWNS
from suffice.analyse.returns import declarations as returns
from suffice.analyse.returns import unmade
from suffice.core import charts, work
from suffice.core.access import HouseRequest, allow
from suffice.core.models import Chart
from suffice.core.pages.addresses import here


@allow(declarations.SEE.code)
def trends(request: HouseRequest) -> HttpResponse:
    result = results.latest(request.authority)
    if result is None:
        return _nothing_yet(request)
    view, form = _asked(request, result)
    if not request.standing.may(declarations.GROUPS.code):
        context = {"told": sentences.plainly(*view.told), "view": view, "charts": _charts(view)}
        return render(request, "needs/plain.html", context)
    sheet = tables.YEARS.sheet(request, tables.years(view))
    if taken := sheet.download():
        return taken
    rows = beside.beside(beside.ours_of(request.authority, result), beside.standing(request.authority))
    return render(
        request,
        "needs/trends.html",
        _common(request, view)
        | {
            "form": form,
            "answer": sentences.in_care(*view.told),
            "sheet": sheet,
            "findings": [(one, sentences.grouped(one, view.now, view.before)) for one in BREAKDOWNS.values()],
            "published": rows,
            "agreement": beside.agreement(rows) if rows else "",
            "others": others.page(request.authority, "cla_rate"),
        },
    )


@allow(declarations.GROUPS.code)
def breakdown(request: HouseRequest, code: str) -> HttpResponse:
    result = results.latest(request.authority)
    if result is None:
        return _nothing_yet(request)
    view, form = _asked(request, result)
    one = BREAKDOWNS[code]
    groups = tables.GROUPS[code].sheet(request, tables.groups(view, one, _rows_address(request, view, code)))
    years = tables.GROUP_YEARS[code].sheet(request, tables.group_years(view, one))
    if taken := groups.download() or years.download():
        return taken
    return render(
        request,
        "needs/breakdown.html",
        _common(request, view)
        | {
            "form": form,
            "breakdown": one,
            "answer": sentences.grouped(one, view.now, view.before),
            "groups": groups,
            "years": years,
        },
    )


@allow(declarations.MAKE.code)
@require_POST
def make(request: HouseRequest) -> HttpResponse:
    if operations.ask(authority=request.authority, by=request.user, at=timezone.now()) is None:
        messages.info(request, "No return is accepted yet, so there is nothing to make.")
    return redirect(here(request.authority, "needs:trends"))


@allow(declarations.SEE.code)
def progress(request: HouseRequest) -> HttpResponse:
    """Say how far the making is, to all who may read what comes of it."""
    return JsonResponse(work.told(work.latest(results.KIND, request.authority)))


def _asked(request: HouseRequest, result: TrendsResult) -> tuple[views.View, AsAtForm]:
    """Return the view of the day that is asked for; the default where the day asked for is not one of those."""
    form = AsAtForm(request.GET, days=result.trends.days)
    on: date | None = form.cleaned_data["on"] if form.is_valid() else None
    view = views.view(result, on)
    return view, AsAtForm(initial={"on": view.on.isoformat()}, days=result.trends.days)


def _nothing_yet(request: HouseRequest) -> HttpResponse:
    """Say what will be here, or how far the making of it is."""
    going = work.latest(results.KIND, request.authority) if results.returns_in_use(request.authority) else None
    return unmade.nothing_yet(request, "needs/nothing_yet.html", work=going, make=declarations.MAKE.code)


def _common(request: HouseRequest, view: views.View) -> dict[str, Any]:
    """Return what every page of trends needs: charts, where the figures come from, and how they stand."""
    return {
        "view": view,
        "charts": _charts(view),
        "divided_by": sentences.divided_by(view.rate(view.now.total, view.on)),
        "left_out": sentences.left_out(view.now),
        "holds": results.holds(view.result),
        "work": work.latest(results.KIND, request.authority),
        "may_make": request.standing.may(declarations.MAKE.code),
        "may_set_population": request.standing.may(returns.SET_POPULATION.code),
        "may_see_returns": request.standing.may(returns.SEE.code),
        "rows_address": _rows_address(request, view),
    }


def _charts(view: views.View) -> dict[str, Chart]:
    return charts.by_name(view.result.authority, view.result.charts.get(view.on.isoformat(), {}))


def _rows_address(request: HouseRequest, view: views.View, code: str = "") -> str:
    """Return where the rows behind a figure are, for those who may see them; empty for others."""
    if not request.standing.may(returns.SEE_CHILDREN.code):
        return ""
    named = {"code": code, "group": "GROUP"} if code else {}
    name = "needs:group_children" if code else "needs:children"
    return f"{here(request.authority, name, **named)}?on={view.on.isoformat()}"
