from __future__ import annotations

from django.urls import path

from suffice.analyse.scenarios.views import building, comparing, comparisons, levers, scenarios

app_name = "scenarios"
_ONE = "scenarios/<int:pk>/"
_LEVER = f"{_ONE}levers/<int:place>/"
_COMPARISON = "scenarios/comparisons/<int:pk>/"
urlpatterns = [
    path("scenarios/", scenarios.register, name="scenarios"),
    path("scenarios/new/", building.new, name="new"),
    path("scenarios/start/<slug:start>/", building.start, name="start"),
    path("scenarios/bring/", building.bring, name="bring"),
    path("scenarios/template.json", scenarios.template, name="template"),
    path("scenarios/schema.json", scenarios.schema, name="schema"),
    path("scenarios/compare/", comparing.compare, name="compare"),
    path("scenarios/comparisons/", comparisons.register, name="comparisons"),
    path(_COMPARISON, comparisons.comparison, name="comparison"),
    path(f"{_COMPARISON}comparison.json", comparisons.document, name="comparison_document"),
    path(f"{_COMPARISON}progress.json", comparisons.progress, name="progress"),
    path(f"{_COMPARISON}again/", comparing.again, name="again"),
    path(_ONE, scenarios.scenario, name="scenario"),
    path(f"{_ONE}versions/<int:number>/", scenarios.version, name="version"),
    path(f"{_ONE}versions/<int:number>/scenario.json", scenarios.document, name="document"),
    path(f"{_ONE}words/", building.words, name="words"),
    path(f"{_ONE}copy/", building.copy, name="copy"),
    path(f"{_ONE}retire/", building.retire, name="retire"),
    path(f"{_ONE}levers/new/", levers.choose, name="choose_lever"),
    path(f"{_ONE}levers/new/<slug:kind>/", levers.add, name="add_lever"),
    path(_LEVER, levers.change, name="change_lever"),
    path(f"{_LEVER}copy/", levers.copy, name="copy_lever"),
    path(f"{_LEVER}remove/", levers.remove, name="remove_lever"),
]
