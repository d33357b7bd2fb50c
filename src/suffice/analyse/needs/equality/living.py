"""The pages on which a person says how many children of each group live here, and from which source."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from suffice.analyse.needs.equality import declarations, recording
from suffice.analyse.needs.equality.forms import TYPED, ByForm, FileForm, GroupsForm
from suffice.analyse.needs.equality.queries import results, tables
from suffice.analyse.needs.models import ChildrenByGroup
from suffice.core.access import HouseRequest, allow
from suffice.core.pages.addresses import here
from suffice.core.policies import NotNow
from suffice.engine.measures.living import TEMPLATE
from suffice.engine.measures.splitting import SPLITS


@allow(declarations.SEE.code)
def living(request: HouseRequest) -> HttpResponse:
    standing = results.standing(request.authority)
    sheet = tables.LIVING.sheet(request, standing)
    may_record = request.standing.may(declarations.RECORD.code)
    choose = ByForm(request.GET if "by" in request.GET else None)
    if may_record and choose.is_bound and choose.is_valid():
        return redirect(here(request.authority, "needs:equality_record", by=choose.cleaned_data["by"]))
    context = {
        "sheet": sheet,
        "kept": tables.may_withdraw(standing),
        "may_record": may_record,
        "choices": [(one, SPLITS[one].title) for one in TYPED],
    }
    return sheet.download() or render(request, "needs/equality/living.html", context)


@allow(declarations.RECORD.code)
def record(request: HouseRequest, by: str) -> HttpResponse:
    if by not in TYPED:
        raise Http404
    form = GroupsForm(request.POST or None, by=by)
    if form.is_valid():
        try:
            made = recording.record(
                authority=request.authority, living=form.living(), by=request.user, at=timezone.now()
            )
        except NotNow as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{made} are written down. The figures are made again.")
            return redirect(here(request.authority, "needs:equality_living"))
    context = {"form": form, "title": SPLITS[by].title}
    return render(request, "needs/equality/record.html", context, status=400 if form.errors else 200)


@allow(declarations.RECORD.code)
def bring(request: HouseRequest) -> HttpResponse:
    form = FileForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        try:
            made = recording.bring(
                authority=request.authority, living=form.cleaned_data["file"], by=request.user, at=timezone.now()
            )
        except NotNow as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{'; '.join(map(str, made))}: written down. The figures are made again.")
            return redirect(here(request.authority, "needs:equality_living"))
    return render(request, "needs/equality/bring.html", {"form": form}, status=400 if form.errors else 200)


@allow(declarations.SEE.code)
def template(request: HouseRequest) -> HttpResponse:
    """Give a file to write over."""
    disposition = {"Content-Disposition": 'attachment; filename="children-by-group.csv"'}
    return HttpResponse(TEMPLATE, content_type="text/csv; charset=utf-8", headers=disposition)


@allow(declarations.RECORD.code)
@require_POST
def withdraw(request: HouseRequest, pk: int) -> HttpResponse:
    groups = get_object_or_404(ChildrenByGroup, pk=pk, authority=request.authority)
    recording.withdraw(groups=groups, by=request.user, at=timezone.now())
    messages.success(request, f"{groups}: withdrawn. The record of events keeps them.")
    return redirect(here(request.authority, "needs:equality_living"))
