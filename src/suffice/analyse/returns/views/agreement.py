from __future__ import annotations

from typing import Any

import polars as pl
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from suffice.analyse.returns import declarations, drawing
from suffice.analyse.returns.forms import DifferencesForm
from suffice.analyse.returns.models import AgreementResult
from suffice.analyse.returns.queries import agreement as held
from suffice.analyse.returns.registers import agreement as registers
from suffice.core import charts
from suffice.core.access import HouseRequest, allow
from suffice.core.operations import look
from suffice.core.pages import takeaway

_SHOWN = 200
_HEADINGS = {
    "child": "Child",
    "what": "What",
    "on": "On",
    "one_value": "One return says",
    "one_return": "Which return",
    "one_place": "Where",
    "other_value": "The other says",
    "other_return": "Which other return",
    "other_place": "Where in it",
}


@allow(declarations.SEE.code)
def agreement(request: HouseRequest) -> HttpResponse:
    """Show how often returns of different kinds differ, in totals."""
    result = held.latest(request.authority)
    rows = [held.row_of(one) for one in result.counts] if result else []
    sheet = registers.differences(rows).sheet(request, rows)
    if taken := sheet.download():
        return taken
    return render(
        request,
        "returns/agreement.html",
        {
            "answer": held.answer(request.authority, result),
            "result": result,
            "sheet": sheet,
            "chart": charts.by_name(request.authority, result.charts).get(drawing.PICTURE) if result else None,
            "stale": result is not None and not held.holds(result),
            "under_way": held.under_way(request.authority),
            "may_see_children": request.standing.may(declarations.SEE_CHILDREN.code),
        },
    )


@allow(declarations.SEE_CHILDREN.code)
def children(request: HouseRequest) -> HttpResponse:
    """Ask why, then show what two returns say of each child; the look is written down before any row is shown."""
    result = held.latest(request.authority)
    if result is None:
        raise Http404
    form = DifferencesForm(request.POST if request.method == "POST" else None, counts=result.counts)
    rows = None
    if form.is_valid():
        rows = _rows(result, form.cleaned_data)
        kind = request.POST.get("download", "")
        _look(request, form.cleaned_data, rows, taken=kind in takeaway.KINDS)
        if kind in takeaway.KINDS:
            return takeaway.response(_table(rows), kind)
    context = {
        "form": form,
        "result": result,
        "rows": None if rows is None else rows.head(_SHOWN).to_dicts(),
        "total": 0 if rows is None else rows.height,
        "shown": _SHOWN,
    }
    return render(request, "returns/agreement_children.html", context, status=400 if form.errors else 200)


def _rows(result: AgreementResult, asked: dict[str, Any]) -> pl.DataFrame:
    one, _, other = asked["pair"].partition("|")
    rows = held.rows(result, {"what": asked["what"], "one_return": one, "other_return": other})
    return rows.sort(asked["order"] or "child", "child", "what", maintain_order=True, nulls_last=True)


def _look(request: HouseRequest, asked: dict[str, Any], rows: pl.DataFrame, *, taken: bool) -> None:
    about = asked["what"] or "everything"
    what = f"children of whom two returns say different things: {about}{', taken away' if taken else ''}"
    look(
        authority=request.authority,
        what=what[:200],
        why=asked["reason"],
        children=rows["child"].n_unique(),
        by=request.user,
        at=timezone.now(),
    )


def _table(rows: pl.DataFrame) -> takeaway.Table:
    return takeaway.Table(
        "children-told-differently",
        "Children of whom two returns say different things",
        list(_HEADINGS.values()),
        rows.select(list(_HEADINGS)).rows(),
    )
