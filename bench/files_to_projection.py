"""From files to a projection in one process, told stage by stage as JSON: ``python -m bench.files_to_projection``."""

from __future__ import annotations

import json
import resource
import sys
import time
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

from suffice.engine.episodes import assemble
from suffice.engine.projection.project import project
from suffice.engine.projection.warm import warm_up
from suffice.engine.returns.reading import read


def measured(folder: Path, *, origin: date | None, years: int, replicates: int = 1000) -> dict[str, Any]:
    """Read a folder, assemble it and project; tell the seconds of each stage and the most memory held."""
    warm_up()
    ticks = [time.perf_counter()]
    intake = read([folder], today=date(2026, 1, 1))
    ticks.append(time.perf_counter())
    history = assemble(intake.usable)
    ticks.append(time.perf_counter())
    start = origin or history.last_day
    assert start is not None
    projection = project(history, origin=start, years=years, replicates=replicates)
    ticks.append(time.perf_counter())
    read_in, assembled, projected = (after - before for before, after in pairwise(ticks))
    return {
        "read": read_in,
        "assemble": assembled,
        "project": projected,
        "children": history.children.height,
        "in_care": projection.in_care_at_origin,
        "end": projection.horizons[-1].total.mean,
        "mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


if __name__ == "__main__":
    path, day, ahead = sys.argv[1:]
    told = measured(Path(path), origin=None if day == "-" else date.fromisoformat(day), years=int(ahead))
    print(json.dumps(told))
