from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from suffice.analyse.returns import declarations, operations, policies
from suffice.analyse.returns.forms import ReasonForm
from suffice.analyse.returns.models import KIND, ReturnRecord, Upload
from suffice.analyse.returns.policies import Act
from suffice.analyse.returns.queries import answers, register
from suffice.core.access import HouseRequest, allow
from suffice.core.pages.addresses import here


@allow(declarations.SEE.code)
def record(request: HouseRequest, pk: int) -> HttpResponse:
    return _page(request, _record(request, pk))


@allow(declarations.DECIDE.code)
@require_POST
def accept(request: HouseRequest, pk: int) -> HttpResponse:
    accepted = operations.accept(record=_record(request, pk), by=request.user, at=timezone.now())
    messages.success(request, f"{accepted} is accepted. The figures are being made again.")
    return redirect(here(request.authority, "returns:record", pk=pk))


@allow(declarations.DECIDE.code)
@require_POST
def accept_all(request: HouseRequest, pk: int) -> HttpResponse:
    brought = get_object_or_404(Upload, pk=pk, authority=request.authority)
    accepted = operations.accept_all(upload=brought, by=request.user, at=timezone.now())
    messages.success(request, f"{_told(accepted)} accepted. The figures are being made again.")
    return redirect(here(request.authority, "returns:upload", pk=pk))


@allow(declarations.DECIDE.code)
@require_POST
def refuse(request: HouseRequest, pk: int) -> HttpResponse:
    return _with_reason(request, pk, operations.refuse, "is refused. No figure has changed.")


@allow(declarations.DECIDE.code)
@require_POST
def withdraw(request: HouseRequest, pk: int) -> HttpResponse:
    return _with_reason(request, pk, operations.withdraw, "is withdrawn. The figures are being made again without it.")


def _with_reason(request: HouseRequest, pk: int, operation: Callable[..., ReturnRecord], outcome: str) -> HttpResponse:
    found, form = _record(request, pk), ReasonForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form=form, status=400)
    operation(record=found, by=request.user, at=timezone.now(), reason=form.cleaned_data["reason"])
    messages.success(request, f"{found} {outcome}")
    return redirect(here(request.authority, "returns:record", pk=pk))


def _told(accepted: Sequence[ReturnRecord]) -> str:
    """Return what was accepted, with its verb."""
    if len(accepted) == 1:
        return f"{accepted[0]} is"
    if all(one.kind == KIND for one in accepted):
        return f"The returns of {register.runs([one.year for one in accepted if one.year is not None])} are"
    return f"{len(accepted)} returns are"


def _record(request: HouseRequest, pk: int) -> ReturnRecord:
    return get_object_or_404(register.every_return(request.authority), pk=pk)


def _page(
    request: HouseRequest, found: ReturnRecord, *, form: ReasonForm | None = None, status: int = 200
) -> HttpResponse:
    context: dict[str, Any] = {
        "record": found,
        "comparison": answers.comparison(found),
        "tables": found.tables.order_by("table"),
        "replaced": found.supersedes.order_by("pk"),
        "form": form or ReasonForm(),
        "kept": found.upload.cleared_at is None,
        "may_decide": request.standing.may(declarations.DECIDE.code),
    }
    context |= {str(act): policies.state_allows(found, act) for act in Act}
    return render(request, "returns/record.html", context, status=status)
