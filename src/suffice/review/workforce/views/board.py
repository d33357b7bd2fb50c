from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from suffice.analyse.needs.forms import AsAtForm
from suffice.analyse.returns import declarations as returns
from suffice.analyse.returns import unmade
from suffice.core import work
from suffice.core.access import HouseRequest, allow
from suffice.core.pages.addresses import here
from suffice.core.pages.register import Sheet
from suffice.review.workforce import declarations, operations, sentences
from suffice.review.workforce.figures import Census, Workforce
from suffice.review.workforce.models import WorkforceResult
from suffice.review.workforce.queries import results, tables
from suffice.review.workforce.working import CODES

_COMPARED = {
    "board": ("sw_caseload", "sw_vacancy", "sw_agency", "sw_turnover"),
    "cases": ("sw_caseload",),
    "posts": ("sw_vacancy", "sw_agency"),
    "movement": ("sw_turnover",),
}
"""The measures of each page that others publish too."""


@dataclass(frozen=True, slots=True)
class _View:
    """The workforce read on the day of one census; `census` is None where only monthly figures were brought."""

    result: WorkforceResult
    told: Workforce
    census: Census | None
    form: AsAtForm

    @property
    def before(self) -> Census | None:
        return self.told.before(self.census) if self.census else None


@allow(declarations.SEE.code)
def board(request: HouseRequest) -> HttpResponse:
    view = _view(request)
    if view is None:
        return _nothing_yet(request)
    rows = tables.of_census(view.told, view.census) if view.census else []
    sheet = tables.MEASURES.sheet(request, rows)
    answer = sentences.answer(view.census, view.before) if view.census else sentences.trained(tables.latest(view.told))
    return _page(request, view, "board", [sheet], {"answer": answer, "doors": _doors(request, view), "sheet": sheet})


@allow(declarations.SEE.code)
def cases(request: HouseRequest) -> HttpResponse:
    view = _view(request)
    if view is None or view.census is None:
        return _nothing_yet(request)
    every, teams = (request.standing.may(one.code) for one in (declarations.WORKERS, declarations.TEAMS))
    bands = tables.BANDS["cases"].sheet(request, tables.parts(view.census, "cases", every=True))
    loads = tables.LOADS.sheet(request, tables.loads(view.census, every=every)) if teams else None
    whole = view.census.load("all")[0]
    context = {
        "answer": sentences.answer(view.census, view.before),
        "spread": sentences.spread(whole),
        "bands": bands,
        "loads": loads,
        "every": every,
    }
    return _page(request, view, "cases", [bands, loads], context)


@allow(declarations.SEE.code)
def posts(request: HouseRequest) -> HttpResponse:
    view = _view(request)
    if view is None or view.census is None:
        return _nothing_yet(request)
    sheet = tables.POSTS.sheet(request, tables.years(view.told))
    codes = [code for code in CODES if code.startswith(("sw_agency", "sw_vacancy", "sw_in_post", "sw_role"))]
    figures = tables.some_measures(codes).sheet(request, tables.measures(view.told, codes))
    context = {"answer": sentences.filled(view.census), "sheet": sheet, "figures": figures}
    return _page(request, view, "posts", [sheet, figures], context)


@allow(declarations.SEE.code)
def movement(request: HouseRequest) -> HttpResponse:
    view = _view(request)
    if view is None or view.census is None:
        return _nothing_yet(request)
    sheets = _bands(request, view.census, "origin", "destination", "reason", "service")
    context = {"answer": sentences.moved(view.census), "stayed": sentences.stayed(view.census), "sheets": sheets}
    return _page(request, view, "movement", list(sheets.values()), context)


@allow(declarations.SEE.code)
def absence(request: HouseRequest) -> HttpResponse:
    view = _view(request)
    if view is None or view.census is None:
        return _nothing_yet(request)
    sheets = _bands(request, view.census, "days")
    codes = ("sw_absence", "sw_sick_days", "sw_away")
    sheets["figures"] = tables.some_measures(codes).sheet(request, tables.measures(view.told, codes))
    return _page(
        request, view, "absence", list(sheets.values()), {"answer": sentences.away(view.census), "sheets": sheets}
    )


@allow(declarations.SEE.code)
def training(request: HouseRequest) -> HttpResponse:
    view = _view(request)
    if view is None:
        return _nothing_yet(request)
    latest = tables.latest(view.told)
    may_teams = request.standing.may(declarations.TEAMS.code)
    rows = [one for one in view.told.brought if may_teams or not one.team]
    sheet = tables.MONTHS.sheet(request, rows)
    said = tables.SAID.sheet(request, view.told.said)
    context = {
        "answer": sentences.trained(latest),
        "supervised": sentences.supervised(view.told.said),
        "sheet": sheet,
        "said": said,
        "told": bool(rows),
    }
    return _page(request, view, "training", [sheet, said], context)


@allow(declarations.MAKE.code)
@require_POST
def make(request: HouseRequest) -> HttpResponse:
    if operations.ask(authority=request.authority, by=request.user, at=timezone.now()) is None:
        messages.info(
            request, "No workforce census and no monthly figure is accepted yet, so there is nothing to make."
        )
    return redirect(here(request.authority, "workforce:board"))


@allow(declarations.SEE.code)
def progress(request: HouseRequest) -> HttpResponse:
    """Say how far the making is, to all who may read what comes of it."""
    return JsonResponse(work.told(work.latest(results.KIND, request.authority)))


def _view(request: HouseRequest) -> _View | None:
    """Return the result on the day asked for; the latest census where the day is none of its days."""
    result = results.latest(request.authority)
    if result is None:
        return None
    told = result.told
    form = AsAtForm(request.GET, days=told.days)
    census = told.at(form.cleaned_data["on"] if form.is_valid() else None)
    chosen = {"on": census.on.isoformat()} if census else {}
    return _View(result, told, census, AsAtForm(initial=chosen, days=told.days))


def _bands(request: HouseRequest, census: Census, *names: str) -> dict[str, Sheet]:
    every = request.standing.may(declarations.WORKERS.code)
    return {name: tables.BANDS[name].sheet(request, tables.parts(census, name, every=every)) for name in names}


def _page(
    request: HouseRequest, view: _View, name: str, sheets: list[Sheet | None], context: dict[str, Any]
) -> HttpResponse:
    beside = _beside(request, view, name)
    for sheet in (*sheets, beside):
        if sheet is not None and (taken := sheet.download()):
            return taken
    common = {
        "view": view,
        "charts": results.charts_of(view.result, view.census.on.isoformat()) if view.census else {},
        "beside": beside,
        "missing": sentences.missing(view.census) if view.census else [],
        "holds": results.holds(view.result),
        "work": work.latest(results.KIND, request.authority),
        "may_make": request.standing.may(declarations.MAKE.code),
        "may_see_workers": request.standing.may(declarations.WORKERS.code),
        "may_see_returns": request.standing.may(returns.SEE.code),
        "on": f"?on={view.census.on.isoformat()}" if view.census else "",
    }
    return render(request, f"workforce/{name}.html", common | context)


def _beside(request: HouseRequest, view: _View, name: str) -> Sheet | None:
    """Return what is published of others for the measures of a page; None where nothing was brought."""
    rows = tables.published(request.authority, view.census, _COMPARED.get(name, ()))
    return tables.PUBLISHED.sheet(request, rows) if rows else None


def _doors(request: HouseRequest, view: _View) -> list[tuple[str, str, str]]:
    """Return the pages of the room, each with its number in a sentence."""
    found = [("Training and supervision", "training", sentences.trained(tables.latest(view.told)))]
    if view.census is not None:
        whole = view.census.load("all")[0]
        found = [
            ("Cases", "cases", sentences.spread(whole)),
            ("Posts and vacancies", "posts", sentences.filled(view.census)),
            ("Joiners and leavers", "movement", f"{sentences.moved(view.census)} {sentences.stayed(view.census)}"),
            ("Absence", "absence", sentences.away(view.census)),
            *found,
        ]
    on = f"?on={view.census.on.isoformat()}" if view.census else ""
    return [(label, here(request.authority, f"workforce:{name}") + on, words) for label, name, words in found]


def _nothing_yet(request: HouseRequest) -> HttpResponse:
    """Say what will be here, or how far the making of it is."""
    going = work.latest(results.KIND, request.authority) if results.returns_in_use(request.authority) else None
    return unmade.nothing_yet(request, "workforce/nothing_yet.html", work=going, make=declarations.MAKE.code)
