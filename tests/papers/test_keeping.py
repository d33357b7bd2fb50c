"""Papers are kept under the name of all that their files say."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import LazySettings

from suffice.core.papers import keeping
from tests.papers.build import paper


@pytest.fixture(autouse=True)
def kept_here(settings: LazySettings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def test_another_workbook_beside_the_same_words_is_kept_beside_the_first() -> None:
    first = keeping.keep("tried", paper(), also={"xlsx": lambda: b"first"}, saying=[{"rows": [1]}])
    other = keeping.keep("tried", paper(), also={"xlsx": lambda: b"other"}, saying=[{"rows": [2]}])
    assert keeping.read("tried", first, "xlsx") == b"first"
    assert keeping.read("tried", other, "xlsx") == b"other"


def test_what_was_kept_once_is_not_written_again() -> None:
    name = keeping.keep("tried", paper(), also={"xlsx": lambda: b"first"}, saying=[1])
    assert keeping.keep("tried", paper(), also={"xlsx": lambda: b"again"}, saying=[1]) == name
    assert keeping.read("tried", name, "xlsx") == b"first"
    assert name != paper().digest
