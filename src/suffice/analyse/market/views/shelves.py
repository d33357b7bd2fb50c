"""The five registers: their tables, the page of each record, and the forms that add, change and end one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from suffice.analyse.market import declarations, facts, operations, policies, registers
from suffice.analyse.market.forms import FORMS, EndForm, RecordForm
from suffice.analyse.market.models import Framework, Home, Kept, Places, Price, Provider
from suffice.analyse.market.queries import records
from suffice.analyse.market.shelves import Shelf
from suffice.core.access import HouseRequest, allow
from suffice.core.models import Authority, Person
from suffice.core.pages.register import Sheet
from suffice.core.policies import NotNow


@allow(declarations.SEE.code)
def shelf(request: HouseRequest, shelf: Shelf) -> HttpResponse:
    sheet = registers.of_shelf(shelf).sheet(request, records.every(shelf.model, request.authority))
    may_write = request.standing.may(declarations.WRITE.code)
    context = {"shelf": shelf, "sheet": sheet, "may_write": may_write}
    return sheet.download() or render(request, "market/shelf.html", context)


@allow(declarations.READ_RECORD.code)
def record(request: HouseRequest, shelf: Shelf, pk: int) -> HttpResponse:
    shown = _record(request, shelf, pk)
    inside = request.standing.may(declarations.SEE.code)
    parts = [sheet for sheet in _parts(request, shown, inside=inside) if sheet.count]
    for sheet in parts:
        if taken := sheet.download():
            return taken
    return render(
        request,
        "market/record.html",
        {
            "shelf": shelf,
            "record": shown,
            "answer": facts.answer(shown, timezone.localdate()),
            "facts": facts.facts(shown, inside=inside),
            "parts": parts,
            "in_use": records.in_use(shown)[:5] if isinstance(shown, Home) else [],
            "history": records.history(shown) if inside else [],
            "inside": inside,
            "may_write": request.standing.may(declarations.WRITE.code),
        },
    )


@allow(declarations.WRITE.code)
def add(request: HouseRequest, shelf: Shelf) -> HttpResponse:
    about = {name: value for name in ("provider", "home") if (value := request.GET.get(name, "")).isdecimal()}
    form = FORMS[shelf](request.POST or None, authority=request.authority, initial=about)
    if form.is_valid():
        try:
            made = _add(shelf, form, authority=request.authority, by=request.user)
        except NotNow as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{made} is written down.")
            return redirect(registers.address(made))
    return _form_page(request, form, shelf, heading=shelf.adding)


@allow(declarations.WRITE.code)
def change(request: HouseRequest, shelf: Shelf, pk: int) -> HttpResponse:
    held = _record(request, shelf, pk)
    policies.check_not_ended(held)
    form = FORMS[shelf](request.POST or None, authority=request.authority, instance=held)
    if form.is_valid():
        try:
            operations.change(held, by=request.user, at=timezone.now(), **form.details())
        except NotNow as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "The change is written down.")
            return redirect(registers.address(held))
    return _form_page(request, form, shelf, heading=f"Change the {held.NOUN}", record=held)


@allow(declarations.WRITE.code)
def end(request: HouseRequest, shelf: Shelf, pk: int) -> HttpResponse:
    held = _record(request, shelf, pk)
    policies.check_not_ended(held)
    form = EndForm(request.POST or None, today=timezone.localdate())
    if form.is_valid():
        try:
            _end(held, by=request.user, **form.cleaned_data)
        except NotNow as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"The {held.NOUN} is ended. What was true before stays in the register.")
            return redirect(registers.address(held))
    return _form_page(request, form, shelf, heading=f"End the {held.NOUN}", record=held)


def _record(request: HouseRequest, shelf: Shelf, pk: int) -> Kept:
    """Return a record of this authority that the reader may see; what they may not see is not there."""
    found: Kept = get_object_or_404(records.every(shelf.model, request.authority), pk=pk)
    provider = _provider_of(found)
    if provider is None and not request.standing.may(declarations.SEE.code):
        raise Http404
    if provider is not None:
        policies.check_may_read(request.standing, provider)
    return found


def _provider_of(record: Kept) -> Provider | None:
    if isinstance(record, Provider):
        return record
    if isinstance(record, Places):
        return record.home.provider
    return record.provider if isinstance(record, Home | Price) else None


def _parts(request: HouseRequest, shown: Kept, *, inside: bool) -> list[Sheet]:
    """Return the registers of what hangs on a record."""
    lookup: dict[type[Kept], tuple[str, tuple[Shelf, ...]]] = {
        Provider: ("provider", (Shelf.HOMES, Shelf.PRICES)),
        Home: ("home", (Shelf.PLACES,)),
        Framework: ("framework", (Shelf.PLACES,)),
    }
    field, shelves = lookup.get(type(shown), ("", ()))
    return [
        registers.of_shelf(one, filters=False, inside=inside).sheet(
            request, records.every(one.model, request.authority).filter(**{field: shown})
        )
        for one in shelves
    ]


def _add(shelf: Shelf, form: RecordForm, *, authority: Authority, by: Person) -> Kept:
    details: dict[str, Any] = form.details() | {"by": by, "at": timezone.now()}
    match shelf:
        case Shelf.PROVIDERS:
            return operations.add_provider(authority=authority, **details)
        case Shelf.HOMES:
            return operations.add_home(**details)
        case Shelf.PLACES:
            return operations.add_places(**details)
        case Shelf.PRICES:
            return operations.add_price(authority=authority, **details)
        case Shelf.FRAMEWORKS:
            return operations.add_framework(authority=authority, **details)


def _end(held: Kept, **details: Any) -> None:
    if isinstance(held, Home):
        operations.end_home(home=held, at=timezone.now(), **details)
    else:
        operations.end(held, at=timezone.now(), **details)


def _form_page(
    request: HouseRequest, form: Any, shelf: Shelf, *, heading: str, record: Kept | None = None
) -> HttpResponse:
    context = {"form": form, "shelf": shelf, "heading": heading, "record": record}
    return render(request, "market/form.html", context, status=400 if form.errors else 200)
