from __future__ import annotations

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from suffice.review.performance.views import board, children, choosing, days, keeping, measure, writing


class MeasureCode(StringConverter):
    """The code of a measure, as addresses name it; whether there is such a measure the page says."""

    regex = "[a-z0-9_]+"


register_converter(MeasureCode, "measure")

app_name = "performance"
urlpatterns = [
    path("performance/", board.board, name="board"),
    path("performance/make/", board.make, name="make"),
    path("performance/progress.json", board.progress, name="progress"),
    path("performance/plan/", board.plan_table, name="plan"),
    path("performance/commentaries/", writing.commentaries, name="commentaries"),
    path("performance/commentaries/<int:pk>/change/", writing.change, name="change"),
    path("performance/commentaries/<int:pk>/sign/", writing.sign, name="sign"),
    path("performance/days/", days.days, name="days"),
    path("performance/days/<int:pk>/", days.day, name="day"),
    path("performance/views/save/", board.save_view, name="save_view"),
    path("performance/views/<int:pk>/delete/", board.delete_view, name="delete_view"),
    path("performance/targets/<int:pk>/withdraw/", keeping.withdraw_target, name="withdraw_target"),
    path("performance/anew/<int:pk>/withdraw/", keeping.withdraw_rebase, name="withdraw_rebase"),
    path("performance/of/<measure:code>/", measure.measure, name="measure"),
    path("performance/of/<measure:code>/children/", children.behind, name="children"),
    path("performance/of/<measure:code>/target/", keeping.target, name="target"),
    path("performance/of/<measure:code>/anew/", keeping.anew, name="anew"),
    path("performance/of/<measure:code>/counts/<measure:option>/", choosing.choose, name="choose"),
    path("performance/of/<measure:code>/counts/<int:pk>/put-back/", choosing.put_back, name="put_back"),
    path("performance/of/<measure:code>/commentary/", writing.write, name="write"),
]
