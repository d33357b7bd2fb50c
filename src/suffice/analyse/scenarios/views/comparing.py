from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from suffice.analyse.projections.queries import runs
from suffice.analyse.scenarios import declarations, operations
from suffice.analyse.scenarios.forms import CompareForm
from suffice.analyse.scenarios.models import Comparison
from suffice.analyse.scenarios.queries import comparisons, scenarios
from suffice.core.access import HouseRequest, allow
from suffice.core.pages.addresses import here
from suffice.core.policies import NotNow


@allow(declarations.MAKE.code)
def compare(request: HouseRequest) -> HttpResponse:
    """Choose up to six scenarios; one that was compared just so before opens at once."""
    covered = runs.covered(request.authority)
    if covered is None:
        raise NotNow("No accepted return has rows to project from. Bring a return and accept it first.")
    choices = list(scenarios.in_use(request.authority))
    asked = {name: request.GET[name] for name in ("origin", "years") if name in request.GET}
    initial = {"scenarios": request.GET.getlist("scenario"), **asked}
    form = CompareForm(
        request.POST if request.method == "POST" else None, choices=choices, covered=covered, initial=initial
    )
    if form.is_valid() and (made := _compared(request, form)):
        return redirect(here(request.authority, "scenarios:comparison", pk=made.pk))
    return render(
        request, "scenarios/compare.html", {"form": form, "choices": choices}, status=400 if form.errors else 200
    )


@allow(declarations.MAKE.code)
@require_POST
def again(request: HouseRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(comparisons.every_comparison(request.authority), pk=pk)
    made = operations.compare_again(comparison=found, by=request.user, at=timezone.now())
    messages.info(request, "It is being made again, of the same versions.")
    return redirect(here(request.authority, "scenarios:comparison", pk=made.pk))


def _compared(request: HouseRequest, form: CompareForm) -> Comparison | None:
    asked = dict(form.cleaned_data)
    wanted = asked.pop("scenarios")
    found = scenarios.in_use(request.authority).in_bulk(wanted)
    try:
        return operations.compare(
            scenarios=[found[one] for one in wanted if one in found], by=request.user, at=timezone.now(), **asked
        )
    except NotNow as refusal:
        form.add_error("origin", str(refusal))
        return None
