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
from bench.sources import demonstration, many_times

TIMES_OVER = 4
"""The demonstration's six years four times over: some 2,000 to 2,600 children in care, 34,000 rows of episodes."""
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

    The walk opens every page once before it is timed: the first request of a process compiles the page's template.
    """
    client = _signed_in(_filled(folder))
    pages = _reached(client)
    for page in pages:
        client.get(page)
    taken = {page: [_milliseconds(client, page) for _ in range(ROUNDS)] for page in pages}
    every = [one for times in taken.values() for one in times]
    cuts = quantiles(every, n=20)
    print(f"{len(pages)} pages of a large authority, opened before: half of the answers within\t{cuts[9]}")
    print(f"  95 of 100 answers within\t{cuts[18]}")
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
    many_times(demonstration(folder / "demonstration"), large, times=TIMES_OVER)
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
    work.run_waiting()
    return analyst


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
            shape = re.sub(r"[0-9a-f]{16,}|\d+", "#", urlsplit(link).path)
            if shape not in seen and not re.search(r"download|original|/static/|logout|\.svg", link):
                seen.add(shape)
                waiting.append(link.replace("&amp;", "&"))
    return pages


def _milliseconds(client: Any, page: str) -> float:
    began = time.perf_counter()
    client.get(page)
    return (time.perf_counter() - began) * 1000


if __name__ == "__main__":
    main(Path(sys.argv[1]))
