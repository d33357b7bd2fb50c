from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from suffice.analyse.returns import declarations, registers
from suffice.analyse.returns.models import Upload
from suffice.analyse.returns.queries import findings
from suffice.core.access import HouseRequest, allow
from suffice.core.operations import look
from suffice.core.pages.words import day


@allow(declarations.SEE.code)
def finding(request: HouseRequest, pk: int, code: str) -> HttpResponse:
    brought = _upload(request, pk)
    counts = findings.found(brought, wanted={"code": code})
    if not counts:
        raise Http404
    meaning = findings.meaning(code, counts[0].severity)
    shown = request.standing.may(declarations.SEE_CHILDREN.code) and brought.cleared_at is None
    sheet = None
    if shown:
        rows = findings.places(brought, wanted={"code": code}).to_dicts()
        sheet = registers.places(brought, rows).sheet(request, rows)
        taken = sheet.download()
        _looked(request, brought, f"places where “{meaning.title}” was found", rows, taken=taken is not None)
        if taken:
            return taken
    return render(
        request,
        "returns/finding.html",
        {
            "upload": brought,
            "code": code,
            "meaning": meaning,
            "counts": counts,
            "total": sum(one.count for one in counts),
            "sheet": sheet,
        },
    )


@allow(declarations.SEE_CHILDREN.code)
def set_aside(request: HouseRequest, pk: int) -> HttpResponse:
    brought = _upload(request, pk)
    rows = findings.set_aside(brought).to_dicts()
    sheet = registers.set_aside(rows).sheet(request, rows)
    taken = sheet.download()
    _looked(request, brought, "rows that were set aside", rows, taken=taken is not None)
    if taken:
        return taken
    return render(request, "returns/set_aside.html", {"upload": brought, "sheet": sheet, "total": len(rows)})


def _upload(request: HouseRequest, pk: int) -> Upload:
    return get_object_or_404(Upload, pk=pk, authority=request.authority)


def _looked(request: HouseRequest, brought: Upload, what: str, rows: list[dict[str, object]], *, taken: bool) -> None:
    """Record the look; rows of files, each about one child at most, stand for the children seen."""
    look(
        authority=request.authority,
        what=f"{what}, in the files brought on {day(brought.at)}"[:200],
        why="Taking away what was found in a return" if taken else "Reading what was found in a return",
        children=len({(one["file"], one["row"]) for one in rows if one["row"] is not None}),
        by=request.user,
        at=timezone.now(),
        subject=brought,
    )
