"""A house founded, served and ended by the commands that people run."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from suffice.commands import house

SUFFICE = [sys.executable, "-m", "suffice.cli"]


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SUFFICE_")}
    return {**kept, "SUFFICE_DATA": str(tmp_path / "var")}


def run(environment: dict[str, str], *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*SUFFICE, *words], env=environment, capture_output=True, text=True, check=False, timeout=120)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def in_session(leader: int) -> set[int]:
    """The processes that a served house started: its children and theirs."""
    parents: dict[int, int] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            words = stat.read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        parents[int(stat.parent.name)] = int(words[1])
    found = {leader}
    while grown := {child for child, parent in parents.items() if parent in found} - found:
        found |= grown
    return found - {leader}


def test_a_house_is_founded_once_and_empty(environment: dict[str, str]) -> None:
    done = run(environment, "init", "--authority", "336", "--email", "first@example.org")
    assert done.returncode == 0, done.stderr
    assert "Wolverhampton" in done.stdout
    assert re.search(r"first@example\.org with the password \S{12,}", done.stdout)
    counted = run(
        environment,
        "manage",
        "shell",
        "-c",
        "from suffice.core.models import Person; print('people', Person.objects.count())",
    )
    assert "people 1" in counted.stdout
    again = run(environment, "init", "--authority", "336")
    assert again.returncode == 1
    assert "lived in already" in again.stderr


def test_the_demonstration_never_moves_into_a_real_house(environment: dict[str, str]) -> None:
    assert run(environment, "init", "--authority", "336").returncode == 0
    done = run(environment, "demo")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    quiet = run(environment, "demo", "--if-empty")
    assert quiet.returncode == 0
    told = run(environment, "manage", "shell", "-c", "from suffice.demo.people import sign_ins; print(sign_ins())")
    assert "[]" in told.stdout


def test_an_authority_that_does_not_exist_is_told_so(environment: dict[str, str]) -> None:
    done = run(environment, "init", "--authority", "999")
    assert done.returncode == 1
    assert "999" in done.stderr
    assert "Traceback" not in done.stderr


def test_ctrl_c_ends_the_pages_and_the_worker(environment: dict[str, str], tmp_path: Path) -> None:
    assert run(environment, "init", "--authority", "336").returncode == 0
    port = free_port()
    log = tmp_path / "log"
    with log.open("w") as told:
        served = subprocess.Popen([*SUFFICE, "serve", "--port", str(port)], env=environment, stdout=told, stderr=told)
    until = time.monotonic() + 60
    while "Ctrl-C stops it." not in log.read_text():
        assert served.poll() is None, log.read_text()
        assert time.monotonic() < until, log.read_text()
        time.sleep(0.2)
    assert "Illustrative data" not in log.read_text()
    urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=10).close()
    processes = in_session(served.pid)
    assert len(processes) >= 2
    taken = run(environment, "serve", "--port", str(port))
    assert taken.returncode == 1
    assert "already listens" in taken.stderr
    served.send_signal(signal.SIGINT)
    assert served.wait(40) == 0
    assert "Stopping." in log.read_text()
    alive = [one for one in processes if Path(f"/proc/{one}").exists() and _state(one) != "Z"]
    assert not alive


def test_a_worker_that_ends_by_itself_is_started_again(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ended = [sys.executable, "-c", "raise SystemExit(6)"]
    monkeypatch.setattr(house, "_worker", lambda: ended)
    monkeypatch.setattr(house, "_answers", lambda address: False)
    running = [house._start("web", [sys.executable, "-c", "import time; time.sleep(3)"]), house._start("worker", ended)]
    monkeypatch.setattr(house, "_SHORTEST_WORK", 0)
    assert house._watch(running, address="") == 1
    told = capsys.readouterr().err
    assert "The worker ended by itself (status 6) and is started again" in told
    assert "The web ended by itself (status 0); stopping." in told
    running = [house._start("web", [sys.executable, "-c", "import time; time.sleep(3)"]), house._start("worker", ended)]
    monkeypatch.setattr(house, "_SHORTEST_WORK", 60)
    assert house._watch(running, address="") == 1
    assert "The worker ended by itself (status 6); stopping." in capsys.readouterr().err
    house._stop(running)


def _state(process: int) -> str:
    try:
        return Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except OSError:
        return "Z"
