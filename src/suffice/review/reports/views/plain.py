from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render

from suffice.core.access import HouseRequest, allow
from suffice.core.papers import keeping
from suffice.core.papers.model import Bullets, Heading, Table, Text
from suffice.review.reports import declarations, policies
from suffice.review.reports.models import Edition
from suffice.review.reports.queries import sets
from suffice.review.reports.views.editions import taken_away

_KINDS = {Heading: "heading", Text: "text", Bullets: "bullets", Table: "table"}


@allow(declarations.PLAIN.code)
def reports(request: HouseRequest) -> HttpResponse:
    """Every report for children and young people that is signed off."""
    return render(request, "reports/plain_reports.html", {"editions": sets.in_plain_words(request.authority)[:40]})


@allow(declarations.PLAIN.code)
def report(request: HouseRequest, pk: int) -> HttpResponse:
    """One of them, to be read on a phone."""
    found = _found(request, pk)
    blocks = [(_KINDS[type(one)], one) for one in found.paper.blocks if type(one) in _KINDS]
    return render(request, "reports/plain_report.html", {"edition": found, "blocks": blocks})


@allow(declarations.PLAIN.code)
def document(request: HouseRequest, pk: int, kind: str) -> HttpResponse:
    """The same as Word or PDF."""
    found = _found(request, pk)
    if kind not in keeping.KINDS:
        raise Http404
    return taken_away(found, kind, f"how-we-are-doing-{found.on}.{kind}")


def _found(request: HouseRequest, pk: int) -> Edition:
    found = get_object_or_404(sets.every_edition(request.authority), pk=pk)
    policies.check_plain_readable(found)
    return found
