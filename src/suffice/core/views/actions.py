from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from suffice.core.access import HouseRequest, allow
from suffice.core.actions import declarations, forms, operations, queries
from suffice.core.actions.registers import ACTIONS, state_words
from suffice.core.models import Action
from suffice.core.pages.addresses import here
from suffice.core.policies import NotNow

_ACTS: Mapping[str, tuple[type[Form], Callable[..., Any], str, str]] = {
    "note": (forms.NoteForm, operations.note, "Tell how it gets on", "The note is kept. The action is still open."),
    "complete": (forms.CompleteForm, operations.complete, "Complete it", "The action is done."),
    "carry-over": (forms.CarryOverForm, operations.carry_over, "Carry it over", "The action has a later day."),
    "withdraw": (forms.WithdrawForm, operations.withdraw, "Withdraw it", "The action is withdrawn."),
}


@allow(declarations.SEE.code)
def actions(request: HouseRequest) -> HttpResponse:
    everything = queries.actions(request.authority)
    sheet = ACTIONS.sheet(request, everything)
    return sheet.download() or render(
        request,
        "core/actions.html",
        {
            "sheet": sheet,
            "open": everything.open().count(),
            "late": everything.late(timezone.localdate()).count(),
            "may_work": request.standing.may(declarations.WORK.code),
        },
    )


@allow(declarations.SEE.code)
def action(request: HouseRequest, pk: int) -> HttpResponse:
    found = _found(request, pk)
    may_work = request.standing.may(declarations.WORK.code) and found.state == Action.State.OPEN
    return render(
        request,
        "core/action.html",
        {
            "action": found,
            "state": state_words(found),
            "notes": found.notes.select_related("by"),
            "from_address": queries.subject_address(found),
            "acts": [(name, told[2]) for name, told in _ACTS.items()] if may_work else [],
        },
    )


@allow(declarations.WORK.code)
def promise(request: HouseRequest) -> HttpResponse:
    form = forms.ActionForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        made = operations.promise(authority=request.authority, **form.cleaned_data, by=request.user, at=timezone.now())
        messages.success(request, "The action is written down.")
        return redirect(here(request.authority, "core:action", pk=made.pk))
    context = {"form": form, "title": "Promise an action", "button": "Write it down"}
    return render(request, "core/act.html", context, status=400 if form.errors else 200)


@allow(declarations.WORK.code)
def act(request: HouseRequest, pk: int, what: str) -> HttpResponse:
    """Note, complete, carry over or withdraw an action."""
    found = _found(request, pk)
    if what not in _ACTS:
        raise Http404
    make, operation, title, done = _ACTS[what]
    form = make(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            operation(action=found, **form.cleaned_data, by=request.user, at=timezone.now())
        except NotNow as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, done)
            return redirect(here(request.authority, "core:action", pk=pk))
    context = {"form": form, "title": title, "button": title, "action": found}
    return render(request, "core/act.html", context, status=400 if form.errors else 200)


def _found(request: HouseRequest, pk: int) -> Action:
    return get_object_or_404(queries.actions(request.authority), pk=pk)
