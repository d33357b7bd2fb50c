"""The web server passes over what stays for good when it looks for rubbish, so that no page waits for that."""

from __future__ import annotations

import gc
import subprocess
import sys
from collections.abc import Iterator

import pytest

from suffice.core.settling import settle

_TOLD = """
import gc, sys
from suffice.core.wsgi import application
print(gc.get_freeze_count(), sum(name.endswith(".views") or ".views." in name for name in sys.modules))
"""


@pytest.fixture
def as_before() -> Iterator[None]:
    threshold = gc.get_threshold()
    yield
    gc.unfreeze()
    gc.set_threshold(*threshold)


@pytest.mark.usefixtures("as_before")
def test_what_stays_for_good_is_passed_over_and_what_comes_later_is_looked_at() -> None:
    kept = [["stays"]]
    settle()
    later = [["goes"]]
    looked_at = {id(one) for one in gc.get_objects()}
    assert id(kept) not in looked_at
    assert id(later) in looked_at


def test_the_web_server_has_settled_with_every_page_loaded_before_the_first_is_asked_for() -> None:
    done = subprocess.run([sys.executable, "-c", _TOLD], capture_output=True, text=True, check=True)
    frozen, views = map(int, done.stdout.split())
    assert frozen > 50_000
    assert views > 30
