"""The levers of a scenario: choose a kind, answer what it is asked, change it, copy it, take it out."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from suffice.analyse.scenarios import declarations, documents, operations, starts
from suffice.analyse.scenarios.forms import KindForm
from suffice.analyse.scenarios.lever_forms import LeverForm
from suffice.analyse.scenarios.models import Scenario
from suffice.analyse.scenarios.policies import check_in_use
from suffice.analyse.scenarios.views.building import seen
from suffice.analyse.scenarios.views.scenarios import found_scenario
from suffice.core.access import HouseRequest, allow
from suffice.core.pages.addresses import here
from suffice.core.policies import NotNow
from suffice.engine.projection.scenario.model import Kind
from suffice.engine.projection.scenario.words import told


@allow(declarations.MAKE.code)
def choose(request: HouseRequest, pk: int) -> HttpResponse:
    scenario = _open(request, pk)
    kinds = [(str(one), one.label, starts.about(one)) for one in Kind]
    form = KindForm(request.POST if request.method == "POST" else None, kinds=kinds)
    if form.is_valid():
        return redirect(here(request.authority, "scenarios:add_lever", pk=pk, kind=form.cleaned_data["kind"]))
    context = {"form": form, "scenario": scenario}
    return render(request, "scenarios/choose_lever.html", context, status=400 if form.errors else 200)


@allow(declarations.MAKE.code)
def add(request: HouseRequest, pk: int, kind: str) -> HttpResponse:
    scenario, chosen = _open(request, pk), _kind(kind)
    example = starts.example(request.authority, chosen)
    initial = LeverForm.filled(example.document()) if "example" in request.GET else {}
    form = LeverForm.of(chosen)(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid() and _kept(request, scenario, form, None):
        messages.success(request, "It is added. Add another, or compare the scenario.")
        return redirect(here(request.authority, "scenarios:scenario", pk=pk))
    context = {"form": form, "scenario": scenario, "kind": chosen, "example": told(example)}
    return _form_page(request, context)


@allow(declarations.MAKE.code)
def change(request: HouseRequest, pk: int, place: int) -> HttpResponse:
    scenario = _open(request, pk)
    lever = _at(scenario, place)
    chosen = _kind(lever["kind"])
    form = LeverForm.of(chosen)(request.POST if request.method == "POST" else None, initial=LeverForm.filled(lever))
    if form.is_valid() and _kept(request, scenario, form, place):
        messages.success(request, "It is changed.")
        return redirect(here(request.authority, "scenarios:scenario", pk=pk))
    return _form_page(request, {"form": form, "scenario": scenario, "kind": chosen, "place": place})


@allow(declarations.MAKE.code)
@require_POST
def copy(request: HouseRequest, pk: int, place: int) -> HttpResponse:
    """Add the same lever once more, to be changed."""
    scenario = _open(request, pk)
    lever = _at(scenario, place)
    again = {**lever, "id": documents.new_id(scenario.document, lever["kind"])}
    document = documents.with_lever(scenario.document, again)
    operations.change(
        scenario=scenario,
        document=document,
        seen=seen(request, scenario),
        by=request.user,
        at=timezone.now(),
        words=f"copied {_named(lever)}",
    )
    return redirect(here(request.authority, "scenarios:change_lever", pk=pk, place=len(document["levers"])))


@allow(declarations.MAKE.code)
@require_POST
def remove(request: HouseRequest, pk: int, place: int) -> HttpResponse:
    scenario = _open(request, pk)
    lever = _at(scenario, place)
    operations.change(
        scenario=scenario,
        document=documents.without_lever(scenario.document, place),
        seen=seen(request, scenario),
        by=request.user,
        at=timezone.now(),
        words=f"took out {_named(lever)}",
    )
    messages.success(request, "It is taken out. The version before still holds it.")
    return redirect(here(request.authority, "scenarios:scenario", pk=pk))


def _kept(request: HouseRequest, scenario: Scenario, form: LeverForm, place: int | None) -> bool:
    """Save the scenario with the lever that the form gives; tell the form what stands against it."""
    lever_id = _at(scenario, place)["id"] if place else documents.new_id(scenario.document, form.kind)
    lever = form.lever(lever_id)
    document = documents.with_lever(scenario.document, lever, place)
    if troubles := documents.troubles_of(document):
        form.refuse(troubles, place or len(document["levers"]))
        return False
    try:
        operations.change(
            scenario=scenario,
            document=document,
            seen=seen(request, scenario),
            by=request.user,
            at=timezone.now(),
            words=f"{'changed' if place else 'added'} {_named(lever)}",
        )
    except NotNow as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def _form_page(request: HouseRequest, context: dict[str, Any]) -> HttpResponse:
    shown = {
        "place": None,
        "example": "",
        "seen": seen(request, context["scenario"]),
        "about": starts.about(context["kind"]),
        **context,
    }
    return render(request, "scenarios/lever.html", shown, status=400 if context["form"].errors else 200)


def _open(request: HouseRequest, pk: int) -> Scenario:
    """Return a scenario that can be changed."""
    scenario = found_scenario(request, pk)
    check_in_use(scenario)
    return scenario


def _kind(code: str) -> Kind:
    try:
        return Kind(code)
    except ValueError:
        raise Http404 from None


def _at(scenario: Scenario, place: int) -> dict[str, Any]:
    """Return the lever at a place, as it is kept."""
    kept: list[dict[str, Any]] = scenario.document["levers"]
    if not 1 <= place <= len(kept):
        raise Http404
    return kept[place - 1]


def _named(lever: documents.Document) -> str:
    return f"“{Kind(lever['kind']).label}” from {lever['from']}"
