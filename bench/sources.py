"""The returns that the benches read: the samples beside the checkout, or the demonstration's own."""

from __future__ import annotations

import csv
import os
import re
from pathlib import Path

from suffice.demo.returns import generate, write

_BESIDE = Path(__file__).resolve().parents[2] / "shared" / "data"


def sample(name: str) -> Path | None:
    """Return a folder of sample returns; None where the samples are not there."""
    folder = Path(os.environ.get("SUFFICE_SAMPLES", _BESIDE)) / "returns" / name
    return folder if folder.is_dir() else None


def demonstration(folder: Path) -> Path:
    """Write the demonstration's returns, a folder a year, and return where they are."""
    write(generate(seed=1), folder)
    return folder


def many_times(source: Path, target: Path, *, times: int, named: str = "") -> Path:
    """Write a folder of year folders so many times over, each time with other children; `named` keeps them apart."""
    for year in sorted(inside for inside in source.iterdir() if inside.is_dir()):
        (target / year.name).mkdir(parents=True)
        for table in sorted(year.glob("*.csv")):
            _repeat(table, target / year.name / table.name, times, named)
    return target


def earlier(source: Path, target: Path, *, by: int) -> Path:
    """Write the first `by` year folders as if all had happened so many years before."""
    years = sorted((inside for inside in source.iterdir() if inside.is_dir()), key=lambda one: one.name)
    for year in years[:by]:
        to = target / str(int(year.name) - by)
        to.mkdir(parents=True)
        for table in sorted(year.glob("*.csv")):
            words = table.read_text(encoding="utf-8-sig").replace("29/02/", "28/02/")
            moved = re.sub(r"(\d\d/\d\d/)(\d{4})", lambda found: f"{found[1]}{int(found[2]) - by}", words)
            (to / table.name).write_text(moved, encoding="utf-8")
    return target


def _repeat(source: Path, target: Path, times: int, named: str) -> None:
    with source.open(encoding="utf-8-sig", newline="") as lines:
        names, *rows = list(csv.reader(lines))
    child = names.index("CHILD")
    with target.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines)
        writer.writerow(names)
        for copy in range(times):
            writer.writerows([*row[:child], f"{row[child]}{named}{copy:02}", *row[child + 1 :]] for row in rows)
