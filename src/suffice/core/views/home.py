from __future__ import annotations

from itertools import groupby

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from suffice.core import queries
from suffice.core.access import HouseRequest, member, public, signed_in
from suffice.core.pages import home as registry
from suffice.core.pages import navigation
from suffice.core.pages import search as finding
from suffice.core.pages.navigation import Section


@signed_in
def choose(request: HouseRequest) -> HttpResponse:
    places = queries.places(request.user)
    if len(places) == 1:
        return redirect("core:home", authority_code=places[0].authority.code)
    return render(request, "core/choose.html", {"places": places})


@member
def home(request: HouseRequest) -> HttpResponse:
    here = request.standing
    return render(
        request,
        "core/home.html",
        {
            "lines": registry.lines(here),
            "waiting": registry.waiting(here),
            "rooms": [
                (section, list(doors))
                for section, doors in groupby(navigation.doors(here), key=lambda door: door.section)
            ],
        },
    )


@member
def section(request: HouseRequest, section: str) -> HttpResponse:
    chosen = Section(section)
    doors = navigation.doors(request.standing, chosen)
    if not doors:
        raise Http404
    return render(request, "core/section.html", {"section": chosen, "doors": doors})


@member
def search(request: HouseRequest) -> HttpResponse:
    words = request.GET.get("q", "").replace("\0", "").strip()
    return render(request, "core/search.html", {"searched": words, "hits": finding.search(request.standing, words)})


@public
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "core/accessibility.html")


@public
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "core/privacy.html")


@public
def licence(request: HttpRequest) -> HttpResponse:
    return render(request, "core/licence.html")
