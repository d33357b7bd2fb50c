from __future__ import annotations

from django.apps import AppConfig


class SufficiencyConfig(AppConfig):
    name = "suffice.analyse.sufficiency"
    label = "sufficiency"
    verbose_name = "Sufficiency"
