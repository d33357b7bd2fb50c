"""A paper is the same after being kept, and is finished only when nothing has still to be written."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from suffice.core.papers.model import Paper, Status, Tone, say
from tests.papers.build import WICKED, paper


def test_a_paper_comes_back_from_json_as_it_was() -> None:
    made = paper(council=WICKED)
    assert Paper.of(json.loads(json.dumps(made.document()))) == made
    assert Paper.of(made.document()).digest == made.digest


def test_any_other_word_gives_another_digest() -> None:
    assert paper().digest != paper(council="Oakshire").digest


def test_a_paper_with_something_to_write_cannot_be_finished() -> None:
    made = paper()
    assert made.to_write == ("Who leads each action.",)
    with pytest.raises(ValueError, match="still to be written"):
        made.finished()


def test_a_paper_with_nothing_to_write_is_finished() -> None:
    left = tuple(one for one in paper().blocks if getattr(one, "tone", None) is not Tone.TO_WRITE)
    finished = replace(paper(), blocks=(*left, say("Done."))).finished()
    assert finished.status is Status.FINAL
