"""The page of a room whose figures are made of returns, while there are none."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from suffice.analyse.returns import declarations
from suffice.core.access import HouseRequest
from suffice.core.models import Work


def nothing_yet(request: HouseRequest, template: str, *, work: Work | None, make: str) -> HttpResponse:
    """Say what will be here, how far the making of it is, or why it could not be made.

    Args:
        request: of a person in an authority.
        template: extends ``returns/nothing_yet.html`` and holds the room's words and addresses.
        work: the latest work that makes the figures; None where there is nothing to make them of.
        make: the permission that having them made needs.
    """
    may = request.standing.may
    context = {"work": work, "may_bring": may(declarations.BRING.code), "may_make": may(make)}
    return render(request, template, context)
