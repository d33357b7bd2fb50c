from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from suffice.core.access import HouseRequest, allow
from suffice.core.pages.addresses import here
from suffice.core.policies import NotNow
from suffice.engine.timeliness import Rule
from suffice.review.timeliness import declarations, operations, policies
from suffice.review.timeliness.forms import LengthForm
from suffice.review.timeliness.queries import lengths


@allow(declarations.SET_LENGTH.code)
def set_length(request: HouseRequest, code: str) -> HttpResponse:
    """Give another length under a local rule; one that the law sets is refused, and the page says by what it is set."""
    rule = lengths.shipped(code)
    policies.check_local(rule)
    return _asked(request, rule, LengthForm(request.POST or None, rule=rule), back=False)


@allow(declarations.SET_LENGTH.code)
def put_back(request: HouseRequest, code: str) -> HttpResponse:
    """Put the usual length of a rule back."""
    rule = lengths.shipped(code)
    policies.check_local(rule)
    return _asked(request, rule, LengthForm(request.POST or None, rule=None), back=True)


def _asked(request: HouseRequest, rule: Rule, form: LengthForm, *, back: bool) -> HttpResponse:
    if form.is_valid():
        try:
            operations.set_length(
                authority=request.authority,
                rule=rule.code,
                by=request.user,
                at=timezone.now(),
                **({"first": None, "again": None} | form.cleaned_data),
            )
        except NotNow as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _done(form.cleaned_data["since"], back=back))
            return redirect(here(request.authority, "timeliness:rule", code=rule.code))
    held = lengths.standing(request.authority, rule.code, timezone.localdate())
    context = {"form": form, "rule": rule, "held": held, "back": back}
    return render(request, "timeliness/length.html", context, status=400 if form.errors else 200)


def _done(since: date, *, back: bool) -> str:
    what = "The usual length is put back" if back else "The length is set"
    later = since > timezone.localdate()
    return f"{what}. " + ("It holds once its day has come." if later else "Figures are being worked out again.")
