from __future__ import annotations

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from suffice.analyse.returns import declarations, operations, registers
from suffice.analyse.returns.forms import PopulationFileForm, PopulationForm
from suffice.analyse.returns.queries import population as figures
from suffice.analyse.returns.queries import shelf
from suffice.core.access import HouseRequest, allow
from suffice.core.pages.addresses import here
from suffice.core.pages.words import counted, number
from suffice.core.policies import NotNow


@allow(declarations.SEE.code)
def population(request: HouseRequest) -> HttpResponse:
    return _page(request)


@allow(declarations.SET_POPULATION.code)
@require_POST
def bring(request: HouseRequest) -> HttpResponse:
    form = PopulationFileForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, file_form=form)
    try:
        made = operations.bring_population(
            authority=request.authority, file=form.cleaned_data["file"], by=request.user, at=timezone.now()
        )
    except NotNow as refusal:
        form.add_error("file", str(refusal))
        return _page(request, file_form=form)
    messages.success(request, f"{counted(len(made), 'figure')} brought. Rates are being made again.")
    return redirect(here(request.authority, "returns:population"))


@allow(declarations.SET_POPULATION.code)
@require_POST
def by_hand(request: HouseRequest) -> HttpResponse:
    form = PopulationForm(request.POST)
    if not form.is_valid():
        return _page(request, form=form)
    try:
        made = operations.give_population(
            authority=request.authority, by=request.user, at=timezone.now(), **form.cleaned_data
        )
    except NotNow as refusal:
        form.add_error("mid_year", str(refusal))
        return _page(request, form=form)
    messages.success(request, f"{number(made.number)} children on 30 June {made.mid_year} written down.")
    return redirect(here(request.authority, "returns:population"))


def _page(request: HouseRequest, *, form: Form | None = None, file_form: Form | None = None) -> HttpResponse:
    sheet = registers.POPULATION.sheet(request, figures.every_estimate(request.authority))
    if taken := sheet.download():
        return taken
    ages = shelf.ages(request.authority)
    single = registers.AGES.sheet(request, ages.children if ages else [])
    if taken := single.download():
        return taken
    standing = figures.estimates(request.authority).first()
    return render(
        request,
        "returns/population.html",
        {
            "latest": standing,
            "sheet": sheet,
            "ages": ages,
            "single": single,
            "form": form or PopulationForm(auto_id="hand_%s"),
            "file_form": file_form or PopulationFileForm(auto_id="file_%s"),
            "may_set": request.standing.may(declarations.SET_POPULATION.code),
            "may_bring": request.standing.may(declarations.BRING.code),
        },
        status=400 if form or file_form else 200,
    )
