"""An executor of several machines: a cluster of ``dask.distributed`` that is already running."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from typing import Any, cast
from urllib.parse import urlsplit

_SECONDS = 5
_USUAL_PORT = 8786


class NoCluster(ValueError):
    """The cluster cannot be used; the message says why and what to do."""


@contextmanager
def cluster(address: str | None) -> Iterator[Executor | None]:
    """Yield an executor whose work is done by the cluster at `address`; None, for this machine's own, without one.

    The same seed gives the same figures to the bit as on one machine.

    Args:
        address: of the scheduler, for example ``tcp://10.0.0.5:8786``.

    Raises:
        NoCluster: where ``distributed`` is not installed, or nobody answers at the address.
    """
    if address is None:
        yield None
        return
    try:
        from distributed import Client  # noqa: PLC0415  an optional extra, and slow to import
    except ImportError as missing:
        raise NoCluster(
            "Sharing the work out over a cluster needs an extra that is not installed: install suffice[cluster], or "
            "leave --cluster out."
        ) from missing
    _refuse_silence(address)
    try:
        client: Any = Client(address, timeout=_SECONDS, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as silence:
        raise _silent(address) from silence
    try:
        yield cast(Executor, client.get_executor(pure=False))
    finally:
        client.close()


def _refuse_silence(address: str) -> None:
    """Knock first: a client that nobody answers is slow to give up, and noisy."""
    try:
        parts = urlsplit(address if "://" in address else f"tcp://{address}")
        socket.create_connection((parts.hostname or "", parts.port or _USUAL_PORT), timeout=_SECONDS).close()
    except (OSError, ValueError) as silence:
        raise _silent(address) from silence


def _silent(address: str) -> NoCluster:
    return NoCluster(
        f"No cluster answers at {address}: start its scheduler, check the address (like tcp://10.0.0.5:8786), or leave "
        "--cluster out."
    )
