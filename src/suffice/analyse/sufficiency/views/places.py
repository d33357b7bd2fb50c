from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from suffice.analyse.market import declarations as market
from suffice.analyse.projections import declarations as projections
from suffice.analyse.scenarios import declarations as scenarios
from suffice.analyse.sufficiency import declarations, operations, sentences
from suffice.analyse.sufficiency.models import SufficiencyResult
from suffice.analyse.sufficiency.queries import results, tables
from suffice.core import work
from suffice.core.access import HouseRequest, allow
from suffice.core.pages.addresses import here
from suffice.engine.episodes import PlacementState
from suffice.engine.supply.groups import OVERFLOW


@allow(declarations.SEE.code)
def board(request: HouseRequest) -> HttpResponse:
    result = results.latest(request.authority)
    detailed = request.standing.may(declarations.PLACES.code)
    if result is None:
        return nothing_yet(request) if detailed else render(request, "sufficiency/plain.html", {"told": []})
    held = result.held
    if not detailed:
        return render(request, "sufficiency/plain.html", {"told": sentences.plainly(held)})
    types = tables.kinds_register().sheet(request, tables.kinds(result, held))
    by_holding = tables.holdings_register(held.dates[::12]).sheet(request, tables.holdings(held))
    if taken := types.download() or by_holding.download():
        return taken
    return render(
        request,
        "sufficiency/board.html",
        common(request, result)
        | {
            "held": held,
            "answer": sentences.answer(held),
            "nowhere": sentences.nowhere(held),
            "unrecorded": sentences.unrecorded(held),
            "types": types,
            "holdings": by_holding,
            "overflow": [(one.label, [to.label for to in after]) for one, after in OVERFLOW.items() if after],
        },
    )


@allow(declarations.PLACES.code)
def kind(request: HouseRequest, placement: str) -> HttpResponse:
    result = results.latest(request.authority)
    state = _placement(placement)
    if result is None:
        return nothing_yet(request)
    held = result.held
    opening, found = held.opening(state), tables.ages(result, state)
    months = tables.months_register(state).sheet(request, held.of_type(state))
    by_age = tables.ages_register(state, found).sheet(request, found)
    of_type = [one for one in held.by_holding if one.placement is state]
    holdings = tables.occupancy_register(state, of_type).sheet(request, of_type)
    for sheet in (months, by_age, holdings):
        if taken := sheet.download():
            return taken
    futures = result.places["replicates"]
    return render(
        request,
        "sufficiency/kind.html",
        common(request, result)
        | {
            "placement": state,
            "answer": sentences.of_type(held, state),
            "opens": sentences.opens(opening, held, of=futures) if opening else "",
            "closes": sentences.closes(opening) if opening else "",
            "by_age": sentences.by_age(found) if found else "",
            "after": [one.label for one in OVERFLOW[state]],
            "chart": results.charts_of(result).get(f"type-{state}"),
            "months": months,
            "ages": by_age,
            "holdings": holdings if of_type else None,
        },
    )


@allow(declarations.MAKE.code)
@require_POST
def make(request: HouseRequest) -> HttpResponse:
    if operations.ask(authority=request.authority, by=request.user, at=timezone.now()) is None:
        messages.info(request, "No projection has been made yet, so there is nothing to hold against places.")
    return redirect(here(request.authority, "sufficiency:board"))


@allow(declarations.SEE.code)
def progress(request: HouseRequest) -> HttpResponse:
    """Say how far the making is, to all who may read what comes of it."""
    return JsonResponse(work.told(work.latest(results.KIND, request.authority)))


@allow(declarations.PLACES.code)
def document(request: HouseRequest) -> HttpResponse:
    """Return need against places in the shape of ``suffice project --capacity --json``."""
    result = results.latest(request.authority)
    if result is None:
        raise Http404
    by_age = [one for rows in result.ages.values() for one in rows]
    return JsonResponse(
        {**result.places, "by_age": by_age},
        json_dumps_params={"ensure_ascii": False},
        headers={"Content-Disposition": f'attachment; filename="sufficiency-{result.origin.isoformat()}.json"'},
    )


def nothing_yet(request: HouseRequest, *, title: str = "Sufficiency") -> HttpResponse:
    """Say what will be here, and how to start."""
    return render(
        request,
        "sufficiency/nothing_yet.html",
        {
            "title": title,
            "work": work.latest(results.KIND, request.authority),
            "projected": results.projection(request.authority) is not None,
            "may_make": request.standing.may(declarations.MAKE.code),
            "may_project": request.standing.may(projections.SEE.code),
        },
    )


def common(request: HouseRequest, result: SufficiencyResult) -> dict[str, Any]:
    """Return what every page of a result shows: whether it holds, its charts, and the doors out of it."""
    may = request.standing.may
    return {
        "result": result,
        "holds": results.holds(result),
        "work": work.latest(results.KIND, request.authority),
        "charts": results.charts_of(result),
        "futures": result.places["replicates"],
        "may_make": may(declarations.MAKE.code),
        "may_cost": may(declarations.COST.code),
        "may_market": may(market.SEE.code),
        "may_scenarios": may(scenarios.SEE.code),
    }


def _placement(named: str) -> PlacementState:
    name = named.replace("-", "_")
    if name not in {str(one) for one in OVERFLOW}:
        raise Http404
    return PlacementState(name)
