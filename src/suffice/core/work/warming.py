from __future__ import annotations

import logging
from collections.abc import Callable
from threading import Thread

_LOG = logging.getLogger(__name__)
_WARMERS: list[Callable[[], None]] = []


def warms(function: Callable[[], None]) -> Callable[[], None]:
    """Register what makes a room's work quick from the first time: compiling, loading."""
    if function not in _WARMERS:
        _WARMERS.append(function)
    return function


def warm() -> Thread:
    """Run all of it beside the worker, which takes up work meanwhile; a failure costs time and nothing else."""
    thread = Thread(target=_all, name="warming", daemon=True)
    thread.start()
    return thread


def _all() -> None:
    for function in _WARMERS:
        try:
            function()
        except Exception:
            _LOG.warning("Could not warm up %s", function.__name__, exc_info=True)
