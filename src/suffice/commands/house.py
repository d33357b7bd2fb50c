"""``suffice init``, ``serve`` and ``manage``: the house itself, with its database, its pages and its worker."""

from __future__ import annotations

import os
import secrets
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Sequence
from types import FrameType

from suffice.commands.output import complain

_PATIENCE = 15  # seconds that a process has to end before it is ended
_LONGEST_START = 60  # seconds until the first page must answer
_SHORTEST_WORK = 20  # seconds that a worker must have worked to be started again


def open_house() -> None:
    """Make Django ready and bring the database up to date; safe to call again and again."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "suffice.settings")
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0, interactive=False)


def init(*, authority: str, email: str | None) -> int:
    """Prepare an empty house for `authority`; print the first administrator's password once."""
    open_house()
    from django.utils import timezone

    from suffice.core.operations import AlreadyLivedIn, UnknownAuthority, found_house

    address = email or f"administrator@{authority}.invalid"
    password = secrets.token_urlsafe(12)
    try:
        house = found_house(code=authority, email=address, password=password, at=timezone.now())
    except (AlreadyLivedIn, UnknownAuthority) as refusal:
        complain(str(refusal))
        return 1
    print(f"The house of {house.name} is ready, and empty.")
    print(f"Its first administrator signs in as {address} with the password {password}")
    print("The password is shown this once: change it after the first sign-in. Start the pages with `suffice serve`.")
    return 0


def manage(arguments: Sequence[str]) -> None:
    """Hand the arguments to Django's own command line."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "suffice.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(["suffice manage", *arguments])


def serve(*, host: str, port: int) -> int:
    """Run the web server and the worker until someone says stop; return the exit status.

    A worker that ends by itself is started again, unless it ended as soon as it began; a web server is not.
    """
    if _taken(host, port):
        complain(f"Something already listens on {host}:{port}. Choose another with --port.")
        return 1
    open_house()
    running = [_start("web", _web(host, port)), _start("worker", _worker())]
    for told in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):  # a closed terminal ends the house too
        signal.signal(told, _as_interrupt)
    try:
        return _watch(running, address=f"http://{host}:{port}/")
    except KeyboardInterrupt:
        print("\nStopping.", flush=True)
        return 0
    finally:
        _stop(running)


def _web(host: str, port: int) -> list[str]:
    options = ["--bind", f"{host}:{port}", "--workers", "2", "--threads", "4", "--timeout", "60", "--preload"]
    return [sys.executable, "-m", "gunicorn", "suffice.core.wsgi:application", "--log-level", "warning", *options]


def _worker() -> list[str]:
    options = ["--interval", "0.3", "--no-startup-delay", "--verbosity", "0"]
    return [sys.executable, "-m", "suffice.cli", "manage", "worker", *options]


def _start(name: str, command: list[str]) -> tuple[str, subprocess.Popen[bytes]]:
    # A session of its own: Ctrl-C reaches this process alone, which then ends both in order.
    return name, subprocess.Popen(command, start_new_session=True)  # noqa: S603 - our own programs, no shell


def _watch(running: list[tuple[str, subprocess.Popen[bytes]]], *, address: str) -> int:
    began, told, worked = time.monotonic(), False, time.monotonic()
    while True:
        for place, (name, process) in enumerate(running):
            status = process.poll()
            if status is None:
                continue
            if name == "web" or time.monotonic() - worked < _SHORTEST_WORK:
                complain(f"The {name} ended by itself (status {status}); stopping.")
                return 1
            complain(f"The worker ended by itself (status {status}) and is started again. Its page says what it left.")
            running[place], worked = _start("worker", _worker()), time.monotonic()
        if not told and _answers(address):
            told = True
            _welcome(address)
        if not told and time.monotonic() - began > _LONGEST_START:
            complain(f"No page answered at {address} within {_LONGEST_START} seconds; stopping.")
            return 1
        time.sleep(0.2)


def _welcome(address: str) -> None:
    from suffice.demo.people import sign_ins

    print(f"\nSuffice is at {address}", flush=True)
    people = sign_ins()
    if people:
        print("Illustrative data. Sign in as:")
        for role, email, password in people:
            print(f"  {role:<18} {email:<42} {password}")
    print("Ctrl-C stops it.", flush=True)


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=2):  # noqa: S310 - our own address, always http
            return True
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False


def _taken(host: str, port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return True
    return False


def _stop(running: Sequence[tuple[str, subprocess.Popen[bytes]]]) -> None:
    for _, process in running:
        if process.poll() is None:
            process.terminate()
    for _, process in running:
        try:
            process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _as_interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt
