from __future__ import annotations

from django.apps import AppConfig


class MarketConfig(AppConfig):
    name = "suffice.analyse.market"
    label = "market"
    verbose_name = "Market"

    def ready(self) -> None:
        from suffice.analyse.market import clearing, declarations, home, tasks  # noqa: F401, PLC0415 - they fill registries
