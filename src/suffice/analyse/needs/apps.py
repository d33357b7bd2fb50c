from __future__ import annotations

from django.apps import AppConfig


class NeedsConfig(AppConfig):
    name = "suffice.analyse.needs"
    label = "needs"
    verbose_name = "Local trends"

    def ready(self) -> None:
        from suffice.analyse.needs import declarations, home, tasks  # noqa: F401, PLC0415 - they fill registries
        from suffice.analyse.needs.equality import tasks as equality  # noqa: F401, PLC0415 - likewise
