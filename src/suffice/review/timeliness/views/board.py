from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from suffice.analyse.returns import declarations as returns
from suffice.analyse.returns import unmade
from suffice.core import work
from suffice.core.access import HouseRequest, allow
from suffice.core.pages.addresses import here
from suffice.core.policies import NotNow
from suffice.engine.timeliness import rules
from suffice.engine.timeliness.standards import of_rule
from suffice.review.timeliness import declarations, operations, sentences
from suffice.review.timeliness.figures import Tally
from suffice.review.timeliness.forms import AnotherDayForm, AsAtForm
from suffice.review.timeliness.queries import board as views
from suffice.review.timeliness.queries import lengths, reasons, results, tables
from suffice.review.timeliness.queries import standards as listed


@allow(declarations.SEE.code)
def board(request: HouseRequest) -> HttpResponse:
    view = views.view(request.authority, asked_day(request))
    if view is None:
        return nothing_yet(request)
    sheet = tables.RULES.sheet(request, tables.rules(view.figures, _rule_address(request, view)))
    return sheet.download() or render(
        request,
        "timeliness/board.html",
        common(request, view)
        | {"sheet": sheet, "answer": sentences.overall(view.figures), "worst": sentences.worst(view.figures)},
    )


@allow(declarations.SEE.code)
def rule(request: HouseRequest, code: str) -> HttpResponse:
    view = views.view(request.authority, asked_day(request))
    if view is None:
        return nothing_yet(request)
    count = view.figures.rule(code)
    sheets = _sheets(request, view, code)
    for sheet in sheets.values():
        taken: HttpResponse | None = sheet.download()
        if taken is not None:
            return taken
    context = {
        "code": code,
        "title": title_of(code),
        "followed": view.figures.rules.get(code),
        "count": count,
        "standards": of_rule(code),
        "told_by": tables.told_by(view.figures.rules[code].table) if code in view.figures.rules else "",
        "answer": sentences.of_rule(view.figures, count) if count else sentences.not_told(view.figures, title_of(code)),
    }
    more = _own_length(request, view, code) | _reasons(request, code)
    return render(request, "timeliness/rule.html", common(request, view) | sheets | context | more)


@allow(declarations.TEAMS.code)
def teams(request: HouseRequest) -> HttpResponse:
    """Show what is overdue of all rules together, by team and, for those who lead them, by worker."""
    view = views.view(request.authority, asked_day(request))
    if view is None:
        return nothing_yet(request)
    by_team = [one for one in tables.totals(view.figures.by_team) if one.team]
    sheets = {"teams": tables.TEAMS.sheet(request, tables.counts(by_team))}
    if request.standing.may(declarations.WORKERS.code):
        told = [Tally.of(one) for one in view.result.workers]
        sheets["workers"] = tables.WORKERS.sheet(request, tables.counts(tables.totals(told)))
    for sheet in sheets.values():
        taken: HttpResponse | None = sheet.download()
        if taken is not None:
            return taken
    context = {"answer": sentences.most_behind(view.figures, by_team)}
    return render(request, "timeliness/teams.html", common(request, view) | sheets | context)


@allow(declarations.SEE.code)
def days(request: HouseRequest) -> HttpResponse:
    """Show every rule on every day of which there is a result."""
    found = views.every_day(request.authority)
    if not found:
        return nothing_yet(request)
    sheet = tables.EVERY_DAY.sheet(request, found)
    context = {"sheet": sheet, "answer": sentences.better_or_worse(found)}
    return sheet.download() or render(request, "timeliness/days.html", context)


@allow(declarations.SEE.code)
def standards(request: HouseRequest) -> HttpResponse:
    """List every timed standard: who says so, what tells it, and what is missing."""
    view = views.view(request.authority, asked_day(request))
    found = listed.every(request.authority, view.figures if view else None)
    sheet = listed.STANDARDS.sheet(request, found)
    context = {"sheet": sheet, "answer": listed.answer(found)}
    return sheet.download() or render(request, "timeliness/standards.html", context)


@allow(declarations.MAKE.code)
@require_POST
def make(request: HouseRequest) -> HttpResponse:
    if operations.ask(authority=request.authority, by=request.user, at=timezone.now()) is None:
        messages.info(request, "No return is accepted yet, so there is nothing to work out.")
    return redirect(here(request.authority, "timeliness:board"))


@allow(declarations.MAKE.code)
@require_POST
def another_day(request: HouseRequest) -> HttpResponse:
    """Have a further day worked out; a day of which there is a result that holds is only shown."""
    form = AnotherDayForm(request.POST)
    address = here(request.authority, "timeliness:board")
    if not form.is_valid():
        messages.error(request, " ".join(str(one) for one in form.errors["on"]))
        return redirect(address)
    on = form.cleaned_data["on"]
    found = results.latest(request.authority, on)
    if found is None or not results.holds(found):
        try:
            operations.ask(authority=request.authority, by=request.user, at=timezone.now(), on=on)
        except NotNow as refusal:
            messages.error(request, str(refusal))
            return redirect(address)
    return redirect(f"{address}?on={on.isoformat()}")


@allow(declarations.SEE.code)
def progress(request: HouseRequest) -> HttpResponse:
    """Say how far the making is, to all who may read what comes of it."""
    return JsonResponse(work.told(work.latest(results.KIND, request.authority)))


def asked_day(request: HouseRequest) -> date | None:
    """Return the day that is asked for, of those that there are; None for the latest."""
    form = AsAtForm(request.GET, days=results.days(request.authority))
    found: date | None = form.cleaned_data["on"] if form.is_valid() else None
    return found


def nothing_yet(request: HouseRequest) -> HttpResponse:
    """Say what will be here, or how far the making of it is."""
    going = work.latest(results.KIND, request.authority) if results.told_of(request.authority) else None
    return unmade.nothing_yet(request, "timeliness/nothing_yet.html", work=going, make=declarations.MAKE.code)


def common(request: HouseRequest, view: views.View) -> dict[str, Any]:
    """Return what every page of drift and delay needs."""
    days = results.days(request.authority)
    return {
        "view": view,
        "form": AsAtForm(initial={"on": view.figures.on.isoformat()}, days=days),
        "another": AnotherDayForm(),
        "charts": views.charts(view.result),
        "holds": results.holds(view.result),
        "work": work.latest(results.KIND, request.authority),
        "may_make": request.standing.may(declarations.MAKE.code),
        "may_see_children": request.standing.may(returns.SEE_CHILDREN.code),
        "may_see_teams": request.standing.may(declarations.TEAMS.code),
    }


def title_of(code: str) -> str:
    """Return what a rule is called."""
    return next(one.title for one in rules() if one.code == code)


def _reasons(request: HouseRequest, code: str) -> dict[str, Any]:
    """Return why teams were behind with a rule, for those who may see teams."""
    if not request.standing.may(declarations.TEAMS.code):
        return {}
    found = reasons.standing(request.authority, code)
    return {
        "reasons": reasons.REASONS.sheet(request, found),
        "given": list(found),
        "may_give_reason": request.standing.may(declarations.GIVE_REASON.code),
    }


def _own_length(request: HouseRequest, view: views.View, code: str) -> dict[str, Any]:
    """Return the usual length of a rule, whether the council's own holds, and what the usual one would come to."""
    return {
        "shipped": lengths.shipped(code),
        "own": lengths.standing(request.authority, code, timezone.localdate()),
        "under_usual": sentences.under_usual(view.figures, code),
        "may_set_length": request.standing.may(declarations.SET_LENGTH.code),
    }


def _rule_address(request: HouseRequest, view: views.View) -> str:
    address = (
        here(request.authority, "timeliness:rule", code=view.figures.by_rule[0].rule) if view.figures.by_rule else ""
    )
    base = address.removesuffix("/").rpartition("/")[0]
    return f"{base}/RULE/?on={view.figures.on.isoformat()}"


def _team_address(request: HouseRequest, view: views.View, code: str) -> str:
    """Return where a team's children are, for those who may see them."""
    if not request.standing.may(returns.SEE_CHILDREN.code):
        return ""
    address = here(request.authority, "timeliness:behind", code=code)
    return f"{address}?on={view.figures.on.isoformat()}&team=TEAM"


def _sheets(request: HouseRequest, view: views.View, code: str) -> dict[str, Any]:
    """Return the tables of one rule that this person may see."""
    days = views.over_days(request.authority, code)
    found = {"days": tables.DAYS.sheet(request, days)} if len(days) > 1 else {}
    if lengths.shipped(code).local:
        found["history"] = lengths.HISTORY.sheet(request, lengths.history(request.authority, code))
    teams, workers = view.figures.teams(code), views.workers(view.result, code)
    if request.standing.may(declarations.TEAMS.code) and teams:
        found["teams"] = tables.TEAMS.sheet(request, tables.counts(teams, _team_address(request, view, code)))
    if request.standing.may(declarations.WORKERS.code) and workers:
        found["workers"] = tables.WORKERS.sheet(request, tables.counts(workers))
    return found
