from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from suffice.analyse.needs import declarations
from suffice.analyse.needs.assessment import sentences
from suffice.analyse.needs.assessment.queries import doors, places, results, tables, troubles
from suffice.analyse.needs.assessment.views.common import asked, common, nothing_yet
from suffice.analyse.needs.queries import published
from suffice.core.access import HouseRequest, allow
from suffice.engine.needs import How, Tier, Whose


@allow(declarations.GROUPS.code)
def tiers(request: HouseRequest) -> HttpResponse:
    result = results.latest(request.authority)
    if result is None:
        return nothing_yet(request)
    view, form = asked(request, result)
    sheet = tables.TIERS.sheet(request, tables.tier_days(view))
    if taken := sheet.download():
        return taken
    ours = published.Ours(None, view.assessment, view.population)
    figures = [one for one in published.standing(request.authority) if published.of_tiers(one)]
    rows = published.beside(ours, figures)
    context = {
        "answer": sentences.known(view),
        "each": [sentences.tier_words(view, one) for one in Tier],
        "sheet": sheet,
        "published": rows,
        "agreement": published.agreement(rows) if rows else "",
        "disagreements": published.disagreements(rows),
    }
    return render(request, "needs/assessment/tiers.html", common(request, view, form) | context)


@allow(declarations.GROUPS.code)
def moves(request: HouseRequest) -> HttpResponse:
    result = results.latest(request.authority)
    if result is None:
        return nothing_yet(request)
    view, form = asked(request, result)
    moved, came = view.now.moves, view.now.conversion
    listed = tables.MOVES.sheet(request, tables.moves(moved) if moved else [])
    steps = tables.CAME.sheet(request, tables.came(came) if came else [])
    if taken := listed.download() or steps.download():
        return taken
    context = {
        "answer": sentences.moved(view),
        "matrix": tables.matrix(view.now),
        "years": sentences.moved_before(view),
        "listed": listed,
        "steps": steps if came else None,
        "converted": sentences.converted(came) if came else view.now.missing.get("conversion", ""),
    }
    return render(request, "needs/assessment/moves.html", common(request, view, form) | context)


@allow(declarations.GROUPS.code)
def vulnerability(request: HouseRequest) -> HttpResponse:
    result = results.latest(request.authority)
    if result is None:
        return nothing_yet(request)
    view, form = asked(request, result)
    figures = published.standing(request.authority)
    found, rows = view.now.profiles.get(Whose.ANYONE), troubles.factors(view)
    groups = troubles.TROUBLES.sheet(request, troubles.troubles(view))
    factors = troubles.FACTORS.sheet(request, rows)
    estimates = troubles.PUBLISHED.sheet(request, troubles.publications(figures))
    if taken := groups.download() or factors.download() or estimates.download():
        return taken
    context = {
        "answer": sentences.vulnerable(found) if found else view.now.missing.get("profiles", ""),
        "profile": found,
        "groups": groups,
        "factors": factors,
        "changed": troubles.changed(rows),
        "estimates": estimates,
        "at_odds": troubles.at_odds(figures),
    }
    return render(request, "needs/assessment/vulnerability.html", common(request, view, form) | context)


@allow(declarations.GROUPS.code)
def front_door(request: HouseRequest) -> HttpResponse:
    result = results.latest(request.authority)
    if result is None:
        return nothing_yet(request)
    view, form = asked(request, result)
    front = view.now.front
    listed = doors.LISTED.sheet(request, doors.listed(front) if front else [])
    years = doors.DOOR_YEARS.sheet(request, doors.door_years(view))
    if taken := listed.download() or years.download():
        return taken
    context = {
        "answer": sentences.at_the_door(view),
        "front": front,
        "soon": sentences.soon(front) if front else "",
        "listed": listed,
        "years": years,
        "moved": sentences.moved(view),
    }
    return render(request, "needs/assessment/front_door.html", common(request, view, form) | context)


@allow(declarations.GROUPS.code)
def localities(request: HouseRequest) -> HttpResponse:
    result = results.latest(request.authority)
    if result is None:
        return nothing_yet(request)
    view, form = asked(request, result)
    found = view.now.localities
    sheet = doors.PLACES.sheet(request, doors.place_rows(found) if found else [])
    if taken := sheet.download():
        return taken
    context = {
        "answer": places.sentence(found) if found else view.now.missing.get("localities", ""),
        "found": found,
        "many": places.many(found) if found else "",
        "how": [f"{how.words}: {found.how[how]:,} children" for how in How if found and how in found.how],
        "unplaced": places.unplaced(found) if found else "",
        "sheet": sheet,
    }
    return render(request, "needs/assessment/localities.html", common(request, view, form) | context)
