from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render

from suffice.analyse.comparison import declarations as comparison
from suffice.analyse.comparison.queries.beside import comparators
from suffice.analyse.returns import declarations as returns
from suffice.core.access import HouseRequest, allow
from suffice.review.performance import declarations, defining
from suffice.review.performance.queries import choices, keeping, results
from suffice.review.performance.queries import measure as views
from suffice.review.performance.views.board import nothing_yet, standing


@allow(declarations.SEE.code)
def measure(request: HouseRequest, code: str) -> HttpResponse:
    result = results.latest(request.authority)
    if result is None:
        return nothing_yet(request)
    view = views.view(result, code)
    if view is None:
        raise Http404
    may = request.standing.may
    levels = views.levels(view, teams=may(declarations.TEAMS.code), workers=may(declarations.WORKERS.code))
    groups = views.groups(view)
    dated = [views.Dated(point.on, point) for point in view.told.points]
    sheets = {
        "series": views.series(view.indicator).sheet(request, dated),
        "levels": views.grouped(view.indicator, "levels", "By level", levels).sheet(request, levels),
        "groups": views.grouped(view.indicator, "groups", "By group of children", groups).sheet(request, groups),
    }
    for sheet in sheets.values():
        if taken := sheet.download():
            return taken
    return render(
        request,
        "performance/measure.html",
        {
            "view": view,
            "sheets": sheets,
            "charts": views.charts(request.authority, view.row),
            "published": comparators(request.authority, code),
            "rebases": keeping.rebases(request.authority, code),
            "commentaries": keeping.commentaries(request.authority, code),
            "may_compare": may(comparison.SEE.code),
            "definition": defining.facts(view.indicator),
            "settled": choices.settled(request.authority, view.indicator),
            "made_of": views.made_of(result),
            "may_see_children": may(returns.SEE_CHILDREN.code) and defining.of_children(view.indicator),
            "may": {
                name: may(permission.code)
                for name, permission in (
                    ("target", declarations.TARGET),
                    ("rebase", declarations.REBASE),
                    ("define", declarations.DEFINE),
                    ("comment", declarations.COMMENT),
                    ("sign", declarations.SIGN),
                )
            },
            **standing(request, result),
        },
    )
