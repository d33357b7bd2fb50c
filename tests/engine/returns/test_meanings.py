"""Every remark on published files and templates has its title."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from suffice.engine.returns import published, sheets, templates
from suffice.engine.returns.meanings import MEANINGS
from suffice.engine.returns.remarks_beside import EVERY

_SAID = re.compile(r'(?:flag|set_aside|remark|note)\(\s*"([a-z]+(?:-[a-z]+)+)"|lit\("(published-[a-z-]+)"\)')


@pytest.mark.parametrize("package", [published, sheets, templates])
def test_no_remark_is_without_a_title(package: object) -> None:
    folder = Path(str(package.__file__)).parent  # type: ignore[attr-defined]
    said = {
        code for path in folder.rglob("*.py") for found in _SAID.findall(path.read_text()) for code in found if code
    }
    assert said
    assert said - MEANINGS.keys() - EVERY.keys() - {"row-ragged"} == set()


def test_no_title_is_that_of_another_remark() -> None:
    assert not MEANINGS.keys() & EVERY.keys()
    assert len(set(MEANINGS.values())) == len(MEANINGS)
