from __future__ import annotations

from django.apps import AppConfig


class NeedsConfig(AppConfig):
    name = "suffice.analyse.needs"
    label = "needs"
    verbose_name = "Local trends"

    def ready(self) -> None:
        # They fill registries.
        from suffice.analyse.needs import declarations, home, tasks  # noqa: F401, PLC0415
        from suffice.analyse.needs.assessment import declarations as assessed  # noqa: F401, PLC0415
        from suffice.analyse.needs.assessment import home as assessed_home  # noqa: F401, PLC0415
        from suffice.analyse.needs.assessment import tasks as assessed_tasks  # noqa: F401, PLC0415
        from suffice.analyse.needs.equality import tasks as equality  # noqa: F401, PLC0415 - likewise
