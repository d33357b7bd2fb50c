from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from suffice.core import operations, queries, roles
from suffice.core.access import HouseRequest, allow
from suffice.core.forms import PersonForm, RoleForm
from suffice.core.models import Grant, Person
from suffice.core.pages.addresses import here
from suffice.core.policies import NotNow
from suffice.core.registers import GRANTS


@allow("people.manage")
def people(request: HouseRequest) -> HttpResponse:
    sheet = GRANTS.sheet(request, queries.grants_at(request.authority))
    return sheet.download() or render(request, "core/people.html", {"sheet": sheet})


@allow("people.manage")
def add(request: HouseRequest) -> HttpResponse:
    form = PersonForm(request.POST or None)
    if form.is_valid():
        try:
            return redirect(here(request.authority, "core:person", pk=_welcomed(request, form).pk))
        except NotNow as refusal:
            form.add_error("email", str(refusal))
    return render(request, "core/add_person.html", {"form": form})


def _welcomed(request: HouseRequest, form: PersonForm) -> Person:
    given = form.cleaned_data
    person = operations.welcome(
        authority=request.authority,
        email=given["email"],
        name=given["name"],
        role=roles.role(given["role"]),
        by=request.user,
        at=timezone.now(),
    )
    messages.success(request, f"{person.name} is added.")
    return person


@allow("people.manage")
def person(request: HouseRequest, pk: int) -> HttpResponse:
    shown = _person(request, pk)
    form = RoleForm(request.POST or None)
    if form.is_valid():
        role = roles.role(form.cleaned_data["role"])
        operations.give_role(person=shown, authority=request.authority, role=role, by=request.user, at=timezone.now())
        messages.success(request, f"{shown.name} now has the role of {role.display_name.lower()}.")
        return redirect(request.path)
    grants = queries.grants_at(request.authority).filter(person=shown).order_by("granted_at")
    return render(request, "core/person.html", {"shown": shown, "grants": grants, "form": form})


@allow("people.manage")
@require_POST
def end_role(request: HouseRequest, pk: int) -> HttpResponse:
    grant = get_object_or_404(Grant, pk=pk, authority=request.authority)
    operations.end_role(grant=grant, by=request.user, at=timezone.now())
    messages.success(request, f"{grant.person.name}'s role of {grant.get_role_display().lower()} is ended.")
    return redirect(here(request.authority, "core:person", pk=grant.person_id))


@allow("people.manage")
@require_POST
def link(request: HouseRequest, pk: int) -> HttpResponse:
    shown = _person(request, pk)
    address = operations.make_link(person=shown, authority=request.authority, by=request.user, at=timezone.now())
    return render(request, "core/link.html", {"shown": shown, "address": request.build_absolute_uri(address)})


@allow("people.manage")
@require_POST
def bar(request: HouseRequest, pk: int) -> HttpResponse:
    shown = _person(request, pk)
    operations.bar(person=shown, authority=request.authority, by=request.user, at=timezone.now())
    messages.success(request, f"{shown.name} can no longer sign in.")
    return redirect(here(request.authority, "core:person", pk=pk))


@allow("people.manage")
@require_POST
def let_in(request: HouseRequest, pk: int) -> HttpResponse:
    shown = _person(request, pk)
    operations.let_in(person=shown, authority=request.authority, by=request.user, at=timezone.now())
    messages.success(request, f"{shown.name} can sign in again.")
    return redirect(here(request.authority, "core:person", pk=pk))


def _person(request: HouseRequest, pk: int) -> Person:
    return get_object_or_404(queries.people_at(request.authority), pk=pk)
