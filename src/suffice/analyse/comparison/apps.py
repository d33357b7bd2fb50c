from __future__ import annotations

from django.apps import AppConfig


class ComparisonConfig(AppConfig):
    name = "suffice.analyse.comparison"
    label = "comparison"
    verbose_name = "How we compare"

    def ready(self) -> None:
        from suffice.analyse.comparison import declarations, home, tasks  # noqa: F401, PLC0415 - they fill registries
