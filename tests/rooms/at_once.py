"""Several people at the same moment, for tests of what two of them may not both do."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connection

from suffice.core.policies import NotNow


def together(*acts: Callable[[], object]) -> list[object]:
    """Do all at the same moment, each on a connection of its own; return what each gave, or its refusal."""
    start = Barrier(len(acts))

    def one(act: Callable[[], object]) -> object:
        start.wait(10)
        try:
            return act()
        except NotNow as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as threads:
        return list(threads.map(one, acts))
