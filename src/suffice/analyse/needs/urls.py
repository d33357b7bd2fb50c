from __future__ import annotations

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from suffice.analyse.needs.assessment.urls import urlpatterns as assessment
from suffice.analyse.needs.equality.urls import urlpatterns as equality
from suffice.analyse.needs.trends import BREAKDOWNS
from suffice.analyse.needs.views import children, published, trends


class BreakdownCode(StringConverter):
    """A way of grouping children, as addresses name it."""

    regex = "|".join(BREAKDOWNS)


register_converter(BreakdownCode, "breakdown")

app_name = "needs"
urlpatterns = [
    *assessment,
    path("trends/", trends.trends, name="trends"),
    path("trends/make/", trends.make, name="make"),
    path("trends/progress.json", trends.progress, name="progress"),
    path("trends/published/", published.published, name="published"),
    path("trends/published/add/", published.add, name="add_published"),
    path("trends/published/<int:pk>/withdraw/", published.withdraw, name="withdraw_published"),
    path("trends/children/", children.everybody, name="children"),
    path("trends/<breakdown:code>/", trends.breakdown, name="breakdown"),
    path("trends/<breakdown:code>/<str:group>/children/", children.group, name="group_children"),
    *equality,
]
