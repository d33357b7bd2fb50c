from __future__ import annotations

from django.urls import path

from suffice.analyse.needs.assessment import pages
from suffice.analyse.needs.assessment.views import board, parts

urlpatterns = [
    path("needs/", board.board, name="assessment"),
    path("needs/make/", board.make, name="make_assessment"),
    path("needs/progress.json", board.progress, name="assessment_progress"),
    path("needs/tiers/", parts.part, {"page": pages.TIERS}, name="tiers"),
    path("needs/moves/", parts.part, {"page": pages.MOVES}, name="moves"),
    path("needs/vulnerability/", parts.part, {"page": pages.VULNERABILITY}, name="vulnerability"),
    path("needs/front-door/", parts.part, {"page": pages.FRONT_DOOR}, name="front_door"),
    path("needs/localities/", parts.part, {"page": pages.LOCALITIES}, name="localities"),
]
