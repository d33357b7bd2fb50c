from __future__ import annotations

from django.urls import path, re_path

from suffice.core.pages.navigation import Section
from suffice.core.views import actions, charts, home, people, record, work

app_name = "core"
urlpatterns = [
    path("", home.home, name="home"),
    path("search/", home.search, name="search"),
    re_path(f"^(?P<section>{'|'.join(Section)})/$", home.section, name="section"),
    path("house/people/", people.people, name="people"),
    path("house/people/add/", people.add, name="add_person"),
    path("house/people/<int:pk>/", people.person, name="person"),
    path("house/people/<int:pk>/link/", people.link, name="link"),
    path("house/people/<int:pk>/bar/", people.bar, name="bar"),
    path("house/people/<int:pk>/let-in/", people.let_in, name="let_in"),
    path("house/roles/<int:pk>/end/", people.end_role, name="end_role"),
    path("house/settings/", record.settings, name="settings"),
    path("house/events/", record.events, name="events"),
    path("house/looks/", record.looks, name="looks"),
    path("house/looks/clear/", record.clear_looks, name="clear_looks"),
    path("actions/", actions.actions, name="actions"),
    path("actions/promise/", actions.promise, name="promise"),
    path("actions/<int:pk>/", actions.action, name="action"),
    path("actions/<int:pk>/<slug:what>/", actions.act, name="act"),
    path("work/<int:pk>/", work.work, name="work"),
    path("work/<int:pk>/progress.json", work.progress, name="progress"),
    path("charts/<str:digest>-<str:width>.svg", charts.chart, name="chart"),
]
