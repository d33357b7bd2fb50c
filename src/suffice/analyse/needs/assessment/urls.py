from __future__ import annotations

from django.urls import path

from suffice.analyse.needs.assessment.views import board, parts

urlpatterns = [
    path("needs/", board.board, name="assessment"),
    path("needs/make/", board.make, name="make_assessment"),
    path("needs/progress.json", board.progress, name="assessment_progress"),
    path("needs/tiers/", parts.tiers, name="tiers"),
    path("needs/moves/", parts.moves, name="moves"),
    path("needs/vulnerability/", parts.vulnerability, name="vulnerability"),
    path("needs/front-door/", parts.front_door, name="front_door"),
    path("needs/localities/", parts.localities, name="localities"),
]
