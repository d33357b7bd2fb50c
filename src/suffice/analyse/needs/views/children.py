from __future__ import annotations

from datetime import date

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.dateparse import parse_date

from suffice.analyse.needs.forms import LookForm
from suffice.analyse.needs.queries import children, results
from suffice.analyse.needs.queries.children import Behind
from suffice.analyse.needs.trends import BREAKDOWNS
from suffice.analyse.returns import declarations as returns
from suffice.analyse.returns import policies
from suffice.core.access import HouseRequest, allow
from suffice.core.operations import look


@allow(returns.SEE_CHILDREN.code)
def everybody(request: HouseRequest) -> HttpResponse:
    return _rows(request, Behind(_day(request)))


@allow(returns.SEE_CHILDREN.code)
def group(request: HouseRequest, code: str, group: str) -> HttpResponse:
    if group not in BREAKDOWNS[code].groups:
        raise Http404
    return _rows(request, Behind(_day(request), BREAKDOWNS[code], group))


def _rows(request: HouseRequest, figure: Behind) -> HttpResponse:
    """Ask why, then show the rows: the look is written down before any row is shown."""
    policies.check_history_kept(request.authority)
    form = LookForm(request.POST if request.method == "POST" else None)
    rows = None
    if form.is_valid():
        rows = children.behind(request.authority, figure)
        look(
            authority=request.authority,
            what=figure.words[:200],
            why=form.cleaned_data["reason"],
            children=len(rows),
            by=request.user,
            at=timezone.now(),
        )
    context = {"form": form, "figure": figure, "rows": rows, "homes": BREAKDOWNS["placement"].groups}
    return render(request, "needs/children.html", context, status=400 if form.errors else 200)


def _day(request: HouseRequest) -> date:
    """Return the day asked for, if it is one that the trends can be read on."""
    result = results.latest(request.authority)
    try:
        asked = parse_date(request.GET.get("on", ""))
    except ValueError:
        asked = None
    if result is None or asked not in result.trends.days or asked is None:
        raise Http404
    return asked
