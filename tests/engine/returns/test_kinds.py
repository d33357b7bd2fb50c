"""Returns of other kinds are read beside the SSDA903 and never disturb it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl

from suffice.engine.episodes import assemble
from suffice.engine.returns import flags, settle
from suffice.engine.returns.archives import NotRead
from suffice.engine.returns.model import FileReport, Intake, Opened, Return
from suffice.engine.returns.reading import exit_code, read
from tests.engine.returns.building import GOOD, TODAY, accounted, codes, written


@dataclass(frozen=True)
class Visits:
    """A return that is no more than lines after its name."""

    KIND: str = "visits"

    def recognises(self, name: str, data: bytes) -> bool:
        return data.startswith(b"VISITS")

    def read(self, data: bytes, *, name: str, folder: str, sha256: str, today: date) -> Opened:
        lines = data.decode().splitlines()[1:]
        if not lines:
            raise NotRead("xml-empty", "")
        report = FileReport(name, self.KIND, "Visits", 2026, rows=len(lines), used=len(lines), sha256=sha256)
        ret = Return(self.KIND, "201", 2026, name, {"Visits": pl.DataFrame({"child": lines})}, (report,))
        return Opened((ret,), (report,), flags.at_file("no-rows", file=name), settle.none_set_aside())


def taken(folder: Path, files: Mapping[str, str]) -> Intake:
    return read([written(folder, files)], today=TODAY, among=(Visits(),))


def test_a_return_of_another_kind_is_beside_the_ssda903_and_changes_nothing_of_it(tmp_path: Path) -> None:
    alone = taken(tmp_path / "alone", GOOD)
    both = taken(tmp_path / "both", {**GOOD, "visits.txt": "VISITS\n101\n102\n"})
    assert [(ret.kind, ret.authority, ret.year) for ret in both.usable] == [
        ("ssda903", None, 2019),
        ("visits", "201", 2026),
    ]
    assert [one.name for one in both.of_kind("visits")] == ["visits.txt"]
    assert [ret.kind for ret in both.of_kind("ssda903")] == ["ssda903"]
    assert codes(both) == codes(alone) | {"no-rows"}
    assert accounted(both)
    assert assemble(both.usable).episodes.equals(assemble(alone.usable).episodes)


def test_a_return_of_another_kind_that_cannot_be_read_is_refused_as_what_it_is(tmp_path: Path) -> None:
    intake = taken(tmp_path, {"visits.txt": "VISITS"})
    assert exit_code(intake) == 3
    assert [(ret.kind, ret.refusal is None) for ret in intake.returns] == [("visits", False)]
    assert [one.kind for one in intake.files] == ["visits"]


def test_two_of_one_authority_and_year_are_refused_but_not_those_of_two_kinds(tmp_path: Path) -> None:
    twice = taken(tmp_path, {"a.txt": "VISITS\n1", "b.txt": "VISITS\n2"})
    assert [ret.refusal is None for ret in twice.returns] == [False, False]
    assert "a.txt and b.txt are each the return of 201 for collection year 2026" in (twice.returns[0].refusal or "")


def test_without_an_ssda903_return_there_is_no_history_and_no_error(tmp_path: Path) -> None:
    intake = taken(tmp_path, {"visits.txt": "VISITS\n101"})
    assert exit_code(intake) == 0
    assert assemble(intake.usable).episodes.is_empty()
