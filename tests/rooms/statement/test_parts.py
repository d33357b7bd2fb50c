"""In a published table no small group can be worked out from the groups beside it and the total."""

from __future__ import annotations

from suffice.engine.disclosure import COUNCIL, PUBLICATION
from suffice.publish.statement.facts import OWN_BREAKDOWNS
from suffice.publish.statement.sections.parts import groups
from suffice.publish.statement.telling import Telling

CODE = max(OWN_BREAKDOWNS, key=lambda one: len(OWN_BREAKDOWNS[one].groups))
NAMES = list(OWN_BREAKDOWNS[CODE].groups)
COUNTS = dict.fromkeys(NAMES, 0) | dict.fromkeys(NAMES[1:8], 13) | {NAMES[0]: 1}


def test_a_group_is_hidden_beside_a_small_one_that_the_rest_would_give_away() -> None:
    table = groups(CODE, COUNTS, sum(COUNTS.values()), Telling(PUBLICATION), on="31 March 2022", refs=())
    told = [row[1] for row in table.rows]
    assert len(NAMES) >= 8
    assert told[0] == "<5"
    assert told.count("c") == 1
    assert table.note.startswith("c: not shown")


def test_the_council_reads_every_group() -> None:
    table = groups(CODE, COUNTS, sum(COUNTS.values()), Telling(COUNCIL), on="31 March 2022", refs=())
    assert [row[1] for row in table.rows] == ["1", *["13"] * 7, "92"]
    assert table.note == ""
