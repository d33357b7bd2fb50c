from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from suffice.analyse.projections.queries import runs
from suffice.core import work
from suffice.core.access import HouseRequest, allow
from suffice.core.pages.addresses import here
from suffice.core.policies import NotNow
from suffice.publish.statement import declarations, operations, registers, storage
from suffice.publish.statement.forms import StatementForm
from suffice.publish.statement.models import Statement
from suffice.publish.statement.queries import material, readiness, statements
from suffice.publish.statement.trace import trace


@allow(declarations.SEE.code)
def statements_page(request: HouseRequest) -> HttpResponse:
    sheet = registers.STATEMENTS.sheet(request, statements.listing(request.authority))
    latest = statements.latest(request.authority)
    context = {
        "sheet": sheet,
        "latest": latest,
        "ready": readiness.parts(request.authority),
        "covered": runs.covered(request.authority),
        "may_make": request.standing.may(declarations.MAKE.code),
        "may_write": request.standing.may(declarations.WRITE.code),
    }
    return sheet.download() or render(request, "statement/statements.html", context)


@allow(declarations.MAKE.code)
def new(request: HouseRequest) -> HttpResponse:
    covered = runs.covered(request.authority)
    if covered is None:
        raise NotNow("No accepted return has rows to state anything from. Bring a return and accept it first.")
    form = StatementForm(request.POST if request.method == "POST" else None, covered=covered)
    if form.is_valid():
        try:
            made = operations.ask(authority=request.authority, by=request.user, at=timezone.now(), **form.cleaned_data)
        except NotNow as refusal:
            form.add_error("origin", str(refusal))
        else:
            return redirect(here(request.authority, "statement:statement", pk=made.pk))
    return render(request, "statement/new.html", {"form": form}, status=400 if form.errors else 200)


@allow(declarations.SEE.code)
def statement(request: HouseRequest, pk: int) -> HttpResponse:
    found = _found(request, pk)
    if found.made_at is None:
        return render(request, "statement/waiting.html", {"statement": found})
    paper = found.paper
    sheet = registers.TRACE.sheet(request, trace(paper))
    return sheet.download() or render(
        request,
        "statement/statement.html",
        {
            "statement": found,
            "paper": paper,
            "sheet": sheet,
            "holds": material.holds(found),
            "may_publish": request.standing.may(declarations.PUBLISH.code),
            "may_write": request.standing.may(declarations.WRITE.code),
            "may_make": request.standing.may(declarations.MAKE.code),
        },
    )


@allow(declarations.SEE.code)
def document(request: HouseRequest, pk: int, kind: str) -> HttpResponse:
    """Return the statement as Word or as PDF."""
    found = _found(request, pk)
    if found.made_at is None or kind not in storage.KINDS:
        raise Http404
    name = f"sufficiency-statement-{found.origin.isoformat()}.{kind}"
    return HttpResponse(
        storage.read(found.digest, kind),
        content_type=storage.KINDS[kind],
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@allow(declarations.SEE.code)
def progress(request: HouseRequest, pk: int) -> HttpResponse:
    return JsonResponse(work.told(_found(request, pk).work))


@allow(declarations.PUBLISH.code)
@require_POST
def publish(request: HouseRequest, pk: int) -> HttpResponse:
    made = operations.publish(statement=_found(request, pk), by=request.user, at=timezone.now())
    messages.success(request, "The statement is published. Its documents are final, and no longer say draft.")
    return redirect(here(request.authority, "statement:statement", pk=made.pk))


def _found(request: HouseRequest, pk: int) -> Statement:
    return get_object_or_404(statements.every_statement(request.authority), pk=pk)
