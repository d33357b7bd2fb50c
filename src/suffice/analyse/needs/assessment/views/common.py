"""What every page of the needs assessment needs: the day asked for, the charts, how the figures stand."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpResponse

from suffice.analyse.needs import declarations
from suffice.analyse.needs.assessment import sentences
from suffice.analyse.needs.assessment.queries import reading, results
from suffice.analyse.needs.assessment.queries.reading import View
from suffice.analyse.needs.forms import AsAtForm
from suffice.analyse.needs.models import AssessmentResult
from suffice.analyse.needs.rates import Rate
from suffice.analyse.needs.sentences import divided_by
from suffice.analyse.returns import declarations as returns
from suffice.analyse.returns import unmade
from suffice.core import charts, work
from suffice.core.access import HouseRequest
from suffice.core.models import Chart


def asked(request: HouseRequest, result: AssessmentResult) -> tuple[View, AsAtForm]:
    """Return the view of the day that is asked for; the default where the day asked for is not one of those."""
    days = reading.days(result)
    form = AsAtForm(request.GET, days=days)
    on: date | None = form.cleaned_data["on"] if form.is_valid() else None
    view = reading.view(result, on)
    return view, AsAtForm(initial={"on": view.on.isoformat()}, days=days)


def nothing_yet(request: HouseRequest) -> HttpResponse:
    """Say what will be here, or how far the making of it is."""
    going = work.latest(results.KIND, request.authority) if results.possible(request.authority) else None
    return unmade.nothing_yet(request, "needs/assessment/nothing_yet.html", work=going, make=declarations.MAKE.code)


def common(request: HouseRequest, view: View, form: AsAtForm) -> dict[str, Any]:
    """Return what every page shows: charts, where the figures come from, and how they stand."""
    people = view.people(view.on)
    return {
        "view": view,
        "form": form,
        "charts": charts_of(view),
        "divided_by": divided_by(None if people is None else Rate(0, people)),
        "holds": results.holds(view.result),
        "work": work.latest(results.KIND, request.authority),
        "lacking": sentences.lacking(view),
    } | _may(request)


def charts_of(view: View) -> dict[str, Chart]:
    """Return the charts of the day by name."""
    return charts.by_name(view.authority, view.result.charts.get(view.on.isoformat(), {}))


def _may(request: HouseRequest) -> dict[str, bool]:
    place = request.standing
    return {
        "may_bring": place.may(returns.BRING.code),
        "may_make": place.may(declarations.MAKE.code),
        "may_record": place.may(declarations.RECORD.code),
        "may_set_population": place.may(returns.SET_POPULATION.code),
        "may_see_returns": place.may(returns.SEE.code),
    }
