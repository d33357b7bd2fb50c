from __future__ import annotations

from django.apps import AppConfig


class StatementConfig(AppConfig):
    name = "suffice.publish.statement"
    label = "statement"
    verbose_name = "Sufficiency statement"

    def ready(self) -> None:
        from suffice.publish.statement import declarations, home, tasks  # noqa: F401, PLC0415 - they fill registries
