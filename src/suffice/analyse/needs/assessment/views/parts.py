from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from suffice.analyse.needs import declarations
from suffice.analyse.needs.assessment.pages import Page
from suffice.analyse.needs.assessment.queries import results
from suffice.analyse.needs.assessment.views.common import asked, common, nothing_yet
from suffice.core.access import HouseRequest, allow


@allow(declarations.GROUPS.code)
def part(request: HouseRequest, page: Page) -> HttpResponse:
    """Show one page of the assessment as at the day asked for, or give one of its tables away."""
    result = results.latest(request.authority)
    if result is None:
        return nothing_yet(request)
    view, form = asked(request, result)
    sheets = {name: register.sheet(request, rows(view)) for name, (register, rows) in page.tables.items()}
    for sheet in sheets.values():
        taken: HttpResponse | None = sheet.download()
        if taken is not None:
            return taken
    context = common(request, view, form) | sheets | dict(page.words(view))
    return render(request, f"needs/assessment/{page.template}.html", context)
