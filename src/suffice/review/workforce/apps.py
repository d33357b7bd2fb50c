from __future__ import annotations

from django.apps import AppConfig


class WorkforceConfig(AppConfig):
    name = "suffice.review.workforce"
    label = "workforce"
    verbose_name = "Workforce"

    def ready(self) -> None:
        from suffice.review.workforce import declarations, home, tasks  # noqa: F401, PLC0415 - they fill registries
