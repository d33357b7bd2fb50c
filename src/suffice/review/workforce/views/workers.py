from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.dateparse import parse_date

from suffice.analyse.needs.forms import LookForm
from suffice.analyse.returns import policies
from suffice.core.access import HouseRequest, allow
from suffice.core.operations import look
from suffice.core.pages.words import day
from suffice.review.workforce import declarations
from suffice.review.workforce.figures import Census
from suffice.review.workforce.queries import results
from suffice.review.workforce.queries.workers import with_cases


@allow(declarations.WORKERS.code)
def workers(request: HouseRequest) -> HttpResponse:
    """Ask why, then show the workers: the look is written down before any row is shown."""
    policies.check_history_kept(request.authority)
    census = _census(request)
    form = LookForm(request.POST if request.method == "POST" else None)
    rows = None
    if form.is_valid():
        rows = with_cases(request.authority, census.on)
        look(
            authority=request.authority,
            what=f"the cases of {len(rows)} social workers on {day(census.on)}",
            why=form.cleaned_data["reason"],
            children=0,
            by=request.user,
            at=timezone.now(),
        )
    context = {"form": form, "census": census, "rows": rows}
    return render(request, "workforce/workers.html", context, status=400 if form.errors else 200)


def _census(request: HouseRequest) -> Census:
    """Return the census of the day asked for; the latest without one."""
    result = results.latest(request.authority)
    try:
        asked = parse_date(request.GET.get("on", ""))
    except ValueError:
        asked = None
    found = result.told.at(asked) if result else None
    if found is None:
        raise Http404
    return found
