from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from suffice.core.access import HouseRequest, allow
from suffice.core.pages.addresses import here
from suffice.core.policies import NotNow
from suffice.review.timeliness import declarations, operations
from suffice.review.timeliness.forms import ReasonForm
from suffice.review.timeliness.models import Reason
from suffice.review.timeliness.queries import board as views
from suffice.review.timeliness.views.board import asked_day, title_of


@allow(declarations.GIVE_REASON.code)
def add(request: HouseRequest, code: str) -> HttpResponse:
    """Record why a team was behind with a rule on the day that is read."""
    view = views.view(request.authority, asked_day(request))
    if view is None:
        raise Http404
    form = ReasonForm(request.POST or None, teams=view.figures.teams(code))
    if form.is_valid():
        try:
            operations.give_reason(
                authority=request.authority,
                rule=code,
                on=view.figures.on,
                by=request.user,
                at=timezone.now(),
                **form.cleaned_data,
            )
        except NotNow as refusal:
            form.add_error("note", str(refusal))
        else:
            messages.success(request, "The reason is recorded. It stands beside the figure.")
            return redirect(f"{here(request.authority, 'timeliness:rule', code=code)}?on={view.figures.on.isoformat()}")
    context = {"form": form, "code": code, "title": title_of(code), "view": view}
    return render(request, "timeliness/add_reason.html", context, status=400 if form.errors else 200)


@allow(declarations.GIVE_REASON.code)
@require_POST
def withdraw(request: HouseRequest, pk: int) -> HttpResponse:
    reason = get_object_or_404(Reason, pk=pk, authority=request.authority)
    operations.withdraw_reason(reason=reason, by=request.user, at=timezone.now())
    messages.success(request, "The reason is withdrawn. The record of events keeps it.")
    return redirect(here(request.authority, "timeliness:rule", code=reason.rule))
