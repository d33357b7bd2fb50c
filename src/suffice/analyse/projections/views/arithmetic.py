from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from suffice.analyse.projections import declarations, operations
from suffice.analyse.projections.forms import ArithmeticForm
from suffice.analyse.projections.queries import runs, strategy
from suffice.core.access import HouseRequest, allow
from suffice.core.pages.addresses import here
from suffice.core.policies import NotNow


@allow(declarations.ARITHMETIC.code)
def write(request: HouseRequest) -> HttpResponse:
    """Write down the inputs of a strategy; what stands is filled in, and is kept when another takes its place."""
    standing = runs.arithmetic(request.authority)
    initial = {name: getattr(standing, name) for name in ArithmeticForm.base_fields} if standing else {}
    form = ArithmeticForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        try:
            operations.write_arithmetic(
                authority=request.authority, by=request.user, at=timezone.now(), **form.cleaned_data
            )
        except NotNow as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "The arithmetic is written down, and worked out below.")
            return redirect(here(request.authority, "projections:projections"))
    return render(request, "projections/arithmetic.html", {"form": form}, status=400 if form.errors else 200)


@allow(declarations.GROUPS.code)
def document(request: HouseRequest) -> HttpResponse:
    """Return the strategy's cases in the shape of ``suffice published --json``."""
    arithmetic = runs.arithmetic(request.authority)
    if arithmetic is None:
        raise Http404
    return JsonResponse(
        strategy.worked(arithmetic).document(),
        json_dumps_params={"ensure_ascii": False, "indent": 1},
        headers={"Content-Disposition": 'attachment; filename="strategy.json"'},
    )
