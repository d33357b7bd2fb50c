from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from suffice.core import work
from suffice.core.access import HouseRequest, allow
from suffice.core.digests import digest_of
from suffice.core.pages.addresses import here
from suffice.core.papers import keeping
from suffice.core.policies import NotNow
from suffice.engine.measures import INDICATORS
from suffice.review.performance.queries import figures
from suffice.review.reports import declarations, operations, policies
from suffice.review.reports.forms import EditionForm, ElsewhereForm, SendForm
from suffice.review.reports.guarding import Withheld
from suffice.review.reports.models import Edition, ReportSet
from suffice.review.reports.operations.making import FOLDER
from suffice.review.reports.queries import leaving, material, questions, sets


@allow(declarations.MAKE.code)
def make(request: HouseRequest, pk: int) -> HttpResponse:
    report_set = _report(request, pk)
    result = figures.latest(request.authority)
    if result is None:
        raise NotNow("No measures have been worked out yet. Bring a return and accept it first.")
    data = request.POST if request.method == "POST" else None
    form = EditionForm(data, covered=(result.first_day, result.last_day), report_set=report_set)
    if form.is_valid():
        try:
            made = operations.ask(report_set=report_set, **form.cleaned_data, by=request.user, at=timezone.now())
        except NotNow as refusal:
            form.add_error("on", str(refusal))
        else:
            return redirect(here(request.authority, "reports:edition", pk=made.pk))
    return _form(request, form, report_set, "Make an edition", "Make it")


@allow(declarations.SEE.code)
def edition(request: HouseRequest, pk: int) -> HttpResponse:
    found = _found(request, pk)
    policies.check_readable(request.standing, found)
    if found.made_at is None and not found.elsewhere:
        return render(request, "reports/waiting.html", {"edition": found})
    return render(
        request,
        "reports/edition.html",
        {
            "edition": found,
            "kinds": _kinds(found),
            "holds": found.sent_at is not None or found.inputs_digest == digest_of(material.made_of(found)),
            "rule": found.get_protection_display(),
            "glance": _glance(found),
            "withheld": _withheld(found),
            "questions": questions.of(found),
            "may_ask": request.standing.may(declarations.ASK.code) and found.made_at and found.signed_at,
            "beside": leaving.beside(found),
            "drafts": request.standing.may(declarations.DRAFTS.code),
            "may_sign": request.standing.may(declarations.SIGN.code) and found.made_at and not found.signed_at,
            "may_send": request.standing.may(declarations.SEND.code) and found.signed_at and not found.sent_at,
        },
    )


@allow(declarations.SEE.code)
def document(request: HouseRequest, pk: int, kind: str) -> HttpResponse:
    """Return the edition as Word, PDF or workbook."""
    found = _found(request, pk)
    policies.check_readable(request.standing, found)
    if kind not in _kinds(found):
        raise Http404
    state = "" if found.signed_at else "-draft"
    return taken_away(found, kind, f"board-report-{found.report_set_id}-{found.on}{state}.{kind}")


def taken_away(found: Edition, kind: str, name: str) -> HttpResponse:
    """Return a kept file of an edition, to be saved under a name."""
    return HttpResponse(
        keeping.read(FOLDER, found.digest, kind),
        content_type=keeping.WITH_WORKBOOK[kind],
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@allow(declarations.SEE.code)
def progress(request: HouseRequest, pk: int) -> HttpResponse:
    return JsonResponse(work.told(_found(request, pk).work))


@allow(declarations.SIGN.code)
@require_POST
def sign(request: HouseRequest, pk: int) -> HttpResponse:
    operations.sign(edition=_found(request, pk), by=request.user, at=timezone.now())
    messages.success(request, "The report is signed off. Its documents are final, and no longer say draft.")
    return redirect(here(request.authority, "reports:edition", pk=pk))


@allow(declarations.SEND.code)
def send(request: HouseRequest, pk: int) -> HttpResponse:
    found = _found(request, pk)
    policies.check_sendable(found)
    form = SendForm(request.POST if request.method == "POST" else None, initial={"to": found.report_set.board})
    if form.is_valid():
        operations.send(edition=found, **form.cleaned_data, by=request.user, at=timezone.now())
        messages.success(request, "It is written down that the report went out.")
        return redirect(here(request.authority, "reports:edition", pk=pk))
    return _form(request, form, found.report_set, "Write down that it went out", "Write it down")


@allow(declarations.SEND.code)
def sent_elsewhere(request: HouseRequest, pk: int) -> HttpResponse:
    report_set = _report(request, pk)
    form = ElsewhereForm(request.POST if request.method == "POST" else None, initial={"to": report_set.board})
    if form.is_valid():
        operations.send_elsewhere(report_set=report_set, **form.cleaned_data, by=request.user, at=timezone.now())
        messages.success(request, "It is written down that the report went out.")
        return redirect(here(request.authority, "reports:report", pk=pk))
    return _form(request, form, report_set, "A report made elsewhere went out", "Write it down")


def _kinds(found: Edition) -> dict[str, str]:
    """Return what an edition can be taken away as; one for children and young people has no workbook."""
    if found.made_at is None:
        return {}
    return keeping.KINDS if found.plain else keeping.WITH_WORKBOOK


def _glance(found: Edition) -> dict[str, list[Any]] | None:
    """Return the table at a glance without its last column, which says the same in words."""
    sheet = next((one for one in found.book if one["title"] == "At a glance"), None)
    return sheet and {"columns": sheet["columns"][:-1], "rows": [row[:-1] for row in sheet["rows"]]}


def _withheld(found: Edition) -> list[tuple[str, Withheld, list[Edition]]]:
    """Return what was kept back: the measure, why, and the editions because of which."""
    kept = [Withheld.of(one) for one in found.withheld]
    every = sets.every_edition(found.report_set.authority).defer("document", "book", "inputs")
    because = every.in_bulk({key for one in kept for key in one.beside})
    return [(INDICATORS[one.code].title, one, [because[key] for key in one.beside if key in because]) for one in kept]


def _form(
    request: HouseRequest, form: EditionForm | SendForm, report_set: ReportSet, title: str, button: str
) -> HttpResponse:
    context = {"form": form, "report": report_set, "title": title, "button": button}
    return render(request, "reports/ask.html", context, status=400 if form.errors else 200)


def _report(request: HouseRequest, pk: int) -> ReportSet:
    return get_object_or_404(sets.every(request.authority), pk=pk)


def _found(request: HouseRequest, pk: int) -> Edition:
    return get_object_or_404(sets.every_edition(request.authority), pk=pk)
