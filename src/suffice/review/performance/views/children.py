from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from suffice.analyse.returns import declarations as returns
from suffice.analyse.returns import policies
from suffice.core.access import HouseRequest, allow
from suffice.core.operations import look
from suffice.core.pages.words import day
from suffice.review.performance import defining
from suffice.review.performance.forms import BehindForm
from suffice.review.performance.queries import children, results
from suffice.review.performance.queries import measure as views


@allow(returns.SEE_CHILDREN.code)
def behind(request: HouseRequest, code: str) -> HttpResponse:
    """Ask why, then show the rows: the look is written down before any row is shown."""
    policies.check_history_kept(request.authority)
    result = results.latest(request.authority)
    view = views.view(result, code) if result else None
    if view is None or view.now is None or not defining.of_children(view.indicator):
        raise Http404
    days = [(point.on.isoformat(), day(point.on)) for point in reversed(view.told.points)]
    form = BehindForm(request.POST if request.method == "POST" else None, days=days)
    rows = _looked(request, view, form.cleaned_data) if form.is_valid() else None
    context = {"form": form, "view": view, "rows": rows, "on": form.cleaned_data["on"] if rows is not None else None}
    return render(request, "performance/children.html", context, status=400 if form.errors else 200)


def _looked(request: HouseRequest, view: views.View, asked: dict[str, Any]) -> list[children.Row]:
    rows = children.behind(request.authority, view.indicator, on=asked["on"], outcome=asked["outcome"])
    look(
        authority=request.authority,
        what=f"{view.indicator.title}, {day(asked['on'])}"[:200],
        why=asked["reason"],
        children=len({one.child for one in rows}),
        by=request.user,
        at=timezone.now(),
    )
    return rows
