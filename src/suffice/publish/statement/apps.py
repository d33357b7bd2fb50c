from __future__ import annotations

from django.apps import AppConfig


class StatementConfig(AppConfig):
    name = "suffice.publish.statement"
    label = "statement"
    verbose_name = "Sufficiency statement"
