from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from suffice.core import work
from suffice.core.access import HouseRequest, allow
from suffice.core.pages.addresses import here
from suffice.core.policies import check_may
from suffice.review.performance import declarations, operations
from suffice.review.performance.forms import AskDayForm
from suffice.review.performance.models import DayFigures
from suffice.review.performance.queries import days as kept
from suffice.review.performance.queries import results
from suffice.review.performance.views.board import nothing_yet


@allow(declarations.SEE.code)
def days(request: HouseRequest) -> HttpResponse:
    result = results.latest(request.authority)
    if result is None:
        return nothing_yet(request)
    form = AskDayForm(request.POST or None, first=result.first_day, last=result.last_day)
    if request.method == "POST":
        check_may(request.standing, declarations.ASK.code)
    if form.is_valid():
        made = operations.ask_day(
            authority=request.authority, on=form.cleaned_data["on"], by=request.user, at=timezone.now()
        )
        return redirect(here(request.authority, "performance:day", pk=made.pk))
    context = {
        "form": form,
        "days": DayFigures.objects.filter(authority=request.authority).select_related("asked_by"),
        "may_ask": request.standing.may(declarations.ASK.code),
        "result": result,
    }
    return render(request, "performance/days.html", context, status=400 if form.errors else 200)


@allow(declarations.SEE.code)
def day(request: HouseRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(DayFigures, pk=pk, authority=request.authority)
    rows = kept.rows(found)
    sheet = kept.DAY.sheet(request, rows)
    return sheet.download() or render(
        request,
        "performance/day.html",
        {
            "day_figures": found,
            "sheet": sheet,
            "answer": kept.told(found, rows),
            "work": work.latest(results.DAY, request.authority),
        },
    )
