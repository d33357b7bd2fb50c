from __future__ import annotations

from typing import Any

from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Command as DatabaseWorker

from suffice.core import work


class Command(DatabaseWorker):
    help = "Do the work that waits; first close what was under way when the last worker ended"

    def handle(self, **options: Any) -> None:
        work.tidy(at=timezone.now())
        work.warm()
        super().handle(**options)
