"""The published schema says what the reader takes, no more and no less."""

from __future__ import annotations

import json
from dataclasses import fields
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator

from suffice.engine.projection.scenario.fields import fields_of
from suffice.engine.projection.scenario.model import LEVERS, Kind, Scenario
from suffice.engine.projection.scenario.reading import read_text
from suffice.engine.projection.scenario.schema import PUBLISHED, published, schema
from suffice.engine.projection.scenario.template import template
from suffice.engine.projection.scenario.troubles import CannotReadScenario
from tests.engine.projection.scenario.levers import STARTERS, scenarios, written


def allowed(document: Any) -> bool:
    return bool(Draft202012Validator(schema()).is_valid(document))


def test_the_published_file_is_current() -> None:
    assert PUBLISHED.read_text(encoding="utf-8") == published()


def test_it_is_a_schema() -> None:
    Draft202012Validator.check_schema(schema())


@pytest.mark.parametrize("kind", list(Kind))
def test_the_table_of_fields_is_the_model(kind: Kind) -> None:
    asked = {"begins" if field.key == "from" else field.key for field in fields_of(kind)}
    assert asked == {field.name for field in fields(LEVERS[kind])}


def test_it_allows_the_template() -> None:
    assert allowed(json.loads(template(date(2026, 4, 1))))


@settings(max_examples=100, deadline=None)
@given(scenarios())
def test_it_allows_what_we_write(scenario: Scenario) -> None:
    assert allowed(scenario.document())
    assert allowed([scenario.document()] * 6)
    assert not allowed([scenario.document()] * 7)


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "magic"},
        {"colour": 1},
        {"children_a_month": "12"},
        {"children_a_month": -1},
        {"who": "girls"},
        {"id": "my lever"},
        {"build_up_months": 1.5},
        {"low": 10},
        {"kind": "step_down"},
        {"kind": "reunification", "percent": 10},
        {"note": "x" * 2001},
    ],
)
def test_it_refuses_what_the_reader_refuses(change: dict[str, Any]) -> None:
    document = written(STARTERS | change)
    assert not allowed(document)
    with pytest.raises(CannotReadScenario):
        read_text(json.dumps(document))
