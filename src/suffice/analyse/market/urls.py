from __future__ import annotations

from django.urls import path

import suffice.analyse.market.shelves  # noqa: F401 - teaches Django which registers there are
from suffice.analyse.market.views import board, files, shelves

app_name = "market"
urlpatterns = [
    path("market/", board.board, name="board"),
    path("market/own/", board.own, name="own"),
    path("market/files/", files.register, name="files"),
    path("market/files/bring/", files.bring, name="bring"),
    path("market/files/templates/<slug:what>.csv", files.template, name="template"),
    path("market/files/<int:pk>/", files.file, name="file"),
    path("market/files/<int:pk>/accept/", files.accept, name="accept"),
    path("market/files/<int:pk>/refuse/", files.refuse, name="refuse"),
    path("market/files/<int:pk>/original/", files.original, name="original"),
    path("market/<market_shelf:shelf>/", shelves.shelf, name="shelf"),
    path("market/<market_shelf:shelf>/add/", shelves.add, name="add"),
    path("market/<market_shelf:shelf>/<int:pk>/", shelves.record, name="record"),
    path("market/<market_shelf:shelf>/<int:pk>/change/", shelves.change, name="change"),
    path("market/<market_shelf:shelf>/<int:pk>/end/", shelves.end, name="end"),
]
