from __future__ import annotations

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from suffice.engine.timeliness import rules
from suffice.review.timeliness.views import board, children, lengths, quality, reasons


class RuleCode(StringConverter):
    """A rule on what must be done by when, as addresses name it."""

    regex = "|".join(dict.fromkeys(one.code for one in rules()))


register_converter(RuleCode, "timed_rule")

app_name = "timeliness"
urlpatterns = [
    path("drift/", board.board, name="board"),
    path("drift/make/", board.make, name="make"),
    path("drift/day/", board.another_day, name="another_day"),
    path("drift/progress.json", board.progress, name="progress"),
    path("drift/teams/", board.teams, name="teams"),
    path("drift/days/", board.days, name="days"),
    path("drift/standards/", board.standards, name="standards"),
    path("drift/rules/<timed_rule:code>/", board.rule, name="rule"),
    path("drift/rules/<timed_rule:code>/children/", children.behind, name="behind"),
    path("drift/rules/<timed_rule:code>/reasons/add/", reasons.add, name="add_reason"),
    path("drift/rules/<timed_rule:code>/length/", lengths.set_length, name="set_length"),
    path("drift/rules/<timed_rule:code>/length/back/", lengths.put_back, name="put_back"),
    path("drift/reasons/<int:pk>/withdraw/", reasons.withdraw, name="withdraw_reason"),
    path("quality/", quality.quality, name="quality"),
    path("quality/list/", children.recording, name="recording"),
]
