from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from suffice.analyse.returns import declarations as returns
from suffice.analyse.returns.queries import agreement
from suffice.core.access import HouseRequest, allow
from suffice.core.pages.addresses import here
from suffice.review.timeliness import declarations, sentences
from suffice.review.timeliness.quality import Quality
from suffice.review.timeliness.queries import board as views
from suffice.review.timeliness.queries import quality as asked
from suffice.review.timeliness.queries import quality_tables as tables
from suffice.review.timeliness.views.board import common, nothing_yet


@allow(declarations.SEE.code)
def quality(request: HouseRequest) -> HttpResponse:
    view, result = views.view(request.authority, None), asked.latest(request.authority)
    if view is None or result is None:
        return nothing_yet(request)
    was = asked.before(request.authority, view.figures.on)
    found = Quality.of(result.figures)
    sheets = {
        "faults": tables.FAULTS.sheet(request, asked.by_check(view.figures, was, _list_address(request))),
        "lacks": tables.LACKS.sheet(request, found.lacks),
        "findings": tables.FINDINGS.sheet(request, asked.found(request.authority)),
    }
    if request.standing.may(declarations.TEAMS.code):
        sheets["exceptions"] = tables.TEAMS.sheet(request, asked.by_team(view.figures, was))
    for sheet in sheets.values():
        taken: HttpResponse | None = sheet.download()
        if taken is not None:
            return taken
    told = {
        "answer": sentences.to_put_right(view.figures),
        "was": was,
        "agreement": agreement.answer(request.authority, agreement.latest(request.authority)),
        "made_of": asked.made_of(result),
        "charts": views.charts(result),
        "holds": asked.holds(result),
    }
    return render(request, "timeliness/quality.html", common(request, view) | told | sheets)


def _list_address(request: HouseRequest) -> str:
    """Return where the list behind a count is, for those who may see it."""
    if not request.standing.may(returns.SEE_CHILDREN.code):
        return ""
    return f"{here(request.authority, 'timeliness:recording')}?check=CHECK"
