"""The whole suite, as `make test` and CI run it.

The engine and the command line once; the rooms on SQLite and again on PostgreSQL; the browser once, on PostgreSQL,
with a house for each worker and a file of tests never split between two.
The demonstration is loaded into each of the two databases once: by its own tests on SQLite, and on PostgreSQL beside
the first parts, of which its own tests and each worker of the browser have a copy.
A PostgreSQL server of the tests' own is started on a free port and stopped afterwards.
"""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import psycopg.sql

HERE = Path(__file__).parent
WORKERS = str(min(os.cpu_count() or 2, 4))
LOADED = "demonstration"
# Hundreds of processes begin in one run: what Python compiles is kept for the next, whatever the machine is used to.
_FORGETFUL = "PYTHONDONTWRITEBYTECODE"


def main() -> int:
    """Run every part, whatever the earlier ones said; return the worst status."""
    started = time.monotonic()
    os.environ.pop(_FORGETFUL, None)
    with postgresql() as url, demonstration(url) as (loading, house):
        worst = _pytest("engine and command line", ["engine", "faults", "papers", "commands"])
        worst |= _pytest("rooms on SQLite", ["rooms"])
        worst |= loading.wait()
        worst |= _pytest("rooms on PostgreSQL", ["rooms"], database=url, house=house)
        worst |= _pytest("browser on PostgreSQL", ["browser"], shared_out="loadfile", database=url, house=house)
    print(f"All parts took {time.monotonic() - started:.0f} seconds; {'failed' if worst else 'all passed'}.")
    return worst


def _pytest(
    part: str, folders: list[str], *, shared_out: str = "worksteal", database: str = "", house: Path | None = None
) -> int:
    print(f"\n=== {part} ===", flush=True)
    environment = {name: value for name, value in os.environ.items() if not name.startswith("SUFFICE_DATA")}
    if database:
        environment["SUFFICE_DATABASE_URL"] = database
    if house:
        environment["SUFFICE_LOADED_HOUSE"] = str(house)
    with tempfile.TemporaryDirectory(prefix="suffice-test-") as data:
        environment["SUFFICE_DATA"] = data
        command = [sys.executable, "-m", "pytest", *(str(HERE / folder) for folder in folders)]
        command += ["-q", "--durations=5", "-n", WORKERS, "--dist", shared_out]
        return subprocess.run(command, env=environment, cwd=HERE.parent, check=False).returncode


@contextmanager
def demonstration(server: str) -> Iterator[tuple[subprocess.Popen[bytes], Path]]:
    """Have the demonstration loaded beside whatever runs meanwhile, in a database and a folder that can be copied."""
    folder = Path(tempfile.mkdtemp(prefix="suffice-house-"))
    environment = {**os.environ, "SUFFICE_DATA": str(folder), "SUFFICE_DATABASE_URL": database(server, LOADED)}
    loading = subprocess.Popen([sys.executable, "-m", "suffice.cli", "demo"], env=environment)
    try:
        yield loading, folder
    finally:
        loading.kill()
        loading.wait()
        shutil.rmtree(folder, ignore_errors=True)


def database(server: str, name: str, *, like: str = "template1") -> str:
    """Make a database on a server, a copy of another one if told, and return its address."""
    with psycopg.connect(server, autocommit=True) as connection:
        told = psycopg.sql.SQL("CREATE DATABASE {} TEMPLATE {}")
        connection.execute(told.format(psycopg.sql.Identifier(name), psycopg.sql.Identifier(like)))
    return f"{server.rpartition('/')[0]}/{name}"


def drop(server: str, name: str) -> None:
    """Take a database away again, when nobody looks into it any more."""
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(psycopg.sql.SQL("DROP DATABASE {}").format(psycopg.sql.Identifier(name)))


@contextmanager
def postgresql() -> Iterator[str]:
    """Give the address of an empty PostgreSQL server, and take it away again."""
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    if not programs:
        raise SystemExit("PostgreSQL is not installed: run `make system`.")
    folder = Path(tempfile.mkdtemp(prefix="suffice-postgres-"))
    port = _free_port()
    options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off -c max_connections=100"
    server = [str(programs[-1] / "pg_ctl"), "-D", str(folder / "data"), "-w"]
    try:
        _as_server([str(programs[-1] / "initdb"), "-D", str(folder / "data"), "-U", "suffice", "-A", "trust"], folder)
        _as_server([*server, "-l", str(folder / "log"), "-o", options, "start"], folder)
        yield f"postgres://suffice@127.0.0.1:{port}/postgres"
    finally:
        _as_server([*server, "-m", "immediate", "stop"], folder, must=False)
        shutil.rmtree(folder, ignore_errors=True)


def _as_server(command: list[str], folder: Path, *, must: bool = True) -> None:
    """Run as an ordinary person: PostgreSQL does not start as root."""
    if os.geteuid() == 0:
        owner = pwd.getpwnam("postgres")
        os.chown(folder, owner.pw_uid, owner.pw_gid)
        command = ["runuser", "-u", "postgres", "--", *command]
    subprocess.run(command, cwd="/", check=must, stdout=subprocess.DEVNULL)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    raise SystemExit(main())
