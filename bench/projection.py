"""The projection: how fast the compiled process is, beside cs-demand-model, and on a very large folder of returns."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

from bench import peer
from bench.lines import Line, median_seconds
from bench.sources import demonstration, many_times, sample
from suffice.engine.episodes import assemble
from suffice.engine.projection.project import project
from suffice.engine.projection.warm import warm_up
from suffice.engine.returns.reading import read

YEARS, REPLICATES, TIMES_OVER = 5, 1000, 50
MIDSUMMER_2020 = date(2020, 6, 30)
"""The day on which the demonstration holds 585 children in care."""


def lines() -> Iterator[Line]:
    """Measure, a line at a time."""
    with tempfile.TemporaryDirectory() as folder:
        demo = demonstration(Path(folder) / "demonstration")
        yield from _warming()
        yield from _kernel(demo)
        shared = sample("cs-demand-model/v1_by_year")
        if shared is None:
            yield Line("The samples are not beside the checkout: the demonstration's returns stand in", None)
        yield from _beside_the_peer(shared or demo)
        yield from _very_large(shared or demo, Path(folder) / "large")


def _warming() -> Iterator[Line]:
    yield Line(
        "other work on this machine when measuring began (load average)", os.getloadavg()[0], note="best below 1"
    )
    started = time.perf_counter()
    warm_up()
    yield Line("warming up (compiling, or loading what is compiled)", time.perf_counter() - started, "s")


def _kernel(demo: Path) -> Iterator[Line]:
    history = assemble(read([demo], today=date(2026, 1, 1)).usable)
    asked: dict[str, Any] = {"origin": MIDSUMMER_2020, "years": YEARS, "replicates": REPLICATES}
    seconds = median_seconds(lambda: project(history, **asked))
    monthly = project(history, **asked | {"monthly": True, "replicates": 100})
    child_months = REPLICATES * sum(horizon.total.mean for horizon in monthly.horizons)
    what = f"projection of {monthly.in_care_at_origin} children, {REPLICATES:,} replicates, {YEARS} years"
    yield Line(what, seconds, "s", bar="under 1", note="median of 5")
    yield Line("  child-months in care simulated", child_months / seconds / 1e6, "million a s")
    with ThreadPoolExecutor(1) as one:
        single = median_seconds(lambda: project(history, **asked, executor=one))
    yield Line("  the same on one thread", single, "s", note=f"all threads are {single / seconds:.2f} times as fast")


def _beside_the_peer(folder: Path) -> Iterator[Line]:
    ours = _apart(folder, "-")
    whole = ours["read"] + ours["assemble"] + ours["project"]
    name = folder.name
    yield Line(f"{name}, files to {YEARS} years, {REPLICATES:,} replicates", whole, "s", note=_stages(ours))
    try:
        theirs = peer.forecast(folder, years=YEARS)
    except peer.NoPeer as reason:
        yield Line("cs-demand-model could not be run", None, note=str(reason))
        return
    told = ", ".join(f"{stage} {theirs[stage]:.2f}" for stage in ("load", "rates", "predict"))
    seconds = theirs["load"] + theirs["rates"] + theirs["predict"]
    yield Line(f"{name}, cs-demand-model 0.5.1, files to {YEARS} years, daily", seconds, "s", note=told)
    yield Line("  ratio: files to forecast", seconds / whole, "times as long")
    yield Line("  ratio: forecast alone, theirs without a range", theirs["predict"] / ours["project"], "times as long")


def _very_large(source: Path, target: Path) -> Iterator[Line]:
    large = many_times(source, target, times=TIMES_OVER)
    told = _apart(large, "-")
    seconds = told["read"] + told["assemble"] + told["project"]
    what = f"{source.name} {TIMES_OVER} times over, {told['children']:,} children, files to {YEARS} years"
    bars = ("under 10", "under 1,024") if source.name == "v1_by_year" else ("", "")
    yield Line(what, seconds, "s", bar=bars[0], note=_stages(told))
    yield Line("  most memory held", told["mib"], "MiB", bar=bars[1])


def _apart(folder: Path, origin: str) -> dict[str, Any]:
    """Measure in a process of its own, so that memory is its own too."""
    command = [sys.executable, "-m", "bench.files_to_projection", str(folder), origin, str(YEARS)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return dict(json.loads(done.stdout.strip().splitlines()[-1]))


def _stages(told: dict[str, Any]) -> str:
    stages = ", ".join(f"{stage} {told[stage]:.2f}" for stage in ("read", "assemble", "project"))
    return f"{stages}; {told['in_care']:,} in care at the start"
