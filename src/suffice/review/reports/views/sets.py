from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from suffice.core.access import HouseRequest, allow
from suffice.core.pages.addresses import here
from suffice.core.policies import NotNow
from suffice.engine.measures import INDICATORS
from suffice.review.performance.queries import figures
from suffice.review.reports import declarations, library, operations, registers, sight
from suffice.review.reports.forms import ReportForm
from suffice.review.reports.models import ReportSet
from suffice.review.reports.queries import sets
from suffice.review.reports.schedule import Frequency


@allow(declarations.SEE.code)
def reports(request: HouseRequest) -> HttpResponse:
    found = list(sets.sights(request.authority, timezone.localdate()))
    sheet = registers.REPORTS.sheet(request, found)
    return sheet.download() or render(
        request,
        "reports/reports.html",
        {
            "sheet": sheet,
            "answer": sight.answer(found, timezone.localdate()),
            "late": [one for one in found if one.late],
            "may_arrange": request.standing.may(declarations.ARRANGE.code),
        },
    )


@allow(declarations.SEE.code)
def calendar(request: HouseRequest) -> HttpResponse:
    """The line of sight: who gets which report, when, what went out last and what is late."""
    today = timezone.localdate()
    found = list(sets.sights(request.authority, today))
    sheet = registers.REPORTS.sheet(request, found)
    return sheet.download() or render(
        request,
        "reports/calendar.html",
        {
            "sheet": sheet,
            "answer": sight.answer(found, today),
            "months": sight.months(today),
            "rows": sight.timeline(found, today),
            "undated": [one.report_set for one in found if one.report_set.next_due is None],
        },
    )


@allow(declarations.ARRANGE.code)
def library_page(request: HouseRequest) -> HttpResponse:
    """The starter library: what a children's service sends to its boards."""
    have = set(sets.standing(request.authority).values_list("title", "board"))
    rows = [(one, (one.title, one.board) in have) for one in library.starters().values()]
    return render(request, "reports/library.html", {"rows": rows, "often": dict(Frequency.choices)})


@allow(declarations.ARRANGE.code)
def add(request: HouseRequest) -> HttpResponse:
    starter = library.starters().get(request.GET.get("from", ""))
    initial: dict[str, Any] = {"protection": "suppress", "frequency": "monthly"}
    if starter is not None:
        initial = {**starter.told, "indicators": library.as_lines(starter.headings)}
    form = ReportForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        try:
            made = operations.add(authority=request.authority, **form.told(), by=request.user, at=timezone.now())
        except NotNow as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "The report is written down.")
            return redirect(here(request.authority, "reports:report", pk=made.pk))
    return _form(request, form, "Add a report")


@allow(declarations.SEE.code)
def report(request: HouseRequest, pk: int) -> HttpResponse:
    found = _found(request, pk)
    sheet = registers.EDITIONS.sheet(request, sets.editions(found))
    result = figures.latest(request.authority)
    missing = figures.missing(result) if result else {}
    return sheet.download() or render(
        request,
        "reports/report.html",
        {
            "report": found,
            "sheet": sheet,
            "answer": sight.of_one(found, sets.editions(found).exclude(sent_at=None).first(), timezone.localdate()),
            "parts": [
                (one["heading"], [(INDICATORS[code].title, missing.get(code, "")) for code in one["codes"]])
                for one in found.headings
            ],
            "may_arrange": request.standing.may(declarations.ARRANGE.code) and found.retired_at is None,
            "may_make": request.standing.may(declarations.MAKE.code) and found.retired_at is None,
            "may_send": request.standing.may(declarations.SEND.code) and found.retired_at is None,
        },
    )


@allow(declarations.ARRANGE.code)
def change(request: HouseRequest, pk: int) -> HttpResponse:
    found = _found(request, pk)
    form = ReportForm(request.POST if request.method == "POST" else None, initial=ReportForm.initial_of(found))
    if form.is_valid():
        try:
            operations.change(report_set=found, **form.told(), by=request.user, at=timezone.now())
        except NotNow as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "The report is changed. Editions made already stay as they were.")
            return redirect(here(request.authority, "reports:report", pk=pk))
    return _form(request, form, "Change the report", found)


@allow(declarations.ARRANGE.code)
@require_POST
def retire(request: HouseRequest, pk: int) -> HttpResponse:
    operations.retire(report_set=_found(request, pk), by=request.user, at=timezone.now())
    messages.success(request, "The report is retired. Its editions are kept.")
    return redirect(here(request.authority, "reports:reports"))


def _form(request: HouseRequest, form: ReportForm, title: str, found: ReportSet | None = None) -> HttpResponse:
    context = {"form": form, "title": title, "report": found, "areas": library.by_area()}
    return render(request, "reports/form.html", context, status=400 if form.errors else 200)


def _found(request: HouseRequest, pk: int) -> ReportSet:
    return get_object_or_404(sets.every(request.authority), pk=pk)
