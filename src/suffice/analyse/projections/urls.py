from __future__ import annotations

from django.urls import path

from suffice.analyse.projections.views import arithmetic, how_good, projections, runs

app_name = "projections"
urlpatterns = [
    path("projections/", projections.projections, name="projections"),
    path("projections/renew/", projections.renew, name="renew"),
    path("projections/arithmetic/", arithmetic.write, name="arithmetic"),
    path("projections/strategy.json", arithmetic.document, name="strategy_json"),
    path("projections/how-good/", how_good.how_good, name="how_good"),
    path("projections/how-good/renew/", how_good.renew, name="how_good_renew"),
    path("projections/how-good/backtest.json", how_good.document, name="how_good_json"),
    path("projections/how-good/progress.json", how_good.progress, name="how_good_progress"),
    path("projections/runs/", runs.register, name="runs"),
    path("projections/new/", runs.new, name="new"),
    path("projections/runs/<int:pk>/", runs.run, name="run"),
    path("projections/runs/<int:pk>/projection.json", runs.document, name="document"),
    path("projections/runs/<int:pk>/progress.json", runs.progress, name="progress"),
    path("projections/runs/<int:pk>/again/", runs.again, name="again"),
]
