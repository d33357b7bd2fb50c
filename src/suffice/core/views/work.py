from __future__ import annotations

from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render

from suffice.core.access import HouseRequest, member
from suffice.core.models import Work
from suffice.core.policies import NotForYou


@member
def work(request: HouseRequest, pk: int) -> HttpResponse:
    return render(request, "core/work.html", {"work": _mine(request, pk)})


@member
def progress(request: HouseRequest, pk: int) -> HttpResponse:
    found = _mine(request, pk)
    return JsonResponse(
        {"finished": found.finished, "message": _message(found), "per_cent": found.per_cent, "state": found.state}
    )


def _mine(request: HouseRequest, pk: int) -> Work:
    """Return the work if this person started it: what goes on may tell of children, and the result has its own door."""
    found = get_object_or_404(Work, pk=pk, authority=request.authority)
    if found.started_by_id != request.user.pk:
        raise NotForYou("Somebody else started this work. What comes of it is shown on its own page.")
    return found


def _message(found: Work) -> str:
    return found.message or found.get_state_display()
