"""What is promised of the returns beside the SSDA903 and of published statistics, on every independent sample."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from suffice.cli import app

pytestmark = pytest.mark.samples

TOLD, ERRORS, CANNOT, REFUSED, NOTHING = 0, 1, 2, 3, 4


def run(*words: object) -> Result:
    done = CliRunner().invoke(app, [str(word) for word in words])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done


def _brought(samples: Path) -> list[Path]:
    """Every file that stands by itself, and every folder of years as a whole."""
    top = samples / "returns"
    years = [top / "cs-demand-model/v1_by_year", top / "cs-demand-model/combined_flat"]
    years += [top / "csc-data-synthesizer" / one for one in ("steady_n150_seed1", "raw_n150_seed1")]
    alone = [
        one for one in sorted(top.rglob("*")) if one.is_file() and not any(folder in one.parents for folder in years)
    ]
    return [*years, *alone]


def test_every_return_is_checked_and_every_row_accounted_for(samples: Path) -> None:
    for path in _brought(samples):
        done = run("check", path, "--json")
        assert done.exit_code in (TOLD, ERRORS, REFUSED, NOTHING), (path, done.output)
        told = json.loads(done.stdout)
        for file in told["files"]:
            assert file["rows"] == file["used"] + file["repaired"] + file["set_aside"], (path, file)


def test_every_return_is_measured_or_says_in_a_sentence_why_not(samples: Path) -> None:
    measured = 0
    for path in _brought(samples):
        done = run("measures", path, "--json")
        assert done.exit_code in (TOLD, CANNOT, REFUSED, NOTHING), (path, done.output)
        if done.exit_code == TOLD:
            measured += 1
            told = json.loads(done.stdout)["measures"]
            assert all(one["source"] for one in told), path
            assert any(one["value"] is not None or one["numerator"] is not None for one in told), path
        else:
            assert re.search(r"[a-z]\.$", done.stderr.strip()), (path, done.stderr)
    assert measured > 10


def test_every_public_folder_is_compared_with_neighbours_or_says_what_is_wanting(samples: Path) -> None:
    public = samples / "public"
    lists = public / "geography"
    compared = 0
    for folder in sorted(one for one in public.iterdir() if one.is_dir()):
        done = run(
            "compare",
            folder,
            *([] if folder == lists else [lists]),
            "--authority",
            "336",
            "--with",
            "neighbours",
            "--json",
        )
        assert done.exit_code in (TOLD, CANNOT), (folder, done.output)
        if done.exit_code == CANNOT:
            assert re.search(r"[a-z]\.$", done.stderr.strip()), (folder, done.stderr)
            continue
        for one in json.loads(done.stdout)["comparisons"]:
            compared += 1
            assert one["own"] is not None, (folder, one["measure"])
            assert {"value", "members"} <= set(one["comparators"][0]), one
    assert compared > 20
