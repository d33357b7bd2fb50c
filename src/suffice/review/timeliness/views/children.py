from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from suffice.analyse.returns import declarations as returns
from suffice.core.access import HouseRequest, allow
from suffice.core.operations import look
from suffice.core.pages import takeaway
from suffice.core.pages.register import Column
from suffice.review.timeliness import checks, policies
from suffice.review.timeliness.forms import BehindForm, RecordingForm, RowsForm
from suffice.review.timeliness.queries import board as views
from suffice.review.timeliness.queries import children, rows_shown
from suffice.review.timeliness.queries.children import Behind, ToPutRight
from suffice.review.timeliness.views.board import asked_day, title_of

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Asked:
    """What rows are asked for: in words, how they are read, how they are shown, and where the page leads back to."""

    name: str
    words: str
    read: Callable[[], Sequence[Row]]
    columns: Sequence[Column]
    about: dict[str, Any]


@allow(returns.SEE_CHILDREN.code)
def behind(request: HouseRequest, code: str) -> HttpResponse:
    """Ask why, then show who is behind a rule."""
    view = _view(request)
    workers = views.workers(view.result, code)
    form = BehindForm(_sent(request), initial=_wanted(request), teams=view.figures.teams(code), workers=workers)
    about = {"code": code, "title": title_of(code), "view": view}
    chosen = form.cleaned_data if form.is_valid() else {}
    figure = Behind(
        view.figures.on,
        code,
        title_of(code),
        **{name: chosen.get(name, "") for name in ("standing", "team", "worker")},
    )
    asked = _Asked("behind", figure.words, lambda: children.behind(request.authority, figure), rows_shown.ITEMS, about)
    return _rows(request, form, asked, "timeliness/behind.html")


@allow(returns.SEE_CHILDREN.code)
def recording(request: HouseRequest) -> HttpResponse:
    """Ask why, then show what is to be put right: the list of a recording day."""
    view = _view(request)
    form = RecordingForm(_sent(request), initial=_wanted(request), faults=view.figures.faults)
    chosen = form.cleaned_data if form.is_valid() else {}
    check = chosen.get("check", "")
    list_ = ToPutRight(view.figures.on, check, checks.title(check) if check else "", chosen.get("team", ""))
    asked = _Asked(
        "to-put-right",
        list_.words,
        lambda: children.to_put_right(request.authority, list_),
        rows_shown.FAULTS,
        {"view": view},
    )
    return _rows(request, form, asked, "timeliness/recording.html")


def _rows(request: HouseRequest, form: RowsForm, asked: _Asked, page: str) -> HttpResponse:
    """Show rows once it is said why; the look, and the taking away, is written down before."""
    policies.check_rows_kept(request.authority)
    rows: Sequence[Row] | None = None
    if form.is_bound and form.is_valid():
        rows = asked.read()
        kind = form.cleaned_data["download"]
        look(
            authority=request.authority,
            what=(f"Taken away: {asked.words}" if kind else asked.words)[:200],
            why=form.cleaned_data["reason"],
            children=len({row["child"] for row in rows}),
            by=request.user,
            at=timezone.now(),
        )
        if kind:
            return takeaway.response(_table(asked, rows), kind)
    context = {"form": form, "rows": rows, "words": asked.words, "columns": asked.columns, **asked.about}
    return render(request, page, context, status=400 if form.errors else 200)


def _table(asked: _Asked, rows: Sequence[Row]) -> takeaway.Table:
    return takeaway.Table(
        name=asked.name,
        title=asked.words,
        headings=[one.heading for one in asked.columns],
        rows=[[one.value(row) for one in asked.columns] for row in rows],
    )


def _view(request: HouseRequest) -> views.View:
    found = views.view(request.authority, asked_day(request))
    if found is None:
        raise Http404
    return found


def _sent(request: HouseRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _wanted(request: HouseRequest) -> dict[str, str]:
    """Return what the link that led here asks for: a standing, a check or a team, never a child."""
    return {name: request.GET[name] for name in ("standing", "check", "team") if name in request.GET}
