from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from suffice.analyse.returns import operations
from suffice.core.models import Authority
from suffice.core.pages.words import counted


class Command(BaseCommand):
    help = "Clear child-level rows and original files that have been kept as long as each authority keeps them."

    def handle(self, *args: Any, **options: Any) -> None:
        """Clear for every authority; meant to be run once a day by whatever runs things on this machine."""
        for authority in Authority.objects.order_by("code"):
            cleared = operations.clear_child_rows(authority=authority, by=None, at=timezone.now())
            self.stdout.write(f"{authority.name}: {counted(cleared, 'upload')} cleared.")
