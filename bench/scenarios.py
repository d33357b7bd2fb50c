"""How soon a comparison of scenarios is there: the first time as work, and the second time as a page."""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from bench.lines import Line
from bench.sources import demonstration

ORIGIN, YEARS, TIMES = date(2022, 3, 31), 3, 5
BARS = {"first": ("s", "under 2"), "page": ("ms", "under 100"), "again": ("ms", "under 100"), "six": ("s", "")}
SERVICE = {"id": "edge", "kind": "prevention", "from": "2022-04-01", "entries_a_year": 12, "low": 4, "high": 20}


def lines() -> Iterator[Line]:
    """Measure in a process of its own, with a house of its own."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "SUFFICE_DATA": str(Path(folder) / "var")}
        environment.pop("SUFFICE_DATABASE_URL", None)
        command = [sys.executable, "-m", "bench.scenarios", folder]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    for told in done.stdout.splitlines():
        name, words, figure = told.split("\t")
        unit, bar = BARS[name]
        yield Line(words, float(figure), unit, bar=bar, note=f"median of {TIMES}" if name != "six" else "")


def main(folder: Path) -> None:
    """Fill the house, compare, and print a line a figure: its name, its words and the figure, with tabs between."""
    analyst = _filled(folder)
    one = _saved(analyst, "Edge of care", SERVICE)
    _compared([one], analyst, seed=100)  # compiles, and loads what draws charts, as the worker does when it starts
    took = [_compared([one], analyst, seed=seed) for seed in range(1, TIMES + 1)]
    made = took[-1][1]
    print(f"first\ta scenario beside the base, 1,000 futures, {YEARS} years, with its charts\t{_middle(took)}")
    client = _signed_in(analyst)
    address = f"/{analyst.authority.code}/scenarios/comparisons/{made.pk}/"
    print(f"page\t  its page, opened before\t{_milliseconds(lambda: client.get(address))}")
    asked = {"scenarios": [one.pk], "origin": ORIGIN.isoformat(), "years": YEARS, "replicates": 1000, "seed": TIMES}
    found = f"/{analyst.authority.code}/scenarios/compare/"
    again = _milliseconds(lambda: client.post(found, asked, follow=True))
    print(f"again\t  the same asked again, found and opened\t{again}")
    six = [
        one,
        *(_saved(analyst, f"Edge of care {year}", {**SERVICE, "entries_a_year": year}) for year in range(13, 18)),
    ]
    print(f"six\t  six scenarios side by side\t{_compared(six, analyst, seed=1)[0]}")


class _Analyst:
    """Who asks, and where."""

    def __init__(self, person: Any, authority: Any) -> None:
        self.person, self.authority = person, authority


def _filled(folder: Path) -> _Analyst:
    """Bring the demonstration's returns as a person would."""
    from suffice.commands.house import open_house

    open_house()
    from django.core.files.base import File
    from django.utils import timezone

    from suffice.analyse.returns import operations
    from suffice.core import work
    from suffice.core.roles import Analyst
    from suffice.demo import people

    packed = Path(shutil.make_archive(str(folder / "returns"), "zip", demonstration(folder / "demonstration")))
    authority, analyst = people.settle(at=timezone.now()), people.person(Analyst)
    with packed.open("rb") as opened:
        upload = operations.bring(authority=authority, files=[File(opened, packed.name)], by=analyst, at=timezone.now())
    work.run_waiting()
    upload.refresh_from_db()
    operations.accept_all(upload=upload, by=analyst, at=timezone.now())
    work.run_waiting()
    return _Analyst(analyst, authority)


def _saved(analyst: _Analyst, name: str, lever: dict[str, Any]) -> Any:
    from django.utils import timezone

    from suffice.analyse.scenarios import operations

    document = {"version": 1, "name": name, "why": "", "levers": [lever]}
    return operations.save(authority=analyst.authority, document=document, by=analyst.person, at=timezone.now())


def _compared(scenarios: list[Any], analyst: _Analyst, *, seed: int) -> tuple[float, Any]:
    """Ask, do the work, and return how many seconds both took, and the comparison."""
    from django.utils import timezone

    from suffice.analyse.scenarios import operations
    from suffice.core import work

    began = time.perf_counter()
    made = operations.compare(
        scenarios=scenarios, origin=ORIGIN, years=YEARS, seed=seed, by=analyst.person, at=timezone.now()
    )
    work.run(made.work)
    seconds = time.perf_counter() - began
    made.refresh_from_db()
    if made.made_at is None:
        raise RuntimeError(made.work.message)
    return seconds, made


def _signed_in(analyst: _Analyst) -> Any:
    from django.test import Client

    client = Client(headers={"host": "localhost"})
    client.force_login(analyst.person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def _middle(took: list[tuple[float, Any]]) -> float:
    return statistics.median(seconds for seconds, _ in took)


def _milliseconds(visit: Any) -> float:
    visit()
    taken = []
    for _ in range(TIMES):
        began = time.perf_counter()
        visit()
        taken.append((time.perf_counter() - began) * 1000)
    return statistics.median(taken)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
