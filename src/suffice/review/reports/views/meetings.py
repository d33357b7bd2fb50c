from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from suffice.core.access import HouseRequest, allow
from suffice.core.actions import operations as actions
from suffice.core.actions import queries as promised
from suffice.core.actions.forms import ActionForm
from suffice.core.actions.registers import ACTIONS, state_words
from suffice.core.pages.addresses import here
from suffice.core.policies import NotNow
from suffice.review.reports import declarations, operations, policies, registers
from suffice.review.reports.forms import MeetingForm, MinuteForm
from suffice.review.reports.models import Meeting
from suffice.review.reports.queries import meetings as of_meetings
from suffice.review.reports.queries import sets


@allow(declarations.SEE.code)
def meetings(request: HouseRequest) -> HttpResponse:
    found = of_meetings.every_meeting(request.authority)
    sheet = registers.MEETINGS.sheet(request, found)
    return sheet.download() or render(
        request,
        "reports/meetings.html",
        {
            "sheet": sheet,
            "latest": found.first(),
            "reports": sets.standing(request.authority).exists(),
            "may_meet": request.standing.may(declarations.MEET.code),
        },
    )


@allow(declarations.MEET.code)
def call(request: HouseRequest) -> HttpResponse:
    form = MeetingForm(request.POST if request.method == "POST" else None)
    form.fields["report_set"].queryset = sets.standing(request.authority)  # type: ignore[attr-defined]
    if form.is_valid():
        try:
            made = operations.call(**form.cleaned_data, by=request.user, at=timezone.now())
        except NotNow as refusal:
            form.add_error("on", str(refusal))
        else:
            messages.success(request, "The meeting is called, and its agenda is drawn up.")
            return redirect(here(request.authority, "reports:meeting", pk=made.pk))
    return _form(request, form, "Call a meeting", "Call it")


@allow(declarations.SEE.code)
def meeting(request: HouseRequest, pk: int) -> HttpResponse:
    found = _found(request, pk)
    every = of_meetings.carried(found.report_set)
    sheet = ACTIONS.sheet(request, every)
    if taken := sheet.download():
        return taken
    here_raised = promised.raised_from(found)
    may_meet = request.standing.may(declarations.MEET.code) and found.closed_at is None
    drafts = request.standing.may(declarations.DRAFTS.code)
    context = {
        "meeting": found,
        "edition": found.edition if found.edition and (drafts or found.edition.signed_at) else None,
        "items": [
            (at, item, [note for note in found.notes.all() if note.item == at])
            for at, item in enumerate(found.agenda, start=1)
        ],
        "decided": sum(1 for note in found.notes.all() if note.decision),
        "raised": [(one, state_words(one)) for one in here_raised],
        "late": list(every.late(timezone.localdate())),
        "sheet": sheet,
        "may_meet": may_meet,
    }
    return render(request, "reports/meeting.html", context)


@allow(declarations.MEET.code)
def minute(request: HouseRequest, pk: int) -> HttpResponse:
    found = _found(request, pk)
    policies.check_meeting_open(found)
    data = request.POST if request.method == "POST" else None
    form = MinuteForm(data, agenda=found.agenda, initial={"item": request.GET.get("item", "1")})
    if form.is_valid():
        operations.minute(meeting=found, **form.cleaned_data, by=request.user, at=timezone.now())
        messages.success(request, "It is written down.")
        return redirect(here(request.authority, "reports:meeting", pk=pk))
    return _form(request, form, "Write into the notes", "Write it down", found)


@allow(declarations.MEET.code)
def promise(request: HouseRequest, pk: int) -> HttpResponse:
    found = _found(request, pk)
    form = ActionForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        actions.promise(
            authority=request.authority, **form.cleaned_data, subject=found, by=request.user, at=timezone.now()
        )
        messages.success(request, "The action is written down.")
        return redirect(here(request.authority, "reports:meeting", pk=pk))
    return _form(request, form, "An action from this meeting", "Write it down", found)


@allow(declarations.MEET.code)
@require_POST
def close(request: HouseRequest, pk: int) -> HttpResponse:
    operations.close(meeting=_found(request, pk), by=request.user, at=timezone.now())
    messages.success(request, "The notes are closed. Its actions stay open until they are done.")
    return redirect(here(request.authority, "reports:meeting", pk=pk))


def _form(
    request: HouseRequest,
    form: MeetingForm | MinuteForm | ActionForm,
    title: str,
    button: str,
    found: Meeting | None = None,
) -> HttpResponse:
    context = {"form": form, "title": title, "button": button, "meeting": found}
    return render(request, "reports/ask.html", context, status=400 if form.errors else 200)


def _found(request: HouseRequest, pk: int) -> Meeting:
    return get_object_or_404(of_meetings.every_meeting(request.authority), pk=pk)
