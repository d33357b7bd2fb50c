from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from suffice.core.access import HouseRequest, allow
from suffice.core.pages.addresses import here
from suffice.publish.statement import declarations, operations
from suffice.publish.statement.forms import WordingForm
from suffice.publish.statement.queries import statements


@allow(declarations.WRITE.code)
def write(request: HouseRequest) -> HttpResponse:
    """Write the council's own part; what stands is filled in, and is kept when another takes its place."""
    initial = WordingForm.initial_of(statements.wording(request.authority))
    form = WordingForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        operations.write(authority=request.authority, by=request.user, at=timezone.now(), **form.cleaned_data)
        messages.success(request, "It is written down. Statements made from now on carry it.")
        return redirect(here(request.authority, "statement:statements"))
    return render(request, "statement/wording.html", {"form": form}, status=400 if form.errors else 200)
