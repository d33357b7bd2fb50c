from __future__ import annotations

from django.apps import AppConfig


class ReturnsConfig(AppConfig):
    name = "suffice.analyse.returns"
    label = "returns"
    verbose_name = "Returns"

    def ready(self) -> None:
        from suffice.analyse.returns import declarations, home, tasks  # noqa: F401, PLC0415 - they fill registries
