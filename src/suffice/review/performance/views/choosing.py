from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from suffice.core.access import HouseRequest, allow
from suffice.core.pages.addresses import here
from suffice.review.performance import declarations, operations
from suffice.review.performance.forms import ChoiceForm
from suffice.review.performance.models import Choice
from suffice.review.performance.queries import choices
from suffice.review.performance.views.keeping import filled, known


@allow(declarations.DEFINE.code)
def choose(request: HouseRequest, code: str, option: str) -> HttpResponse:
    settled = choices.settled(request.authority, known(code))
    found = next((one for one in settled if one.option.name == option), None)
    if found is None:
        raise Http404
    standing = found.choice.choice if found.choice else found.option.default
    form = ChoiceForm(request.POST or None, option=found.option, standing=standing)
    heading, button = "Choose how it counts", "Count it so"
    return filled(request, code, form, operations.choose, heading=heading, button=button, option=found.option)


@allow(declarations.DEFINE.code)
@require_POST
def put_back(request: HouseRequest, code: str, pk: int) -> HttpResponse:
    found = get_object_or_404(Choice, pk=pk, authority=request.authority)
    operations.put_back(choice=found, by=request.user, at=timezone.now())
    messages.success(request, "It counts again as published figures do, and the figures are made again.")
    return redirect(here(request.authority, "performance:measure", code=known(code).code))
