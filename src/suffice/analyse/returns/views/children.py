from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from suffice.analyse.returns import declarations, kinds, policies
from suffice.analyse.returns.forms import FindChildForm
from suffice.analyse.returns.queries import children, shelf
from suffice.core.access import HouseRequest, allow
from suffice.core.operations import look

_NAMED = 4  # returns named before the rest are counted


@allow(declarations.SEE_CHILDREN.code)
def find(request: HouseRequest) -> HttpResponse:
    """Ask by POST: a child's reference has no place in an address, where logs and histories keep it."""
    policies.check_rows_kept(request.authority)
    form = FindChildForm(request.POST) if request.method == "POST" else FindChildForm()
    found = None
    if form.is_valid():
        found = children.child(request.authority, form.cleaned_data["reference"])
        look(
            authority=request.authority,
            what=f"what the accepted returns say about child {form.cleaned_data['reference']}",
            why=form.cleaned_data["reason"],
            children=0 if found is None else 1,
            by=request.user,
            at=timezone.now(),
        )
    return render(
        request,
        "returns/child.html",
        {
            "form": form if found is None else FindChildForm(),
            "asked": form.is_bound and form.is_valid(),
            "child": found,
            "sought": [one.within for one in shelf.kept(request.authority, kinds.OF_CHILDREN)][:_NAMED],
            "more": max(0, shelf.kept(request.authority, kinds.OF_CHILDREN).count() - _NAMED),
        },
        status=400 if form.errors else 200,
    )
