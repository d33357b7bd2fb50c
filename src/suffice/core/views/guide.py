from __future__ import annotations

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from suffice.core import guide, permissions
from suffice.core.access import public
from suffice.core.roles import ROLES


@public
def page(request: HttpRequest, name: str = "") -> HttpResponse:
    paper = guide.papers().get(name)
    if paper is None:
        raise Http404
    return render(request, "core/guide.html", {"paper": paper})


@public
def roles(request: HttpRequest) -> HttpResponse:
    held = [(role, [one for one in permissions.every() if role in one.roles]) for role in ROLES]
    return render(request, "core/roles.html", {"held": held})


@public
def picture(request: HttpRequest, name: str) -> HttpResponseBase:
    kept = guide.picture(name)
    if kept is None:
        raise Http404
    response = FileResponse(kept.open("rb"), content_type="image/png")
    response["Cache-Control"] = "public, max-age=3600"
    return response
