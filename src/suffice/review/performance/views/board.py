from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_POST

from suffice.analyse.returns import declarations as returns
from suffice.analyse.returns import unmade
from suffice.analyse.returns.queries import shelf
from suffice.core import work
from suffice.core.access import HouseRequest, allow
from suffice.core.pages.addresses import here
from suffice.core.policies import NotNow
from suffice.review.performance import declarations, operations
from suffice.review.performance.forms import SaveViewForm
from suffice.review.performance.models import MeasuresResult, SavedView
from suffice.review.performance.queries import board as boards
from suffice.review.performance.queries import keeping, planned, results

_LONGEST = 200  # letters of a filter


@allow(declarations.SEE.code)
def board(request: HouseRequest) -> HttpResponse:
    result = results.latest(request.authority)
    if result is None:
        return nothing_yet(request)
    rows = boards.rows(result)
    sheet = boards.BOARD.sheet(request, rows)
    return sheet.download() or render(
        request,
        "performance/board.html",
        {
            "sheet": sheet,
            "answer": boards.told(rows),
            "areas": boards.areas(rows),
            "views": _views(request),
            "asked": {key: value for key, value in sheet.asked.items() if value},
            "save_form": SaveViewForm(),
            **standing(request, result),
        },
    )


@allow(declarations.SEE.code)
def plan_table(request: HouseRequest) -> HttpResponse:
    result = results.latest(request.authority)
    if result is None:
        return nothing_yet(request)
    rows = planned.rows(result)
    sheet = planned.PLAN.sheet(request, rows)
    context = {"sheet": sheet, "answer": planned.told(rows), "may_bring": request.standing.may(returns.BRING.code)}
    return sheet.download() or render(request, "performance/plan.html", context)


@allow(declarations.MAKE.code)
@require_POST
def make(request: HouseRequest) -> HttpResponse:
    if operations.ask(authority=request.authority, by=request.user, at=timezone.now()) is None:
        messages.info(request, "No return is accepted yet, so there is nothing to make.")
    return redirect(here(request.authority, "performance:board"))


@allow(declarations.SEE.code)
def progress(request: HouseRequest) -> HttpResponse:
    """Say how far the making is, to all who may read what comes of it."""
    return JsonResponse(work.told(work.latest(results.MAKE, request.authority)))


@allow(declarations.SAVE_VIEW.code)
@require_POST
def save_view(request: HouseRequest) -> HttpResponse:
    form = SaveViewForm(request.POST)
    filters = _filters(request)
    if not form.is_valid():
        messages.error(request, "Give the view a name. Nothing was saved.")
    else:
        try:
            operations.save_view(
                authority=request.authority, **form.cleaned_data, filters=filters, by=request.user, at=timezone.now()
            )
            messages.success(request, f"The view {form.cleaned_data['name']} is saved.")
        except NotNow as refusal:
            messages.error(request, str(refusal))
    return redirect(f"{here(request.authority, 'performance:board')}?{urlencode(filters)}")


@allow(declarations.SAVE_VIEW.code)
@require_POST
def delete_view(request: HouseRequest, pk: int) -> HttpResponse:
    view = get_object_or_404(SavedView, pk=pk, authority=request.authority)
    operations.delete_view(view=view, by=request.user, at=timezone.now())
    messages.success(request, f"The view {view.name} is deleted.")
    return redirect(here(request.authority, "performance:board"))


def nothing_yet(request: HouseRequest) -> HttpResponse:
    """Say what will be here, or how far the making of it is."""
    going = work.latest(results.MAKE, request.authority) if shelf.in_use(request.authority) else None
    return unmade.nothing_yet(request, "performance/nothing_yet.html", work=going, make=declarations.MAKE.code)


def standing(request: HouseRequest, result: MeasuresResult) -> dict[str, Any]:
    """Return what every page of measures needs to say how its figures stand."""
    drawing = work.latest(results.DRAW, request.authority)
    return {
        "result": result,
        "holds": results.holds(result),
        "work": work.latest(results.MAKE, request.authority),
        "drawing": drawing if drawing is not None and not drawing.finished else None,
        "may_make": request.standing.may(declarations.MAKE.code),
    }


def _filters(request: HouseRequest) -> dict[str, str]:
    """Return the filters of the board that were sent; one that is longer than any title would find nothing."""
    keys = {one.key for one in boards.BOARD.filters} | {"sort"}
    sent = {key: request.POST.get(key, "").replace("\0", "").strip() for key in sorted(keys)}
    return {key: value for key, value in sent.items() if 0 < len(value) <= _LONGEST}


def _views(request: HouseRequest) -> list[tuple[SavedView, str, bool]]:
    """Return each view that this person may open, where it leads, and whether it is theirs."""
    board_address = here(request.authority, "performance:board")
    return [
        (one, f"{board_address}?{urlencode(one.filters)}", one.owner_id == request.user.pk)
        for one in keeping.views(request.authority, request.user)
    ]
