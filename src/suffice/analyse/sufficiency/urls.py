from __future__ import annotations

from django.urls import path

from suffice.analyse.sufficiency.views import cost, places

app_name = "sufficiency"
urlpatterns = [
    path("sufficiency/", places.board, name="board"),
    path("sufficiency/make/", places.make, name="make"),
    path("sufficiency/progress.json", places.progress, name="progress"),
    path("sufficiency/sufficiency.json", places.document, name="document"),
    path("sufficiency/types/<slug:placement>/", places.kind, name="kind"),
    path("cost/", cost.cost, name="cost"),
    path("cost/block/", cost.block, name="block"),
    path("cost/cost.json", cost.document, name="cost_document"),
]
