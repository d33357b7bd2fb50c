from __future__ import annotations

from django.apps import AppConfig


class MarketConfig(AppConfig):
    name = "suffice.analyse.market"
    label = "market"
    verbose_name = "Market"
