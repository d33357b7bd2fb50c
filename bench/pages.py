"""How soon pages answer: a large authority's returns, every page that an analyst can reach, many times over."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from statistics import quantiles
from typing import Any
from urllib.parse import urlsplit

from bench.lines import Line
from bench.sources import demonstration, earlier, many_times

TIMES_OVER, YEARS_BEFORE = 3, 4
"""The demonstration's six years three times over, and four of them before these: ten years, 1,500 children in care."""
MEASURES = ("cla_rate", "cla_start_rate", "placements_3plus", "mix_foster", "lac_reviews_on_time")
"""Measures whose pages are timed apart: rates and shares, with and without a run chart."""
ROUNDS, MOST_PAGES, BAR_MS = 20, 120, 100


def lines() -> Iterator[Line]:
    """Measure in a process of its own, with a house of its own."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "SUFFICE_DATA": str(Path(folder) / "var")}
        environment.pop("SUFFICE_DATABASE_URL", None)
        command = [sys.executable, "-m", "bench.pages", folder]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    for told in done.stdout.splitlines():
        words, figure = told.split("\t")
        yield Line(words, float(figure), "ms", bar=f"{BAR_MS} ms" if "of 100" in words else "")


def main(folder: Path) -> None:
    """Fill the house, walk it, and print a line a figure: words, a tab, the figure.

    Every page is opened once before it is timed: the first request of a process compiles the page's template.
    The process settles as the web server does, so that nothing is timed that filling the house left behind.
    """
    client = _signed_in(_filled(folder))
    _settle()
    pages = _reached(client)
    taken = {page: _times(client, page) for page in pages}
    every = [one for times in taken.values() for one in times]
    cuts = quantiles(every, n=20)
    print(f"{len(pages)} pages of a large authority, opened before: half of the answers within\t{cuts[9]}")
    print(f"  95 of 100 answers within\t{cuts[18]}")
    measures = [one for code in MEASURES for one in _times(client, f"/336/performance/of/{code}/")]
    print(f"  the page of a measure out of ten years: 95 of 100 within\t{quantiles(measures, n=20)[18]}")
    for page, times in sorted(taken.items(), key=lambda one: -quantiles(one[1], n=20)[18])[:5]:
        print(f"  one of the slowest, {page}: 95 of 100 within\t{quantiles(times, n=20)[18]}")


def _filled(folder: Path) -> Any:
    """Bring the returns as a person would, and return the analyst."""
    from suffice.commands.house import open_house

    open_house()
    from django.core.files.base import File
    from django.utils import timezone

    from suffice.analyse.returns import operations
    from suffice.core import work
    from suffice.core.roles import Analyst
    from suffice.demo import people

    large = folder / "large"
    years = demonstration(folder / "demonstration")
    many_times(years, large, times=TIMES_OVER)
    many_times(earlier(years, folder / "earlier", by=YEARS_BEFORE), large, times=TIMES_OVER, named="B")
    packed = Path(shutil.make_archive(str(folder / "large-returns"), "zip", large))
    authority, analyst = people.settle(at=timezone.now()), people.person(Analyst)
    for year in range(2012, 2023):
        operations.give_population(
            authority=authority, mid_year=year, number=250_000, source="a bench", by=analyst, at=timezone.now()
        )
    with packed.open("rb") as opened:
        upload = operations.bring(authority=authority, files=[File(opened, packed.name)], by=analyst, at=timezone.now())
    work.run_waiting()
    upload.refresh_from_db()
    operations.accept_all(upload=upload, by=analyst, at=timezone.now())
    for _ in ("what was asked for", "what that asked for in turn"):
        work.run_waiting()
    return analyst


def _settle() -> None:
    from suffice.core.settling import settle

    settle()


def _signed_in(person: Any) -> Any:
    from django.test import Client

    client = Client(headers={"host": "localhost"})
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def _reached(client: Any) -> list[str]:
    """Follow links from home; addresses that differ only in numbers or in how a table is turned are one page."""
    waiting, seen, pages = deque(["/"]), {"/"}, []
    while waiting and len(pages) < MOST_PAGES:
        page = waiting.popleft()
        answer = client.get(page, follow=True)
        if answer.status_code != 200 or "html" not in answer.headers["Content-Type"]:
            continue
        pages.append(answer.redirect_chain[-1][0] if answer.redirect_chain else page)
        for link in re.findall(r'href="(/[^"#]*)"', answer.content.decode()):
            shape = re.sub(r"/of/\w+/|[0-9a-f]{16,}|\d+", "#", urlsplit(link).path)
            if shape not in seen and not re.search(r"download|original|/static/|logout|\.svg", link):
                seen.add(shape)
                waiting.append(link.replace("&amp;", "&"))
    return pages


def _times(client: Any, page: str) -> list[float]:
    client.get(page)
    return [_milliseconds(client, page) for _ in range(ROUNDS)]


def _milliseconds(client: Any, page: str) -> float:
    began = time.perf_counter()
    client.get(page)
    return (time.perf_counter() - began) * 1000


if __name__ == "__main__":
    main(Path(sys.argv[1]))
