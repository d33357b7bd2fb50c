from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from suffice.analyse.returns import declarations
from suffice.analyse.returns.queries import agreement, freshness
from suffice.analyse.returns.registers import freshness as registers
from suffice.core.access import HouseRequest, allow


@allow(declarations.SEE.code)
def here_now(request: HouseRequest) -> HttpResponse:
    """Show what has been brought, how fresh it is, and what cannot be told for want of the rest."""
    fresh = freshness.freshness(request.authority)
    missing, held = freshness.untold(fresh), agreement.latest(request.authority)
    may_bring = request.standing.may(declarations.BRING.code)
    brought = registers.brought(request.authority, may_bring=may_bring).sheet(request, fresh)
    untold = registers.untold(missing).sheet(request, missing)
    if taken := brought.download() or untold.download():
        return taken
    return render(
        request,
        "returns/here.html",
        {
            "answer": freshness.answer(fresh, len(missing)),
            "old": freshness.freshest(fresh, timezone.localdate()),
            "remarks": held.remarks if held else [],
            "brought": brought,
            "untold": untold,
            "may_bring": may_bring,
        },
    )
