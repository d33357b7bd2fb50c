"""What others published stands in a report only beside a figure that is counted as theirs are."""

from __future__ import annotations

from dataclasses import replace

import pytest

from suffice.analyse.comparison.queries import beside
from suffice.analyse.comparison.queries.beside import Beside
from suffice.analyse.comparison.queries.beside import Told as Published
from suffice.review.performance.models import MeasuresResult
from suffice.review.reports.inputs import Line
from suffice.review.reports.models import Edition
from suffice.review.reports.queries import material
from tests.rooms.reports.conftest import ON

CODE = "placed_20_miles"


def _line(edition: Edition) -> Line:
    return next(one for one in material.inputs(edition, made_on=ON).lines if one.indicator.code == CODE)


def test_nobody_stands_beside_a_figure_that_is_counted_otherwise(
    edition: Edition, measures: MeasuresResult, monkeypatch: pytest.MonkeyPatch
) -> None:
    england = Published("England", 15.0)
    told = Beside(CODE, "Far from home", 2021, "%", None, None, None, england, "", "", "a publication", ())
    monkeypatch.setattr(beside, "every", lambda authority, codes=None: {CODE: told})
    assert [one.name for one in _line(edition).comparators] == ["England"]
    row = measures.figures.get(code=CODE)
    row.document = replace(row.told, published=row.told.now).document()
    row.save()
    line = _line(edition)
    assert line.comparators == ()
    assert line.source.endswith("what they published is left out.")
