from __future__ import annotations

from django.http import FileResponse, Http404, HttpResponseBase
from django.shortcuts import get_object_or_404

from suffice.core.access import HouseRequest, member
from suffice.core.models import Chart
from suffice.core.models.chart import WIDTHS
from suffice.core.policies import check_may


@member
def chart(request: HouseRequest, digest: str, width: str) -> HttpResponseBase:
    """Show a drawing to those who may read what it was drawn for; it sets its own fonts, hence its own policy."""
    found = get_object_or_404(Chart, authority=request.authority, digest=digest)
    check_may(request.standing, found.permission)
    if width not in WIDTHS or not (kept := found.path(width)).exists():
        raise Http404
    response = FileResponse(kept.open("rb"), content_type="image/svg+xml")
    response["Cache-Control"] = "private, max-age=604800, immutable"
    return response
