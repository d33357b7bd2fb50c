from __future__ import annotations

from django.apps import AppConfig


class ProjectionsConfig(AppConfig):
    name = "suffice.analyse.projections"
    label = "projections"
    verbose_name = "Projections"

    def ready(self) -> None:
        from suffice.analyse.projections import declarations, home, tasks  # noqa: F401, PLC0415 - they fill registries
