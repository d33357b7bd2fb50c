from __future__ import annotations

from django.apps import AppConfig


class TimelinessConfig(AppConfig):
    name = "suffice.review.timeliness"
    label = "timeliness"
    verbose_name = "Drift and delay"

    def ready(self) -> None:
        from suffice.review.timeliness import declarations, home, tasks  # noqa: F401, PLC0415 - they fill registries
