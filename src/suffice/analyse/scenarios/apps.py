from __future__ import annotations

from django.apps import AppConfig


class ScenariosConfig(AppConfig):
    name = "suffice.analyse.scenarios"
    label = "scenarios"
    verbose_name = "Scenarios"

    def ready(self) -> None:
        from suffice.analyse.scenarios import declarations, home, tasks  # noqa: F401, PLC0415 - they fill registries
