from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from suffice.core.pages import navigation
from suffice.core.pages.addresses import here

SERVICE = "Suffice"


def layout(request: HttpRequest) -> dict[str, Any]:
    """Return what the frame of every page needs: whose house, who is in it, and the ways on."""
    place = getattr(request, "standing", None)
    base: dict[str, Any] = {"service": SERVICE, "person": getattr(request, "user", None), "standing": place}
    if place is None:
        return base | {"authority": None, "sections": []}
    match = request.resolver_match
    now = navigation.section_of(match.namespace, match.kwargs.get("section")) if match else None
    return base | {
        "authority": place.authority,
        "as_what": place.as_what,
        "sections": [
            {
                "text": section.label,
                "href": here(place.authority, "core:section", section=section.value),
                "active": section is now,
            }
            for section in navigation.sections(place)
        ],
    }
