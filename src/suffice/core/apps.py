from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate


class CoreConfig(AppConfig):
    name = "suffice.core"
    label = "core"
    verbose_name = "The house"

    def ready(self) -> None:
        from suffice.core import checks, declarations, plain_errors, waiting  # noqa: F401, PLC0415 - they fill registries
        from suffice.core.accounts import telling  # noqa: F401, PLC0415 - it listens
        from suffice.core.actions import declarations as of_actions  # noqa: F401, PLC0415 - they fill registries
        from suffice.core.actions import finding as of_finding  # noqa: F401, PLC0415
        from suffice.core.actions import waiting as of_waiting  # noqa: F401, PLC0415

        plain_errors.settle()
        post_migrate.connect(_keep_the_record, sender=self)


def _keep_the_record(using: str, **_: Any) -> None:
    from suffice.core import triggers  # noqa: PLC0415 - not before the apps are ready

    connection = connections[using]
    if {"core_event", "core_look"} <= set(connection.introspection.table_names()):
        with connection.cursor() as cursor:
            triggers.make(cursor, connection.vendor)
