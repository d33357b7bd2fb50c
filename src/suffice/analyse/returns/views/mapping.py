from __future__ import annotations

import json

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from suffice.analyse.returns import declarations, operations
from suffice.analyse.returns.forms import ExplainForm, MappingFileForm, ReasonForm
from suffice.analyse.returns.models import Upload
from suffice.analyse.returns.queries import mapping
from suffice.analyse.returns.registers import mapping as registers
from suffice.core.access import HouseRequest, allow
from suffice.core.pages.addresses import here
from suffice.core.pages.words import counted
from suffice.core.policies import NotNow


@allow(declarations.DECIDE.code)
def explain(request: HouseRequest, pk: int) -> HttpResponse:
    """Show what a workbook leaves open, and take what each thing means."""
    brought = get_object_or_404(Upload.objects.select_related("by", "work"), pk=pk, authority=request.authority)
    asked = mapping.questions(brought)
    form = ExplainForm(request.POST if request.method == "POST" else None, questions=asked)
    if form.is_valid():
        try:
            read = operations.explain(
                upload=brought,
                answers=form.answers(),
                as_at=form.cleaned_data["as_at"],
                by=request.user,
                at=timezone.now(),
            )
        except NotNow as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "It is written down, and the files are being read again with it.")
            return redirect(here(request.authority, "returns:upload", pk=read.pk))
    return render(
        request,
        "returns/explain.html",
        {"upload": brought, "form": form, "open": len(asked), "changed": mapping.changed_since(brought)},
        status=400 if form.errors else 200,
    )


@allow(declarations.SEE.code)
def decisions(request: HouseRequest) -> HttpResponse:
    """Show what was decided that words of workbooks mean."""
    return _decisions(request, MappingFileForm())


@allow(declarations.DECIDE.code)
def file(request: HouseRequest) -> HttpResponse:
    """Give the decisions as a mapping file, or take those of one."""
    if request.method == "POST":
        return _take(request)
    content = json.dumps(mapping.document(request.authority), indent=2, ensure_ascii=False) + "\n"
    response = HttpResponse(content, content_type="application/json")
    response.headers["Content-Disposition"] = 'attachment; filename="annex-a-mapping.json"'
    return response


@allow(declarations.SEE.code)
def decision(request: HouseRequest, pk: int) -> HttpResponse:
    """Show one decision, and let it go with a reason."""
    found = get_object_or_404(mapping.every(request.authority), pk=pk)
    may_decide = request.standing.may(declarations.DECIDE.code)
    form = ReasonForm(request.POST if request.method == "POST" and may_decide else None)
    if form.is_valid():
        operations.forget(decision=found, by=request.user, at=timezone.now(), reason=form.cleaned_data["reason"])
        messages.success(request, "It holds no more. What was read with it stays as it was read.")
        return redirect(here(request.authority, "returns:mappings"))
    return render(
        request,
        "returns/decision.html",
        {"decision": found, "form": form, "may_decide": may_decide},
        status=400 if form.errors else 200,
    )


def _take(request: HouseRequest) -> HttpResponse:
    form = MappingFileForm(request.POST, request.FILES)
    if form.is_valid():
        brought = form.cleaned_data["file"]
        try:
            new = operations.take_mapping(
                authority=request.authority,
                content=brought.read(),
                name=str(brought.name),
                by=request.user,
                at=timezone.now(),
            )
        except NotNow as refusal:
            form.add_error("file", str(refusal))
        else:
            messages.success(
                request, f"{counted(new, 'decision')} taken. They hold for every workbook read from now on."
            )
            return redirect(here(request.authority, "returns:mappings"))
    return _decisions(request, form)


def _decisions(request: HouseRequest, form: MappingFileForm) -> HttpResponse:
    sheet = registers.decisions(request.authority).sheet(request, mapping.every(request.authority))
    if taken := sheet.download():
        return taken
    return render(
        request,
        "returns/mappings.html",
        {
            "sheet": sheet,
            "form": form,
            "holding": mapping.standing(request.authority).count(),
            "may_decide": request.standing.may(declarations.DECIDE.code),
        },
        status=400 if form.errors else 200,
    )
