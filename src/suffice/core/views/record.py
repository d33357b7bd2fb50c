from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from suffice.core import operations, queries
from suffice.core.access import HouseRequest, allow
from suffice.core.forms import SettingsForm
from suffice.core.pages.addresses import here
from suffice.core.registers import EVENTS, LOOKS


@allow("record.read")
def events(request: HouseRequest) -> HttpResponse:
    sheet = EVENTS.sheet(request, queries.events_at(request.authority))
    return sheet.download() or render(request, "core/events.html", {"sheet": sheet})


@allow("looks.read")
def looks(request: HouseRequest) -> HttpResponse:
    sheet = LOOKS.sheet(request, queries.looks_at(request.authority))
    over = queries.looks_over(request.authority, timezone.localdate()).count()
    return sheet.download() or render(request, "core/looks.html", {"sheet": sheet, "over": over})


@allow("settings.change")
@require_POST
def clear_looks(request: HouseRequest) -> HttpResponse:
    count = operations.clear_looks(authority=request.authority, by=request.user, at=timezone.now())
    messages.success(request, f"Cleared {count}. The clearing is in the record of events.")
    return redirect(here(request.authority, "core:looks"))


@allow("settings.change")
def settings(request: HouseRequest) -> HttpResponse:
    now = queries.settings_of(request.authority)
    form = SettingsForm(request.POST or None, instance=now)
    if form.is_valid():
        operations.change_settings(authority=request.authority, **form.cleaned_data, by=request.user, at=timezone.now())
        messages.success(request, "The settings are changed, and the change is in the record of events.")
        return redirect(request.path)
    return render(request, "core/settings.html", {"form": form})
