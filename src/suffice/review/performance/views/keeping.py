from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from suffice.core.access import HouseRequest, allow
from suffice.core.pages.addresses import here
from suffice.core.policies import NotNow
from suffice.engine.measures import INDICATORS, Indicator
from suffice.review.performance import declarations, operations
from suffice.review.performance.forms import RebaseForm, TargetForm
from suffice.review.performance.models import Rebase, Target


@allow(declarations.TARGET.code)
def target(request: HouseRequest, code: str) -> HttpResponse:
    form = TargetForm(request.POST or None, indicator=known(code))
    return filled(request, code, form, operations.set_target, heading="Set a target", button="Set the target")


@allow(declarations.TARGET.code)
@require_POST
def withdraw_target(request: HouseRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Target, pk=pk, authority=request.authority)
    operations.withdraw_target(target=found, by=request.user, at=timezone.now())
    messages.success(request, "The target is withdrawn. The record of events keeps it.")
    return redirect(here(request.authority, "performance:measure", code=found.code))


@allow(declarations.REBASE.code)
def anew(request: HouseRequest, code: str) -> HttpResponse:
    known(code)
    form = RebaseForm(request.POST or None)
    return filled(request, code, form, operations.rebase, heading="Begin the run chart anew", button="Begin anew")


@allow(declarations.REBASE.code)
@require_POST
def withdraw_rebase(request: HouseRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Rebase, pk=pk, authority=request.authority)
    operations.withdraw_rebase(rebase=found, by=request.user, at=timezone.now())
    messages.success(request, "That beginning is taken back. The record of events keeps it.")
    return redirect(here(request.authority, "performance:measure", code=found.code))


def known(code: str) -> Indicator:
    """Return the measure of a code; no page for any other."""
    if code not in INDICATORS:
        raise Http404
    return INDICATORS[code]


def filled(
    request: HouseRequest,
    code: str,
    form: Form,
    operation: Callable[..., Any],
    *,
    heading: str,
    button: str,
    **more: Any,
) -> HttpResponse:
    """Show a form about a measure, and do what it asks for when it is filled in."""
    if form.is_valid():
        try:
            operation(
                authority=request.authority,
                code=code,
                **form.cleaned_data,
                **more,
                by=request.user,
                at=timezone.now(),
            )
        except NotNow as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "It is written down.")
            return redirect(here(request.authority, "performance:measure", code=code))
    context = {"form": form, "indicator": INDICATORS[code], "heading_words": heading, "button": button}
    return render(request, "performance/form.html", context, status=400 if form.errors else 200)
