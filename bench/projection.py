"""The projection: how fast it is, beside cs-demand-model and the published arithmetic, and for the whole country."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from bench import peer
from bench.lines import Line, median_seconds, medians
from bench.sources import demonstration, many_times, sample
from suffice.engine.episodes import assemble
from suffice.engine.projection.basis import Basis, ensemble, prepare
from suffice.engine.projection.project import project
from suffice.engine.projection.published import published_cases
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
        yield from _country(demo)
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
    basis = prepare(history, origin=MIDSUMMER_2020, years=YEARS)
    seconds = median_seconds(lambda: ensemble(basis, replicates=REPLICATES, seed=1, monthly=False))
    what = f"{basis.in_care} children, {REPLICATES:,} replicates, {YEARS} years, uncertain rates and drift"
    yield Line(what, seconds, "s", bar="under 1", note="median of 5")
    monthly = ensemble(basis, replicates=REPLICATES, seed=1).counts.sum()
    yield Line("  child-months in care simulated", float(monthly) / seconds / 1e6, "million a s")
    with ThreadPoolExecutor(1) as one, ThreadPoolExecutor(2) as two:
        alone, shared = (partial(ensemble, basis, replicates=REPLICATES, seed=1, executor=by) for by in (one, two))
        single, double = medians([alone, shared])
    yield Line("  the same by month on one thread", single, "s", note="median of 5")
    yield Line(
        "  two threads against one",
        single / double,
        "times as fast",
        bar="at least 1.6",
        note="medians of 5, taking turns",
    )
    whole = median_seconds(lambda: project(history, origin=MIDSUMMER_2020, years=YEARS, replicates=REPLICATES))
    yield Line("  from a history to figures, with all findings and cohorts", whole, "s", note="median of 5")
    arithmetic = median_seconds(lambda: published_cases(start=586, tracked=170))
    yield Line("the published arithmetic, four cases", arithmetic, "s", note="median of 5")
    yield Line("  ratio: ours, with a range, against it", whole / arithmetic, "times as long")


def _country(demo: Path) -> Iterator[Line]:
    history = assemble(read([demo], today=date(2026, 1, 1)).usable)
    one = prepare(history, origin=MIDSUMMER_2020, years=10)
    basis = tiled(one, round(84_000 / one.in_care))
    started, busy = time.perf_counter(), time.process_time()
    ensemble(basis, replicates=100, seed=1, monthly=False)
    seconds, busy = time.perf_counter() - started, time.process_time() - busy
    what = f"{basis.in_care:,} children, 100 replicates, 10 years, uncertain rates and drift"
    yield Line(what, seconds, "s", bar="under 10", note=f"one run; {busy:.1f} s of processor time on all threads")
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    yield Line("  most memory held until then", held, "MiB")


def tiled(basis: Basis, times: int) -> Basis:
    """So many authorities like one: each child again under other keys, and as many times the entries."""
    children = []
    for those in basis.children:
        copy = np.repeat(np.arange(times, dtype=np.uint64), those.key.size)
        again = {name: np.concatenate([getattr(those, name)] * times) for name in those._fields}
        children.append(those._replace(**again | {"key": again["key"] ^ (copy * np.uint64(0x9E3779B97F4A7C15))}))
    tables = []
    for table in basis.tables:
        factors = table.enter.factors.copy()
        factors[0] *= times
        enter = table.enter._replace(
            events=table.enter.events * times, factors=factors, rates=table.enter.rates * times
        )
        tables.append(table._replace(enter=enter))
    return replace(basis, in_care=basis.in_care * times, children=tuple(children), tables=tuple(tables))


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
    note = "one path a day, without a range, against 1,000"
    yield Line("  ratio: forecast alone", theirs["predict"] / ours["project"], "times as long", note=note)


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
