"""Files brought to the market: shown with what they would change, then accepted or refused."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from suffice.analyse.market import declarations, policies, registers
from suffice.analyse.market.forms import BringForm
from suffice.analyse.market.models import BroughtFile, FileKind, FileState
from suffice.analyse.market.operations import files
from suffice.analyse.market.queries import records
from suffice.analyse.returns import declarations as returns
from suffice.analyse.returns import storage
from suffice.core.access import HouseRequest, allow
from suffice.core.operations import look
from suffice.core.pages.addresses import here
from suffice.core.policies import NotNow, check_may
from suffice.engine.supply.reading import Template, template_csv


@allow(declarations.SEE.code)
def register(request: HouseRequest) -> HttpResponse:
    sheet = registers.files(request.authority).sheet(request, records.files(request.authority))
    may_write = request.standing.may(declarations.WRITE.code)
    return sheet.download() or render(request, "market/files.html", {"sheet": sheet, "may_write": may_write})


@allow(declarations.WRITE.code)
def bring(request: HouseRequest) -> HttpResponse:
    given = (request.POST, request.FILES) if request.method == "POST" else ()
    form = BringForm(*given, authority=request.authority)
    if form.is_valid():
        try:
            brought = files.bring(
                authority=request.authority,
                kind=FileKind(form.cleaned_data["kind"]),
                file=form.cleaned_data["chosen"],
                on=form.cleaned_data["on"],
                areas=form.cleaned_data["areas"],
                by=request.user,
                at=timezone.now(),
            )
        except NotNow as refusal:
            form.add_error("chosen", str(refusal))
        else:
            return redirect(here(request.authority, "market:file", pk=brought.pk))
    return render(request, "market/bring.html", {"form": form}, status=400 if form.errors else 200)


@allow(declarations.SEE.code)
def template(request: HouseRequest, what: str) -> HttpResponse:
    """Return a file of places or of prices to write over."""
    if what not in set(Template):
        raise Http404
    headers = {"Content-Disposition": f'attachment; filename="{what}.csv"'}
    return HttpResponse(template_csv(Template(what)), content_type="text/csv; charset=utf-8", headers=headers)


@allow(declarations.SEE.code)
def file(request: HouseRequest, pk: int) -> HttpResponse:
    brought = _file(request, pk)
    changes = registers.CHANGES.sheet(request, brought.changes)
    found = registers.FINDINGS.sheet(request, _findings(brought, shown=_may_see_rows(request, brought)))
    if taken := changes.download() or found.download():
        return taken
    return render(
        request,
        "market/file.html",
        {
            "file": brought,
            "changes": changes,
            "found": found,
            "waits": brought.state == FileState.SHOWN,
            "may_write": request.standing.may(declarations.WRITE.code),
            "may_take": _may_see_rows(request, brought) and brought.cleared_at is None,
            "hidden": not _may_see_rows(request, brought),
        },
    )


@allow(declarations.WRITE.code)
@require_POST
def accept(request: HouseRequest, pk: int) -> HttpResponse:
    brought = _file(request, pk)
    try:
        files.accept(file=brought, by=request.user, at=timezone.now())
    except NotNow as refusal:
        messages.info(request, str(refusal))
    else:
        messages.success(request, f"{brought} is accepted, and its changes are written down.")
    return redirect(here(request.authority, "market:file", pk=pk))


@allow(declarations.WRITE.code)
@require_POST
def refuse(request: HouseRequest, pk: int) -> HttpResponse:
    brought = files.refuse(file=_file(request, pk), by=request.user, at=timezone.now())
    messages.success(request, f"{brought} is refused. Nothing has changed.")
    return redirect(here(request.authority, "market:file", pk=pk))


@allow(declarations.SEE.code)
def original(request: HouseRequest, pk: int) -> HttpResponseBase:
    brought = _file(request, pk)
    if brought.of_children:
        check_may(request.standing, returns.SEE_CHILDREN.code)
    policies.check_kept(brought)
    opened = storage.open_original(brought.sha256)
    if brought.of_children:
        look(
            authority=request.authority,
            what=f"the original file {brought.name}"[:200],
            why="Downloading an original",
            children=brought.children,
            by=request.user,
            at=timezone.now(),
            subject=brought,
        )
    # Never as what it says it is: a browser must not run or draw what somebody brought.
    return FileResponse(opened, as_attachment=True, filename=brought.name, content_type="application/octet-stream")


def _file(request: HouseRequest, pk: int) -> BroughtFile:
    return get_object_or_404(records.files(request.authority), pk=pk)


def _may_see_rows(request: HouseRequest, brought: BroughtFile) -> bool:
    return not brought.of_children or request.standing.may(returns.SEE_CHILDREN.code)


def _findings(brought: BroughtFile, *, shown: bool) -> list[dict[str, Any]]:
    """Return a line for each place that was told; where rows are of single children, for those who may see them."""
    return [
        {
            "weight": finding["severity"].capitalize(),
            "row": example["row"],
            "column": example["column"],
            "sentence": example["sentence"],
        }
        for finding in brought.findings
        for example in finding["examples"]
        if shown or example["row"] is None
    ]
