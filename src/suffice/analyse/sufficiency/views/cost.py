from __future__ import annotations

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render

from suffice.analyse.sufficiency import declarations, money
from suffice.analyse.sufficiency.queries import money_tables, results
from suffice.analyse.sufficiency.views.places import common, nothing_yet
from suffice.core.access import HouseRequest, allow


@allow(declarations.COST.code)
def cost(request: HouseRequest) -> HttpResponse:
    result = results.latest(request.authority)
    told = result.money if result else None
    if result is None:
        return nothing_yet(request, title="Cost")
    if told is None:
        return render(request, "sufficiency/no_prices.html", common(request, result))
    scenarios = result.scenario_costs
    types, providers = money_tables.across(told.by_type), money_tables.across(told.by_provider)
    sheets = {
        "years": money_tables.years_register(told.years).sheet(request, told.by_year),
        "quarters": money_tables.years_register(told.quarters).sheet(request, told.by_quarter),
        "types": money_tables.types_register(told.years).sheet(request, types),
        "type_quarters": money_tables.quarters_register(told.quarters).sheet(request, told.by_type_quarter),
        "providers": money_tables.providers_register(providers, told.years).sheet(request, providers),
        "scenarios": money_tables.scenarios_register(told.years).sheet(request, money_tables.beside(scenarios)),
    }
    for sheet in sheets.values():
        if taken := sheet.download():
            return taken
    return render(
        request,
        "sufficiency/cost.html",
        common(request, result)
        | {
            "answer": money.answer(told),
            "said": [one for one in (money.ahead(told), money.nowhere(told), money.unpriced(told)) if one],
            "split": money.split(told),
            "findings": told.findings,
            "sheets": sheets,
            "scenarios": [money.compared(one) for one in scenarios],
            "remarks": [(one.name, one.findings) for one in scenarios if one.findings],
            "blocks": [money.blocked(one) for one in result.blocks],
        },
    )


@allow(declarations.COST.code)
def block(request: HouseRequest) -> HttpResponse:
    result = results.latest(request.authority)
    if result is None:
        return nothing_yet(request, title="Block against spot")
    cases = [(one, money_tables.curve_register(one).sheet(request, one.curve)) for one in result.blocks]
    for _, sheet in cases:
        if taken := sheet.download():
            return taken
    told = [
        {
            "case": case,
            "chart": results.charts_of(result).get(f"block-{case.placement}"),
            "sheet": sheet,
            "answer": money.blocked(case),
            "words": [one for one in (money.breaks_even(case), money.saved(case)) if one],
        }
        for case, sheet in cases
    ]
    return render(request, "sufficiency/block.html", common(request, result) | {"cases": told})


@allow(declarations.COST.code)
def document(request: HouseRequest) -> HttpResponse:
    """Return the cost in the shape of ``suffice project --prices --json``, and that of the scenarios."""
    result = results.latest(request.authority)
    if result is None or result.cost is None:
        raise Http404
    return JsonResponse(
        {**result.cost, "block_against_spot": result.block, "scenarios": result.scenarios},
        json_dumps_params={"ensure_ascii": False},
        headers={"Content-Disposition": f'attachment; filename="cost-{result.origin.isoformat()}.json"'},
    )
