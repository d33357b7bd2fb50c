from __future__ import annotations

from django.apps import AppConfig


class PerformanceConfig(AppConfig):
    name = "suffice.review.performance"
    label = "performance"
    verbose_name = "Performance"

    def ready(self) -> None:
        from suffice.review.performance import declarations, home, tasks  # noqa: F401, PLC0415 - it fills registries
