from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from suffice.core import queries
from suffice.core.access import HouseRequest, signed_in


@signed_in
def account(request: HouseRequest) -> HttpResponse:
    return render(request, "account/home.html", {"places": queries.places(request.user)})
