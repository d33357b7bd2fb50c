"""The published schema of a scenario file, made from the table of fields (JSON Schema, draft 2020-12)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from suffice.engine.projection.scenario.fields import EITHER, POINT, Answer, Field, fields_of
from suffice.engine.projection.scenario.model import MOST_LEVERS, MOST_SCENARIOS, VERSION, Kind

PUBLISHED = Path(__file__).parent / "scenario.schema.json"
ID = "^[A-Za-z0-9_-]+$"
LONGEST_NAME, LONGEST_WHY = 120, 2000


def schema() -> dict[str, Any]:
    """Return the schema as plain values: one scenario, or a list of up to six."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Scenario for children in care",
        "description": "Dated levers in people's units; docs/method/scenarios.md says what each does.",
        "oneOf": [
            {"$ref": "#/$defs/scenario"},
            {"type": "array", "items": {"$ref": "#/$defs/scenario"}, "minItems": 1, "maxItems": MOST_SCENARIOS},
        ],
        "$defs": {"scenario": _scenario(), **{str(kind): _lever(kind) for kind in Kind}},
    }


def published() -> str:
    """Return the schema as the text of the file that is published with the package."""
    return json.dumps(schema(), indent=2) + "\n"


def _scenario() -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {
            "version": {"const": VERSION, "description": "The version of this shape."},
            "name": {"type": "string", "minLength": 1, "maxLength": LONGEST_NAME, "description": "What it is called."},
            "why": {"type": "string", "maxLength": LONGEST_WHY, "description": "What it is for."},
            "levers": {
                "type": "array",
                "maxItems": MOST_LEVERS,
                "items": {"oneOf": [{"$ref": f"#/$defs/{kind}"} for kind in Kind]},
            },
        },
        "required": ["version", "name", "levers"],
        "additionalProperties": False,
    }


def _lever(kind: Kind) -> dict[str, Any]:
    asked = fields_of(kind)
    made: dict[str, Any] = {
        "title": kind.label,
        "type": "object",
        "properties": {
            "kind": {"const": str(kind)},
            **{field.key: {**_answer(field), "title": field.label, "description": field.hint} for field in asked},
        },
        "required": ["kind", *(field.key for field in asked if field.required)],
        "dependentRequired": {"low": ["high"], "high": ["low"]},
        "additionalProperties": False,
    }
    if kind in EITHER:
        made["oneOf"] = [{"required": [key]} for key in EITHER[kind]]
    return made


def _answer(field: Field) -> dict[str, Any]:
    among = {"enum": [value for value, _ in field.choices]}
    made: dict[Answer, dict[str, Any]] = {
        Answer.DAY: {"type": "string", "format": "date"},
        Answer.WORDS: {"type": "string", "maxLength": field.most} | ({"pattern": ID} if field.key == "id" else {}),
        Answer.CHOICE: among,
        Answer.CHOICES: {"type": "array", "items": among, "uniqueItems": True, "minItems": 1},
        Answer.YES_NO: {"type": "boolean"},
        Answer.POINTS: {"type": "array", "minItems": 2, "maxItems": 60, "items": _point()},
    }
    return made[field.answer] if field.answer in made else _number(field)


def _number(field: Field) -> dict[str, Any]:
    made: dict[str, Any] = {"type": "integer" if field.answer is Answer.WHOLE else "number"}
    above_zero = field.not_zero and field.least == 0
    if field.least is not None:
        made["exclusiveMinimum" if above_zero else "minimum"] = field.least
    if field.most is not None:
        made["maximum"] = field.most
    if field.not_zero and not above_zero:
        made["not"] = {"const": 0}
    return made


def _point() -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {field.key: {**_number(field), "description": field.hint} for field in POINT},
        "required": [field.key for field in POINT if field.required],
        "additionalProperties": False,
    }
