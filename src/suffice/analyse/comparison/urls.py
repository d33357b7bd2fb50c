from __future__ import annotations

from django.urls import path

from suffice.analyse.comparison.views import measures, neighbours

app_name = "comparison"
urlpatterns = [
    path("compare/", measures.measures, name="measures"),
    path("compare/make/", measures.make, name="make"),
    path("compare/progress.json", measures.progress, name="progress"),
    path("compare/neighbours/", neighbours.neighbours, name="neighbours"),
    path("compare/neighbours/choose/", neighbours.choose, name="choose"),
    path("compare/neighbours/leave/", neighbours.leave, name="leave"),
    path("compare/measures/<slug:code>/", measures.measure, name="measure"),
]
