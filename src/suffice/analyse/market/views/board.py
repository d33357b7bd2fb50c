from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from suffice.analyse.market import declarations, registers, sentences
from suffice.analyse.market.queries import board as figures
from suffice.analyse.market.queries import drawings, records, tables
from suffice.analyse.market.shelves import Shelf
from suffice.core.access import HouseRequest, allow


@allow(declarations.SEE.code)
def board(request: HouseRequest) -> HttpResponse:
    today = timezone.localdate()
    found = figures.board(request.authority, today)
    drawn = drawings.latest(request.authority)
    sheets = tables.sheets(request, found)
    for sheet in sheets.values():
        if taken := sheet.download():
            return taken
    return render(
        request,
        "market/board.html",
        {
            "board": found,
            "answer": sentences.places(found),
            "judged": sentences.judgements(found),
            "in_use": sentences.in_use(found),
            "priced": sentences.prices(found),
            "missing": sentences.missing(found, figures.without_places(request.authority, today)),
            "sheets": sheets,
            "drawn": drawn,
            "charts": drawings.charts(drawn) if drawn else {},
            "holds": drawn is not None and drawn.figures == found.digest,
            "shelves": list(Shelf),
            "may_write": request.standing.may(declarations.WRITE.code),
        },
    )


@allow(declarations.SEE_OWN.code)
def own(request: HouseRequest) -> HttpResponse:
    provider = records.own_provider(request.standing)
    sheet = None
    if provider is not None:
        homes = records.every(Shelf.HOMES.model, request.authority).filter(provider=provider)
        sheet = registers.of_shelf(Shelf.HOMES, caption="Your homes and services", filters=False).sheet(request, homes)
        if taken := sheet.download():
            return taken
    return render(request, "market/own.html", {"provider": provider, "sheet": sheet})
