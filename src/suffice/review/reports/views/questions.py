from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from suffice.core.access import HouseRequest, allow
from suffice.core.actions import operations as actions
from suffice.core.actions import queries as promised
from suffice.core.actions.forms import ActionForm
from suffice.core.actions.registers import state_words
from suffice.core.pages.addresses import here
from suffice.engine.measures import INDICATORS
from suffice.review.reports import declarations, operations, policies
from suffice.review.reports.forms import AnswerForm, QuestionForm
from suffice.review.reports.models import Question
from suffice.review.reports.queries import questions, sets


@allow(declarations.ASK.code)
def ask(request: HouseRequest, pk: int) -> HttpResponse:
    edition = get_object_or_404(sets.every_edition(request.authority), pk=pk)
    policies.check_askable(edition, "")
    data = request.POST if request.method == "POST" else None
    form = QuestionForm(data, titles={code: INDICATORS[code].title for code in questions.figures(edition)})
    if form.is_valid():
        made = operations.question(edition=edition, **form.cleaned_data, by=request.user, at=timezone.now())
        messages.success(request, "Your question is written down. Those who make the report are told.")
        return redirect(here(request.authority, "reports:question", pk=made.pk))
    context = {"form": form, "report": edition.report_set, "title": "Ask about this report", "button": "Ask"}
    return render(request, "reports/ask.html", context, status=400 if form.errors else 200)


@allow(declarations.SEE.code)
def question(request: HouseRequest, pk: int) -> HttpResponse:
    found = _found(request, pk)
    context = {
        "question": found,
        "raised": [(one, state_words(one)) for one in promised.raised_from(found)],
        "may_answer": request.standing.may(declarations.ANSWER.code),
    }
    return render(request, "reports/question.html", context)


@allow(declarations.ANSWER.code)
def answer(request: HouseRequest, pk: int) -> HttpResponse:
    found = _found(request, pk)
    policies.check_unanswered(found)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        operations.answer(question=found, **form.cleaned_data, by=request.user, at=timezone.now())
        messages.success(request, "The answer is written down.")
        return redirect(here(request.authority, "reports:question", pk=pk))
    return _form(request, form, found, "Answer the question")


@allow(declarations.ANSWER.code)
def promise(request: HouseRequest, pk: int) -> HttpResponse:
    found = _found(request, pk)
    form = ActionForm(request.POST if request.method == "POST" else None, initial={"why": found.words})
    if form.is_valid():
        actions.promise(
            authority=request.authority, **form.cleaned_data, subject=found, by=request.user, at=timezone.now()
        )
        messages.success(request, "The action is written down.")
        return redirect(here(request.authority, "reports:question", pk=pk))
    return _form(request, form, found, "An action from this question")


def _form(request: HouseRequest, form: AnswerForm | ActionForm, found: Question, title: str) -> HttpResponse:
    context = {"form": form, "report": found.edition.report_set, "title": title, "button": "Write it down"}
    return render(request, "reports/ask.html", context, status=400 if form.errors else 200)


def _found(request: HouseRequest, pk: int) -> Question:
    return get_object_or_404(questions.every(request.authority), pk=pk)
