"""Building a scenario: from nothing, from a ready-made start, from a file; naming, copying and retiring it."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from suffice.analyse.scenarios import declarations, documents, operations, starts
from suffice.analyse.scenarios.forms import BringForm, CopyForm, StartForm, WordsForm
from suffice.analyse.scenarios.models import Scenario
from suffice.analyse.scenarios.views.scenarios import found_scenario
from suffice.core.access import HouseRequest, allow
from suffice.core.pages.addresses import here
from suffice.core.pages.words import counted
from suffice.core.policies import NotNow
from suffice.engine.projection.scenario.model import Scenario as Written
from suffice.engine.projection.scenario.troubles import CannotReadScenario
from suffice.engine.projection.scenario.words import told


@allow(declarations.MAKE.code)
def new(request: HouseRequest) -> HttpResponse:
    """Choose what to start from."""
    offered = starts.offered(request.authority)
    kinds = [(one.code, one.label, one.words) for one in offered]
    form = StartForm(request.POST if request.method == "POST" else None, kinds=kinds)
    if form.is_valid():
        return redirect(here(request.authority, "scenarios:start", start=form.cleaned_data["kind"]))
    return render(request, "scenarios/new.html", {"form": form}, status=400 if form.errors else 200)


@allow(declarations.MAKE.code)
def start(request: HouseRequest, start: str) -> HttpResponse:
    """Name the new scenario, which holds the levers of what it starts from."""
    chosen = next((one for one in starts.offered(request.authority) if one.code == start), None)
    if chosen is None:
        raise Http404
    initial = {"name": chosen.scenario.name, "why": chosen.scenario.why}
    form = WordsForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        document = {**chosen.scenario.document(), **form.cleaned_data}
        if made := _saved(request, form, document, words=chosen.change):
            messages.success(request, "The scenario is saved. Add what shall change, or change what is there.")
            return redirect(here(request.authority, "scenarios:scenario", pk=made.pk))
    context = {"form": form, "start": chosen, "holds": [told(one) for one in chosen.scenario.levers]}
    return render(request, "scenarios/start.html", context, status=400 if form.errors else 200)


@allow(declarations.MAKE.code)
def bring(request: HouseRequest) -> HttpResponse:
    """Save the scenarios of a file, all or none."""
    form = BringForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data["chosen"]
        try:
            made = _save_all(request, documents.of_file(chosen.read(), chosen.name), chosen.name)
        except CannotReadScenario as refusal:
            for trouble in refusal.troubles:
                form.add_error("chosen", trouble.sentence)
        except NotNow as refusal:
            form.add_error("chosen", str(refusal))
        else:
            messages.success(request, f"{counted(len(made), 'scenario')} saved from {chosen.name}.")
            only = {"pk": made[0].pk} if len(made) == 1 else {}
            return redirect(here(request.authority, "scenarios:scenario" if only else "scenarios:scenarios", **only))
    return render(request, "scenarios/bring.html", {"form": form}, status=400 if form.errors else 200)


@allow(declarations.MAKE.code)
def words(request: HouseRequest, pk: int) -> HttpResponse:
    """Change a scenario's name, and what it says it is for."""
    scenario = found_scenario(request, pk)
    initial = {"name": scenario.name, "why": scenario.why}
    form = WordsForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        try:
            operations.change(
                scenario=scenario,
                document={**scenario.document, **form.cleaned_data},
                seen=seen(request, scenario),
                by=request.user,
                at=timezone.now(),
                words="other words",
            )
        except NotNow as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect(here(request.authority, "scenarios:scenario", pk=pk))
    context = {"form": form, "scenario": scenario, "seen": seen(request, scenario)}
    return render(request, "scenarios/words.html", context, status=400 if form.errors else 200)


@allow(declarations.MAKE.code)
def copy(request: HouseRequest, pk: int) -> HttpResponse:
    scenario = found_scenario(request, pk)
    form = CopyForm(request.POST if request.method == "POST" else None, initial={"name": f"{scenario.name}, a copy"})
    if form.is_valid():
        try:
            made = operations.copy(
                scenario=scenario, name=form.cleaned_data["name"], by=request.user, at=timezone.now()
            )
        except NotNow as refusal:
            form.add_error("name", str(refusal))
        else:
            messages.success(
                request, f"This is the copy of “{scenario.name}”. What you change here leaves that as it is."
            )
            return redirect(here(request.authority, "scenarios:scenario", pk=made.pk))
    context = {"form": form, "scenario": scenario}
    return render(request, "scenarios/copy.html", context, status=400 if form.errors else 200)


@allow(declarations.MAKE.code)
def retire(request: HouseRequest, pk: int) -> HttpResponse:
    """Ask once more, and take the scenario out of use."""
    scenario = found_scenario(request, pk)
    if request.method != "POST":
        return render(request, "scenarios/retire.html", {"scenario": scenario})
    operations.retire(scenario=scenario, by=request.user, at=timezone.now())
    messages.success(request, f"“{scenario.name}” is retired. It stays in the list, and so do its comparisons.")
    return redirect(here(request.authority, "scenarios:scenarios"))


def seen(request: HouseRequest, scenario: Scenario) -> int:
    """Return the version that the person had before them when they opened the form."""
    told = request.POST.get("seen", "")
    return int(told) if told.isdecimal() and len(told) < 9 else scenario.version


def _saved(request: HouseRequest, form: Form, document: documents.Document, *, words: str) -> Scenario | None:
    """Save a new scenario, or tell the form why not."""
    try:
        return operations.save(
            authority=request.authority, document=document, by=request.user, at=timezone.now(), words=words
        )
    except NotNow as refusal:
        form.add_error("name", str(refusal))
        return None


def _save_all(request: HouseRequest, written: Sequence[Written], file: str) -> Sequence[Scenario]:
    return operations.save_all(
        authority=request.authority,
        documents=[one.document() for one in written],
        by=request.user,
        at=timezone.now(),
        words=f"brought in {file}",
    )
