from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from suffice.analyse.comparison import declarations, operations
from suffice.analyse.comparison.forms import ChoiceForm
from suffice.analyse.comparison.queries import neighbours as close
from suffice.analyse.comparison.queries import sources
from suffice.analyse.returns import declarations as returns
from suffice.core.access import HouseRequest, allow
from suffice.core.pages.addresses import here
from suffice.core.policies import NotNow


@allow(declarations.DETAIL.code)
def neighbours(request: HouseRequest) -> HttpResponse:
    standing = sources.neighbourhood(request.authority)
    rows = close.rows(request.authority, standing)
    sheet = close.NEIGHBOURS.sheet(request, rows)
    return sheet.download() or render(
        request,
        "comparison/neighbours.html",
        {
            "neighbourhood": standing,
            "answer": close.answer(rows, request.authority.name),
            "explained": close.EXPLAINED,
            "sheet": sheet,
            "rows": rows,
            "published": close.rows(request.authority, sources.published_neighbourhood(request.authority)),
            "may_choose": request.standing.may(declarations.CHOOSE.code),
            "may_bring": request.standing.may(returns.BRING.code),
        },
    )


@allow(declarations.CHOOSE.code)
def choose(request: HouseRequest) -> HttpResponse:
    form = ChoiceForm(request.POST or None, initial={"authorities": close.names(request.authority)})
    if form.is_valid():
        told = {"codes": form.cleaned_data["authorities"], "source": form.cleaned_data["source"]}
        try:
            operations.choose_neighbours(authority=request.authority, **told, by=request.user, at=timezone.now())
        except NotNow as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "These are the neighbours now. Every comparison is being made again.")
            return redirect(here(request.authority, "comparison:neighbours"))
    return render(request, "comparison/choose.html", {"form": form}, status=400 if form.errors else 200)


@allow(declarations.CHOOSE.code)
@require_POST
def leave(request: HouseRequest) -> HttpResponse:
    operations.leave_choice(authority=request.authority, by=request.user, at=timezone.now())
    messages.success(request, "The published neighbours stand again. Every comparison is being made again.")
    return redirect(here(request.authority, "comparison:neighbours"))
