"""The addresses of the house: what belongs to everybody, and under each authority's code what belongs to it."""

from __future__ import annotations

from importlib.util import find_spec

from django.conf import settings
from django.urls import include, path

import suffice.core.pages.addresses  # noqa: F401 - teaches Django what an authority's code looks like
from suffice.core.views import guide, home

ROOMS = [room for room in settings.ROOMS if find_spec(f"{room}.urls")]

urlpatterns = [
    path("", home.choose, name="home"),
    path("accounts/", include("suffice.core.accounts.urls")),
    path("guide/", guide.page, name="guide"),
    path("guide/roles/", guide.roles, name="guide_roles"),
    path("guide/pictures/<str:name>", guide.picture, name="guide_picture"),
    path("guide/<path:name>/", guide.page, name="guide_page"),
    path("accessibility/", home.accessibility, name="accessibility"),
    path("privacy/", home.privacy, name="privacy"),
    path("licence/", home.licence, name="licence"),
    path("<authority:authority_code>/", include([path("", include(f"{room}.urls")) for room in ROOMS])),
]

handler400 = "suffice.core.views.errors.bad_request"
handler403 = "suffice.core.views.errors.permission_denied"
handler404 = "suffice.core.views.errors.not_found"
handler429 = "suffice.core.views.errors.too_many_requests"
handler500 = "suffice.core.views.errors.server_error"
