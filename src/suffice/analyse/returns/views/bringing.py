from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from suffice.analyse.returns import declarations, operations, registers
from suffice.analyse.returns.forms import BringForm
from suffice.analyse.returns.models import BY_YEAR, ReturnState, Upload
from suffice.analyse.returns.queries import answers, findings, mapping
from suffice.core.access import HouseRequest, allow
from suffice.core.pages.addresses import here


@allow(declarations.BRING.code)
def bring(request: HouseRequest) -> HttpResponse:
    form = BringForm(request.POST, request.FILES) if request.method == "POST" else BringForm()
    if form.is_valid():
        upload = operations.bring(
            authority=request.authority, files=form.cleaned_data["chosen"], by=request.user, at=timezone.now()
        )
        return redirect(here(request.authority, "core:work", pk=upload.work.pk) if upload.work else "/")
    return render(request, "returns/bring.html", {"form": form}, status=400 if form.errors else 200)


@allow(declarations.SEE.code)
def upload(request: HouseRequest, pk: int) -> HttpResponse:
    brought = get_object_or_404(Upload.objects.select_related("by", "work"), pk=pk, authority=request.authority)
    tables = registers.tables(brought).sheet(request, findings.tables(brought))
    found = registers.findings(brought).sheet(request, findings.found(brought))
    if taken := tables.download() or found.download():
        return taken
    returns = list(brought.returns.order_by(BY_YEAR, "name"))
    return render(
        request,
        "returns/upload.html",
        {
            "upload": brought,
            "answer": answers.answer(brought),
            "same": answers.brought_before(brought),
            "returns": [(one, answers.comparison(one)) for one in returns],
            "waiting": [one for one in returns if one.state == ReturnState.CHECKED],
            "open": len(mapping.questions(brought)),
            "aside": findings.rows_set_aside(brought),
            "originals": brought.originals.all(),
            "tables": tables,
            "found": found,
            "may_decide": request.standing.may(declarations.DECIDE.code),
            "may_see_children": request.standing.may(declarations.SEE_CHILDREN.code),
        },
    )
