from __future__ import annotations

from django.urls import path

from suffice.analyse.needs.equality import living, views

urlpatterns = [
    path("over-represented/", views.overview, name="equality"),
    path("over-represented/make/", views.make, name="equality_make"),
    path("over-represented/progress.json", views.progress, name="equality_progress"),
    path("over-represented/population/", living.living, name="equality_living"),
    path("over-represented/population/bring/", living.bring, name="equality_bring"),
    path("over-represented/population/template.csv", living.template, name="equality_template"),
    path("over-represented/population/<int:pk>/withdraw/", living.withdraw, name="equality_withdraw"),
    path("over-represented/population/<slug:by>/", living.record, name="equality_record"),
    path("over-represented/<slug:cohort>/", views.cohort, name="equality_cohort"),
]
