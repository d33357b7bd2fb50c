"""Where a command cannot do what it was asked, it says so in a sentence and leaves no trace of its inside."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

from tests.commands.test_shows import suffice
from tests.engine.returns.building import GOOD, written

PUBLISHED = ("published", "--start", 586, "--tracked", 170)


def _sentence(done: subprocess.CompletedProcess[str], status: int) -> str:
    assert done.returncode == status, done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    told = done.stderr.strip()
    assert told.endswith(".")
    return told


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--start", 10, "--tracked", 20), "only 10 are in care"),
        (("--start", -5, "--tracked", 2), "below zero"),
        (("--start", 586, "--tracked", 170, "--population", 0), "above zero"),
        (("--start", 10**27, "--tracked", 0, "--population", 1), "more than"),
    ],
)
def test_impossible_arithmetic_is_a_usage_error(words: tuple[object, ...], says: str) -> None:
    assert says in _sentence(suffice("published", *words), 2)


@pytest.mark.parametrize(
    ("population", "says"),
    [("0", "above zero"), ("-5", "above zero"), ("5.5", "neither"), ("²", "neither"), ("gone.csv", "neither")],
)
def test_a_population_that_is_none_is_a_usage_error(tmp_path: Path, population: str, says: str) -> None:
    folder = written(tmp_path, GOOD)
    assert says in _sentence(suffice("measures", folder, "--on", "2019-03-31", "--population", population), 2)


def test_a_day_before_all_calendars_has_no_figure_and_no_trace(tmp_path: Path) -> None:
    done = suffice("measures", written(tmp_path, GOOD), "--on", "0001-01-01", "--json")
    assert done.returncode == 0, done.stderr
    assert {one["numerator"] for one in json.loads(done.stdout)["measures"]} <= {0, None}


@pytest.mark.parametrize("target", ["nowhere/x.xlsx", "."])
def test_a_workbook_that_cannot_be_written_is_told_and_the_result_is_printed(tmp_path: Path, target: str) -> None:
    done = suffice(*PUBLISHED, "--xlsx", tmp_path / target)
    assert str(tmp_path) in _sentence(done, 1)
    assert "602" in done.stdout


def test_a_full_disk_is_told() -> None:
    if not Path("/dev/full").exists():
        pytest.skip("there is no device that is always full here")
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "suffice.cli", *map(str, PUBLISHED)],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 1
    assert done.stderr.startswith("The result cannot be printed: No space left on device.")


@pytest.mark.parametrize("as_json", [True, False])
def test_a_terminal_of_another_alphabet_still_shows_the_result(tmp_path: Path, as_json: bool) -> None:
    folder = written(tmp_path, {name: text.replace("101", "Zoë") for name, text in GOOD.items()})
    (folder / "Zoë.csv").write_text("x\n")
    words = ["check", str(folder), *(["--json"] if as_json else [])]
    done = subprocess.run(
        [sys.executable, "-m", "suffice.cli", *words],
        capture_output=True,
        check=False,
        env=os.environ | {"PYTHONIOENCODING": "ascii"},
    )
    assert done.returncode == 0, done.stderr
    if as_json:
        assert "Zoë.csv" in {one["name"] for one in json.loads(done.stdout)["files"]}


def test_a_reader_who_has_seen_enough_is_no_trouble(tmp_path: Path) -> None:
    words = [sys.executable, "-m", "suffice.cli", "check", str(written(tmp_path, GOOD)), "--json"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as command:
        assert command.stdout is not None
        assert command.stderr is not None
        command.stdout.close()
        assert command.stderr.read() == b""


def test_ctrl_c_ends_with_a_sentence() -> None:
    command = subprocess.Popen(
        [sys.executable, "-c", _WAITING],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),  # noqa: PLW1509
    )
    assert command.stdout is not None
    assert command.stdout.readline() == "waiting\n"
    command.send_signal(signal.SIGINT)
    _, told = command.communicate(timeout=60)
    assert command.returncode == 130
    assert told.strip() == "Stopped before it had finished. Run it again when you like."


_WAITING = """
import sys, time
from suffice.commands import published
def wait(**asked):
    print("waiting", flush=True)
    time.sleep(60)
published.published = wait
sys.argv = ["suffice", "published", "--start", "586", "--tracked", "170"]
from suffice.cli import main
main()
"""


def test_one_refusal_is_said_once(tmp_path: Path) -> None:
    folder = written(tmp_path, {f"{place}/{name}": text for place in "ab" for name, text in GOOD.items()})
    told = suffice("check", folder).stderr.strip()
    assert told.startswith("a and b are each the return for collection year 2019")
    assert "\n" not in told


@pytest.mark.parametrize("target", ["file", "file/inside"])
def test_a_demonstration_that_cannot_be_written_is_told(tmp_path: Path, target: str) -> None:
    (tmp_path / "file").write_text("taken")
    assert str(tmp_path / target) in _sentence(suffice("demo", "--write", tmp_path / target), 1)


def test_a_seed_below_zero_is_a_usage_error(tmp_path: Path) -> None:
    assert "-3" in _sentence(suffice("demo", "--write", tmp_path / "new", "--seed", -3), 2)


def test_figures_are_numbers_in_a_workbook(tmp_path: Path) -> None:
    book = tmp_path / "published.xlsx"
    suffice(*PUBLISHED, "--population", 55200, "--xlsx", book)
    sheet = openpyxl.load_workbook(book).worksheets[0]
    assert [row[3].value for row in sheet.iter_rows(min_row=2, max_row=5)] == [109.1, 104.2, 100.9, 113.9]


def test_check_tells_repairs_across_years_and_leaves_the_rows_used(tmp_path: Path) -> None:
    start = "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n"
    stays, moves = "101,10/06/2018,S,C2,N1,U4,PR1,,,,,,\n", "101,10/06/2019,P,C2,N1,K2,PR4,,,,,,\n"
    gone = "102,10/06/2018,S,C2,N1,U4,PR1,,,,,,\n"
    header = GOOD["header.csv"]
    folder = written(
        tmp_path,
        {
            "2019/episodes.csv": start + stays + gone,
            "2019/header.csv": header,
            "2020/episodes.csv": start + moves,
            "2020/header.csv": header,
        },
    )
    done = suffice("check", folder, "--json")
    read = json.loads(done.stdout)
    assert done.returncode == 0
    assert all(one["used"] == one["rows"] for one in read["files"])
    told = {one["code"]: one["examples"][0] for one in read["findings"]}
    for code, row in (("open-episode-closed-at-next", 2), ("open-episode-closed-at-year-end", 3)):
        place = told[code]
        assert (place["file"], place["row"], place["column"], place["value"]) == ("2019/episodes.csv", row, "DEC", None)
        assert place["sentence"].startswith(f"DEC in row {row} of 2019/episodes.csv: the episode of child ")


def test_each_code_is_one_finding(tmp_path: Path) -> None:
    folder = tmp_path / "faults"
    suffice("demo", "--write", folder, "--faults")
    codes = [one["code"] for one in json.loads(suffice("check", folder, "--json").stdout)["findings"]]
    assert len(codes) == len(set(codes))


def test_a_population_file_needs_no_authority_where_the_returns_name_the_only_one(tmp_path: Path) -> None:
    people = tmp_path / "people.csv"
    people.write_text("time_period,new_la_code,old_la_code,la_name,population_estimate\n2018,E1,336,Somewhere,1000\n")
    words = ("--on", "2018-10-01", "--population", people, "--json")
    named = {
        name: "\n".join(line + (",LA" if at == 0 else ",336") for at, line in enumerate(text.splitlines())) + "\n"
        for name, text in GOOD.items()
    }
    told = json.loads(suffice("measures", written(tmp_path / "named", named), *words).stdout)["measures"][0]
    assert (told["numerator"], told["denominator"], told["denominator_year"], told["value"]) == (2, 1000, 2018, 20.0)
    assert "--authority" in _sentence(suffice("measures", written(tmp_path / "unnamed", GOOD), *words), 2)


def test_tables_for_a_reader_are_in_words(tmp_path: Path) -> None:
    folder = written(tmp_path, GOOD)
    told = suffice("project", folder, "--from", "2019-01-31", "--years", 1, "--replicates", 10).stdout
    for words in ("2 children in care on 31 January 2019", "31 January 2020", "In-house foster care", "10 to 15"):
        assert words in told
    assert "in_house_foster" not in told
    counted = suffice("measures", folder, "--on", "2019-01-31").stdout
    told = [line.split(maxsplit=1)[1] for line in counted.splitlines() if "no population was given" in line]
    assert told, "rates say why they are empty"
    assert len(told) == len(set(told)), "each source stands once, however many measures share it"
