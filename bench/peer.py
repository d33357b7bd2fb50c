"""cs-demand-model from PyPI, in an environment of its own, since it needs older pandas and NumPy than the house."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
PYTHON = HERE / ".peer" / "bin" / "python"
READY = HERE / ".peer" / ".ready"
PINS = ("cs-demand-model==0.5.1", "pandas<2", "numpy<2", "setuptools<81")


class NoPeer(RuntimeError):
    """The peer could not be installed or run; the message says why."""


def forecast(folder: Path, *, years: int) -> dict[str, Any]:
    """Run the peer's five-year daily forecast on a folder of year folders.

    Returns:
        ``load, rates, predict`` (seconds), ``end`` (children in care at the last day, as the peer counts them).
    """
    if not READY.exists():
        _install()
    return dict(json.loads(_told([str(PYTHON), str(HERE / "peer_run.py"), str(folder), str(years)])))


def _install() -> None:
    uv = Path(sys.executable).with_name("uv")
    _told([str(uv), "venv", "--quiet", "--clear", "--python", sys.executable, str(PYTHON.parents[1])])
    _told([str(uv), "pip", "install", "--quiet", "--python", str(PYTHON), *PINS])
    READY.touch()


def _told(command: list[str]) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise NoPeer((done.stderr.strip().splitlines() or ["it said nothing"])[-1])
    return done.stdout.strip().splitlines()[-1] if done.stdout.strip() else ""
