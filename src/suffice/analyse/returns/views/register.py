from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from suffice.analyse.returns import declarations, operations, registers
from suffice.analyse.returns.queries import register as found
from suffice.analyse.returns.queries import repairs as mending
from suffice.core.access import HouseRequest, allow
from suffice.core.pages.addresses import here
from suffice.core.pages.words import counted
from suffice.core.queries import settings_of


@allow(declarations.SEE.code)
def register(request: HouseRequest) -> HttpResponse:
    returns = registers.returns(request.authority).sheet(request, found.every_return(request.authority))
    uploads = registers.uploads(request.authority).sheet(request, found.uploads(request.authority))
    if taken := returns.download() or uploads.download():
        return taken
    return render(
        request,
        "returns/register.html",
        {
            "answer": found.register_answer(request.authority, timezone.localdate()),
            "returns": returns,
            "uploads": uploads,
            "waiting": found.waiting(request.authority).count(),
            "years_kept": settings_of(request.authority).rows_kept_years,
            "may_bring": request.standing.may(declarations.BRING.code),
            "may_clear": request.standing.may(declarations.CLEAR.code),
        },
    )


@allow(declarations.SEE.code)
def repairs(request: HouseRequest) -> HttpResponse:
    done = mending.repairs(request.authority)
    sheet = registers.REPAIRS.sheet(request, done)
    if taken := sheet.download():
        return taken
    return render(
        request,
        "returns/repairs.html",
        {
            "answer": mending.repairs_answer(request.authority, done),
            "sheet": sheet,
            "may_see_children": request.standing.may(declarations.SEE_CHILDREN.code),
        },
    )


@allow(declarations.CLEAR.code)
@require_POST
def clear(request: HouseRequest) -> HttpResponse:
    count = operations.clear_child_rows(authority=request.authority, by=request.user, at=timezone.now())
    if count:
        messages.success(request, f"The child-level rows and originals of {counted(count, 'upload')} were cleared.")
    else:
        messages.info(request, "Nothing has been kept longer than its time. Nothing was cleared.")
    return redirect(here(request.authority, "returns:register"))
