from __future__ import annotations

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "suffice.review.reports"
    label = "reports"
    verbose_name = "Reports to boards"

    def ready(self) -> None:
        from suffice.review.reports import declarations, home, tasks  # noqa: F401, PLC0415 - they fill registries
