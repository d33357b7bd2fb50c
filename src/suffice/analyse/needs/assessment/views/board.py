from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from suffice.analyse.needs import declarations
from suffice.analyse.needs.assessment import operations, sentences
from suffice.analyse.needs.assessment.queries import board as few
from suffice.analyse.needs.assessment.queries import results, tomorrow, troubles
from suffice.analyse.needs.assessment.views.common import asked, charts_of, common, nothing_yet
from suffice.analyse.needs.queries.published import standing
from suffice.core import work
from suffice.core.access import HouseRequest, allow
from suffice.core.pages import navigation
from suffice.core.pages.addresses import here
from suffice.core.pages.navigation import Section

_AHEAD = ("projections:projections", "scenarios:scenarios", "sufficiency:board")
"""Doors of rooms that look ahead; each is shown to those for whom it is open."""


@allow(declarations.SEE.code)
def board(request: HouseRequest) -> HttpResponse:
    result = results.latest(request.authority)
    if result is None:
        return nothing_yet(request)
    view, form = asked(request, result)
    if not request.standing.may(declarations.GROUPS.code):
        charts = charts_of(view) if sentences.none_is_few(view) else {}
        context = {"told": sentences.plainly(view), "view": view, "charts": charts}
        return render(request, "needs/assessment/plain.html", context)
    figures = standing(request.authority)
    rows = tomorrow.ahead(view, figures)
    sheet = tomorrow.AHEAD.sheet(request, rows)
    if taken := sheet.download():
        return taken
    doors = [one for one in navigation.doors(request.standing, Section.ANALYSE) if one.view in _AHEAD]
    return render(
        request,
        "needs/assessment/board.html",
        common(request, view, form)
        | {
            "answer": sentences.known(view),
            "numbers": few.numbers(view),
            "emerging": troubles.changed(troubles.factors(view)),
            "at_odds": troubles.at_odds(figures),
            "tomorrow": tomorrow.sentence(view, rows),
            "ages": tomorrow.ages(view),
            "sheet": sheet if rows else None,
            "estimates": few.estimates(figures),
            "doors": [(door.label, door.address(request.standing), door.words) for door in doors],
            "projection": next((one.address(request.standing) for one in doors if one.view == _AHEAD[0]), ""),
        },
    )


@allow(declarations.MAKE.code)
@require_POST
def make(request: HouseRequest) -> HttpResponse:
    if operations.ask(authority=request.authority, by=request.user, at=timezone.now()) is None:
        messages.info(request, "No return that tells of children is accepted yet, so there is nothing to make.")
    return redirect(here(request.authority, "needs:assessment"))


@allow(declarations.SEE.code)
def progress(request: HouseRequest) -> HttpResponse:
    """Say how far the making is, to all who may read what comes of it."""
    return JsonResponse(work.told(work.latest(results.KIND, request.authority)))
