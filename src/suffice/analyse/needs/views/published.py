from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from suffice.analyse.needs import declarations, operations
from suffice.analyse.needs.forms import PublishedForm
from suffice.analyse.needs.models import PublishedFigure
from suffice.analyse.needs.queries import published as beside
from suffice.analyse.needs.queries import results
from suffice.core.access import HouseRequest, allow
from suffice.core.pages.addresses import here
from suffice.core.policies import NotNow


@allow(declarations.GROUPS.code)
def published(request: HouseRequest) -> HttpResponse:
    result = results.latest(request.authority)
    figures = beside.standing(request.authority)
    rows = beside.beside(beside.ours_of(request.authority, result), figures)
    sheet = beside.PUBLISHED.sheet(request, rows)
    return sheet.download() or render(
        request,
        "needs/published.html",
        {
            "sheet": sheet,
            "rows": rows,
            "agreement": beside.agreement(rows) if rows else "",
            "disagreements": beside.disagreements(rows),
            "may_record": request.standing.may(declarations.RECORD.code),
            "result": result,
        },
    )


@allow(declarations.RECORD.code)
def add(request: HouseRequest) -> HttpResponse:
    form = PublishedForm(request.POST or None)
    if form.is_valid():
        try:
            made = operations.record(authority=request.authority, **form.figure(), by=request.user, at=timezone.now())
        except NotNow as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{made} is written down. Ours will stand beside it in a moment.")
            return redirect(here(request.authority, "needs:published"))
    return render(request, "needs/add_published.html", {"form": form}, status=400 if form.errors else 200)


@allow(declarations.RECORD.code)
@require_POST
def withdraw(request: HouseRequest, pk: int) -> HttpResponse:
    figure = get_object_or_404(PublishedFigure, pk=pk, authority=request.authority)
    operations.withdraw(figure=figure, by=request.user, at=timezone.now())
    messages.success(request, "The figure is withdrawn. The record of events keeps it.")
    return redirect(here(request.authority, "needs:published"))
