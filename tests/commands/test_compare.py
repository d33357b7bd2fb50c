"""``suffice compare``, run as people run it: published tables in, a comparison out."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest
from typer.testing import CliRunner, Result

from suffice.cli import app

HEADER = (
    "time_period,geographic_level,old_la_code,la_name,cla_group,placement_stability,children_count,children_percent"
)
COUNTS = {"336": ("Wolverhampton", 60, 500), "333": ("Sandwell", 80, 800), "335": ("Walsall", "c", 600)}
COUNTS |= {"332": ("Dudley", 45, 500), "330": ("Birmingham", 200, 2_000), "331": ("Coventry", 70, 700)}
NEIGHBOURS = "old_la_code,la_name,rank,neighbour_old_la_code,closeness\n336,Wolverhampton,1,333,Very close\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    rows = [
        f"{year},Local authority,{code},{name},CLA on 31 March,{what},{count},"
        for year in (2024, 2025)
        for code, (name, some, every) in COUNTS.items()
        for what, count in (("With 3 or more placements during the year", some), ("Total children", every))
    ]
    (tmp_path / "stability.csv").write_text("\n".join([HEADER, *rows]) + "\n", encoding="utf-8")
    (tmp_path / "neighbours.csv").write_text(NEIGHBOURS, encoding="utf-8")
    return tmp_path


def run(*words: object) -> Result:
    return CliRunner().invoke(app, ["compare", *(str(word) for word in words)])


def test_a_comparison_is_one_document(folder: Path) -> None:
    done = run(folder, "--authority", "336", "--measure", "placements_3plus", "--json")
    assert done.exit_code == 0, done.output
    document = json.loads(done.stdout)
    (told,) = document["comparisons"]
    assert document["authority"] == {"code": "336", "name": "Wolverhampton", "region": "West Midlands"}
    assert told["own"]["value"] == 12
    assert told["comparators"][0]["members"][0] == {
        "code": "333",
        "name": "Sandwell",
        "numerator": 80,
        "denominator": 800,
        "value": 10,
        "low": pytest.approx(8.11, abs=0.01),
        "high": pytest.approx(12.27, abs=0.01),
        "mark": None,
        "closeness": "Very close",
    }
    assert told["own_returns"] is None
    assert {one["file"] for one in document["files"]} == {"stability.csv", "neighbours.csv"}


def test_without_a_measure_all_that_the_files_hold_are_told_and_a_workbook_written(folder: Path) -> None:
    book = folder / "out" / "compared.xlsx"
    book.parent.mkdir()
    done = run(folder / "stability.csv", "--authority", "Wolverhampton", "--with", "region", "--xlsx", book)
    assert done.exit_code == 0, done.output
    assert "three or more placements" in done.stdout
    assert "Place 5 of 5" in " ".join(done.stdout.split())
    assert openpyxl.load_workbook(book).sheetnames[0] == "Wolverhampton beside others"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--authority", "336", "--with", "friends"], "--with is one of neighbours, region, england, not friends."),
        (["--authority", "336", "--measure", "cla_rate"], "cla_rate needs"),
        (["--authority", "Camelot"], "is no English authority that is known"),
        (["--authority", "336", "--measure", "placements_3plus", "--year", "1999"], "no figure of 1999"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(folder: Path, words: list[str], says: str) -> None:
    done = run(folder, *words)
    assert done.exit_code == 2
    assert says in done.stderr


def test_files_without_published_figures_are_no_comparison(tmp_path: Path) -> None:
    (tmp_path / "neighbours.csv").write_text(NEIGHBOURS, encoding="utf-8")
    done = run(tmp_path, "--authority", "336")
    assert done.exit_code == 2
    assert "no published statistics" in done.stderr


EPISODES = "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n"
CHILDREN = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n"


def returns_of(folder: Path) -> None:
    """Ten imaginary children in care, two of whom have lived in three places."""
    episodes, children = EPISODES, CHILDREN
    for child in range(1, 11):
        children += f"{child},1,12/05/2012,WBRI,X12345678{child:04},,\n"
        moves = 3 if child <= 2 else 1
        for move in range(moves):
            start, end = f"0{4 + move}/06/2024", f"0{5 + move}/06/2024" if move + 1 < moves else ""
            began, why = ("S" if move == 0 else "P"), ("X1" if end else "")
            episodes += f"{child},{start},{began},C2,N1,U4,PR1,{end},{why},{'PLAN' if end else ''},WV1 1AA,WV1 1AA,\n"
    folder.mkdir(parents=True)
    (folder / "episodes.csv").write_text(episodes, encoding="utf-8")
    (folder / "header.csv").write_text(children, encoding="utf-8")


def test_the_councils_own_latest_figure_stands_beside_the_published_one(folder: Path) -> None:
    returns_of(folder / "own" / "2025")
    done = run(folder, "--authority", "336", "--measure", "placements_3plus", "--json")
    assert done.exit_code == 0, done.output
    document = json.loads(done.stdout)
    (told,) = document["comparisons"]
    assert (told["own_returns"]["numerator"], told["own_returns"]["denominator"]) == (2, 10)
    assert told["own_returns"]["on"] == "2025-03-31"
    assert "SSDA903" in told["own_returns"]["source"]
    assert told["sentences"][-1].startswith("Its own returns, on 31 March 2025: 20.0% (5.7 to 51.0)")
    assert {one["used_as"] for one in document["files"]} >= {"the council's own return"}


def test_returns_of_another_authority_are_said_to_be(folder: Path) -> None:
    returns_of(folder / "own" / "2025")
    episodes = folder / "own" / "2025" / "episodes.csv"
    named = [f"{line},{'LA' if at == 0 else '202'}" for at, line in enumerate(episodes.read_text().splitlines())]
    episodes.write_text("\n".join(named) + "\n", encoding="utf-8")
    done = run(folder, "--authority", "336", "--measure", "placements_3plus", "--json")
    (told,) = json.loads(done.stdout)["comparisons"]
    assert told["own_returns"]["value"] is None
    assert "202" in told["sentences"][-1]


@pytest.mark.samples
def test_the_public_files_as_downloaded_are_compared(samples: Path) -> None:
    public = samples / "public"
    command = [
        sys.executable,
        "-m",
        "suffice.cli",
        "compare",
        public / "looked_after" / "la_cla_placement_stability.csv",
    ]
    command += [public / "geography" / "stat_neighbours_2025_wide.csv", "--authority", "336", "--json"]
    done = subprocess.run([str(one) for one in command], capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    codes = [one["measure"]["code"] for one in json.loads(done.stdout)["comparisons"]]
    assert codes == ["placements_3plus", "same_carer_2y"]
