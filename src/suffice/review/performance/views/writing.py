from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from suffice.core.access import HouseRequest, allow
from suffice.core.pages.addresses import here
from suffice.core.policies import NotNow
from suffice.engine.measures import INDICATORS
from suffice.review.performance import declarations, operations, policies
from suffice.review.performance.forms import CommentaryForm
from suffice.review.performance.models import Commentary
from suffice.review.performance.queries import figures, written
from suffice.review.performance.views.keeping import filled, known


@allow(declarations.SEE.code)
def commentaries(request: HouseRequest) -> HttpResponse:
    found = written.rows(request.authority)
    sheet = written.WRITTEN.sheet(request, found)
    context = {"sheet": sheet, "answer": written.told(found)}
    return sheet.download() or render(request, "performance/commentaries.html", context)


@allow(declarations.COMMENT.code)
def write(request: HouseRequest, code: str) -> HttpResponse:
    known(code)
    result = figures.latest(request.authority)
    now = figures.now(result, code) if result else None
    if now is None:
        raise NotNow("There is no figure to write about yet.")
    form = CommentaryForm(request.POST or None)
    return filled(
        request,
        code,
        form,
        operations.comment,
        heading="Write a commentary",
        button="Write it down",
        on=now.on,
        value=now.value,
    )


@allow(declarations.COMMENT.code)
def change(request: HouseRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Commentary, pk=pk, authority=request.authority)
    policies.check_writer(found, request.user)
    policies.check_unsigned(found)
    form = CommentaryForm(request.POST or None, initial={"words": found.words})
    if form.is_valid():
        operations.revise(commentary=found, **form.cleaned_data, by=request.user, at=timezone.now())
        messages.success(request, "The commentary is changed.")
        return redirect(here(request.authority, "performance:measure", code=found.code))
    context = {
        "form": form,
        "indicator": INDICATORS[found.code],
        "heading_words": "Change the commentary",
        "button": "Change it",
    }
    return render(request, "performance/form.html", context, status=400 if form.errors else 200)


@allow(declarations.SIGN.code)
@require_POST
def sign(request: HouseRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Commentary, pk=pk, authority=request.authority)
    operations.sign(commentary=found, by=request.user, at=timezone.now())
    messages.success(request, "It is signed, and stands as it is.")
    return redirect(here(request.authority, "performance:measure", code=found.code))
