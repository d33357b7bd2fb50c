from __future__ import annotations

from django.apps import AppConfig


class SufficiencyConfig(AppConfig):
    name = "suffice.analyse.sufficiency"
    label = "sufficiency"
    verbose_name = "Sufficiency"

    def ready(self) -> None:
        from suffice.analyse.sufficiency import declarations, home, tasks  # noqa: F401, PLC0415 - they fill registries
