from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from suffice.analyse.needs import declarations as needs
from suffice.analyse.needs.equality import declarations, making, sentences
from suffice.analyse.needs.equality.drawing import name_of
from suffice.analyse.needs.equality.figures import Day, Equality, Held
from suffice.analyse.needs.equality.queries import results, tables
from suffice.analyse.needs.forms import AsAtForm
from suffice.analyse.needs.models import EqualityResult
from suffice.analyse.returns import declarations as returns
from suffice.analyse.returns import unmade
from suffice.core import work
from suffice.core.access import HouseRequest, allow
from suffice.core.pages.addresses import here
from suffice.engine.measures.splitting import SPLITS
from suffice.engine.needs.equality import Cohort


@dataclass(frozen=True, slots=True)
class _View:
    """The figures read on a day by one grouping."""

    result: EqualityResult
    told: Equality
    day: Day
    by: str
    few: bool
    form: AsAtForm

    def answer(self, held: Held) -> str:
        return sentences.answer(held, self.day, self.by, few=self.few)

    def others(self, held: Held) -> list[str]:
        beside = held.beside(self.by)[1:]
        return [sentences.compared(one, untold=() if self.few else self.day.hidden(held, one)) for one in beside]


@allow(declarations.SEE.code)
def overview(request: HouseRequest) -> HttpResponse:
    view = _view(request)
    if view is None:
        return _nothing_yet(request)
    if not request.standing.may(needs.GROUPS.code):
        plain = sentences.plainly(view.day.of(Cohort.IN_CARE), view.day)
        return render(request, "needs/equality/plain.html", {"told": plain})
    sheet = tables.EVERY.sheet(request, tables.of_day(view.day, view.by, few=view.few))
    if taken := sheet.download():
        return taken
    cohorts = tables.cohorts(view.day)
    first = next((one for one in reversed(cohorts) if one.cohort is Cohort.IN_CARE), cohorts[-1] if cohorts else None)
    context = {
        "first": first,
        "bases": [one.basis for one in first.beside(view.by)] if first else [],
        "answer": view.answer(first) if first else "No return tells of children on this day.",
        "doors": [(one.cohort.label, _address(request, view, one.cohort), view.answer(one)) for one in cohorts],
        "missing": tables.missing(view.day),
        "sheet": sheet,
    }
    return render(request, "needs/equality/overview.html", _common(request, view) | context)


@allow(declarations.SEE.code)
def cohort(request: HouseRequest, cohort: str) -> HttpResponse:
    view = _view(request)
    if view is None:
        return _nothing_yet(request)
    if cohort not in list(Cohort):
        raise Http404
    held = view.day.of(Cohort(cohort))
    groups = tables.GROUPS.sheet(request, tables.of_cohort(view.told, held.cohort, view.by, few=view.few))
    counts = tables.COUNTS.sheet(request, tables.counts(held, view.by, few=view.few))
    if taken := groups.download() or counts.download():
        return taken
    context = {
        "held": held,
        "answer": view.answer(held),
        "others": view.others(held),
        "bases": [one.basis for one in held.beside(view.by)],
        "unknown": sentences.unknown(held, view.by),
        "sources": list(dict.fromkeys([held.source, *(one.source for one in held.beside(view.by))])),
        "groups": groups,
        "counts": counts,
    }
    return render(request, "needs/equality/cohort.html", _common(request, view) | context)


@allow(needs.MAKE.code)
@require_POST
def make(request: HouseRequest) -> HttpResponse:
    if making.ask(authority=request.authority, by=request.user, at=timezone.now()) is None:
        messages.info(request, "No return about children is accepted yet, so there is nothing to make.")
    return redirect(here(request.authority, "needs:equality"))


@allow(declarations.SEE.code)
def progress(request: HouseRequest) -> HttpResponse:
    """Say how far the making is, to all who may read what comes of it."""
    return JsonResponse(work.told(work.latest(results.KIND, request.authority)))


def _view(request: HouseRequest) -> _View | None:
    """Return the figures on the day and by the grouping asked for, else the latest by ethnicity."""
    result = results.latest(request.authority)
    if result is None:
        return None
    told = result.told
    form = AsAtForm(request.GET, days=[one.on for one in told.days])
    day = told.at(form.cleaned_data["on"] if form.is_valid() else None)
    asked = request.GET.get("by", "")
    by = asked if asked in told.groupings else next(iter(told.groupings), "ethnicity")
    shown = AsAtForm(initial={"on": day.on.isoformat()}, days=[one.on for one in told.days])
    return _View(result, told, day, by, request.standing.may(declarations.FEW.code), shown)


def _address(request: HouseRequest, view: _View, cohort: Cohort) -> str:
    return f"{here(request.authority, 'needs:equality_cohort', cohort=str(cohort))}{_query(view)}"


def _query(view: _View) -> str:
    return f"?on={view.day.on.isoformat()}&by={view.by}"


def _common(request: HouseRequest, view: _View) -> dict[str, Any]:
    return {
        "view": view,
        "grouping": SPLITS[view.by].title,
        "groupings": [(one, SPLITS[one].title, one == view.by) for one in view.told.groupings],
        "charts": results.charts_of(view.result, view.day.on.isoformat()),
        "name_of": name_of,
        "query": _query(view),
        "cautions": [sentences.NOT_WHY, sentences.CHANCE, sentences.ALONE],
        "holds": results.holds(view.result),
        "work": work.latest(results.KIND, request.authority),
        "may_make": request.standing.may(needs.MAKE.code),
        "may_record": request.standing.may(declarations.RECORD.code),
        "may_see_returns": request.standing.may(returns.SEE.code),
    }


def _nothing_yet(request: HouseRequest) -> HttpResponse:
    """Say what will be here, or how far the making of it is."""
    going = work.latest(results.KIND, request.authority)
    return unmade.nothing_yet(request, "needs/equality/nothing_yet.html", work=going, make=needs.MAKE.code)
