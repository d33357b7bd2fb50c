from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import polars as pl
import pytest

from suffice.analyse.comparison.models import WrittenComparators
from suffice.analyse.comparison.operations import write_down_comparators
from suffice.analyse.returns import storage
from suffice.core.models import Authority, Event, Person
from suffice.engine.comparison.neighbours import Neighbours


def test_figures_written_down_are_kept_with_their_source_and_an_event(
    authority: Authority, analyst: Person, frame: pl.DataFrame, neighbours: Neighbours, now: datetime
) -> None:
    made = write_down_comparators(
        authority=authority, frame=frame, neighbours=neighbours, source="A table", by=analyst, at=now
    )

    assert storage.load_table(made.table_sha256).equals(frame)
    assert made.neighbours == [["333", "Close"], ["861", "Close"], ["335", "Close"], ["371", "Close"]]
    assert Event.objects.get(kind="comparison.written").words == (
        "Wrote down 28 published figures of others (A table)."
    )


def test_the_same_figures_are_written_down_once_and_others_of_their_source_take_their_place(
    authority: Authority, frame: pl.DataFrame, neighbours: Neighbours, now: datetime
) -> None:
    given: dict[str, Any] = {"authority": authority, "source": "A table", "by": None}
    first = write_down_comparators(**given, frame=frame, neighbours=neighbours, at=now)
    again = write_down_comparators(**given, frame=frame, neighbours=neighbours, at=now + timedelta(days=1))
    fewer = write_down_comparators(**given, frame=frame.head(4), neighbours=None, at=now + timedelta(days=2))

    assert again == first
    standing = WrittenComparators.objects.filter(authority=authority, replaced_at__isnull=True)
    assert list(standing) == [fewer]
    assert Event.objects.filter(kind="comparison.written").count() == 2


def test_figures_in_another_shape_are_refused(authority: Authority, frame: pl.DataFrame, now: datetime) -> None:
    with pytest.raises(pl.exceptions.ColumnNotFoundError):
        write_down_comparators(
            authority=authority, frame=frame.drop("year"), neighbours=None, source="A table", by=None, at=now
        )
