from __future__ import annotations

from django.urls import path

from suffice.analyse.returns.views import (
    agreement,
    bringing,
    children,
    deciding,
    downloads,
    finding,
    mapping,
    population,
    register,
    shelf,
)

app_name = "returns"
urlpatterns = [
    path("returns/", register.register, name="register"),
    path("returns/bring/", bringing.bring, name="bring"),
    path("returns/here/", shelf.here_now, name="here"),
    path("returns/agreement/", agreement.agreement, name="agreement"),
    path("returns/agreement/children/", agreement.children, name="agreement_children"),
    path("returns/meanings/", mapping.decisions, name="mappings"),
    path("returns/meanings/file/", mapping.file, name="mapping_file"),
    path("returns/meanings/<int:pk>/", mapping.decision, name="decision"),
    path("returns/repairs/", register.repairs, name="repairs"),
    path("returns/clear/", register.clear, name="clear"),
    path("returns/child/", children.find, name="child"),
    path("returns/population/", population.population, name="population"),
    path("returns/population/file/", population.bring, name="population_file"),
    path("returns/population/by-hand/", population.by_hand, name="population_by_hand"),
    path("returns/uploads/<int:pk>/", bringing.upload, name="upload"),
    path("returns/uploads/<int:pk>/accept/", deciding.accept_all, name="accept_all"),
    path("returns/uploads/<int:pk>/findings/<slug:code>/", finding.finding, name="finding"),
    path("returns/uploads/<int:pk>/meanings/", mapping.explain, name="explain"),
    path("returns/uploads/<int:pk>/set-aside/", finding.set_aside, name="set_aside"),
    path("returns/uploads/<int:pk>/originals/<int:original>/", downloads.original, name="original"),
    path("returns/<int:pk>/", deciding.record, name="record"),
    path("returns/<int:pk>/accept/", deciding.accept, name="accept"),
    path("returns/<int:pk>/refuse/", deciding.refuse, name="refuse"),
    path("returns/<int:pk>/withdraw/", deciding.withdraw, name="withdraw"),
]
