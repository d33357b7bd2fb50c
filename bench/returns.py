"""How long a return takes from bytes to findings, all its checks made: an SSDA903 and a census of children in need."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from bench.lines import Line, median_seconds
from bench.sources import sample
from suffice.engine.returns.model import Intake
from suffice.engine.returns.reading import read

TODAY = date(2026, 1, 1)
TIMES_OVER = 20
_PEER = (
    "not installed: the open validators need Python 3.9 and pandas 1.5. Measured once on the same files on "
    "two cores: SSDA903 19.5 s, census 82.4 s to read and 8.0 s to check"
)


def lines() -> Iterator[Line]:
    """Measure, a line at a time."""
    looked_after, census = sample("csc-validator-be-903"), sample("cin")
    if looked_after is None or census is None:
        yield Line("The samples are not beside the checkout: reading and checking is not measured", None)
        return
    with tempfile.TemporaryDirectory() as folder:
        yield from _ssda903(looked_after, Path(folder) / "ssda903")
        yield from _census(census / "fake_CIN_data.xml", Path(folder))
    yield Line("  the open validators", None, note=_PEER)


def _ssda903(source: Path, folder: Path) -> Iterator[Line]:
    folder.mkdir()
    for table in source.glob("*.csv"):
        shutil.copy(table, folder)
    intake = _read(folder)
    (ret,) = intake.usable
    what = f"SSDA903 of {ret.tables['Episodes'].height:,} episodes: read, settled and checked"
    seconds = median_seconds(lambda: _read(folder), times=3)
    yield Line(what, seconds, "s", bar="under 2", note=f"{intake.flags.height:,} places told; median of 3")


def _census(source: Path, folder: Path) -> Iterator[Line]:
    for times, bar in ((TIMES_OVER, "under 3"), (3 * TIMES_OVER, "")):
        path = folder / f"census-{times}.xml"
        path.write_text(multiplied(source.read_text(encoding="utf-8"), times=times), encoding="utf-8")
        intake = _read(path)
        (ret,) = intake.usable
        what = f"census of {ret.tables['Children'].height:,} children in need: read, settled and checked"
        seconds = median_seconds(lambda path=path: _read(path), times=3)  # type: ignore[misc]
        yield Line(what, seconds, "s", bar=bar, note=f"{intake.flags.height:,} places told; median of 3")


def _read(path: Path) -> Intake:
    return read([path], today=TODAY)


def multiplied(text: str, *, times: int) -> str:
    """Return a census with its children so many times over, each time under other identifiers."""
    head, rest = text.split("<Children>", 1)
    children, tail = rest.rsplit("</Children>", 1)
    numbered = re.sub(r"(</LAchildID>|</UPN>)", r"#\1", children)
    copies = (numbered.replace("#", f"{copy:02}") for copy in range(times))
    return f"{head}<Children>{''.join(copies)}</Children>{tail}"
