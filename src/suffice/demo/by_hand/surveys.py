"""Surveys: how many gave each answer, and some words of theirs, all imagined."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from suffice.engine.returns.templates.layouts import scales

Row = dict[str, Any]


def answers(told: Mapping[str, Any]) -> Iterator[Row]:
    """Yield a row an answer of a scale with how many gave it, and a row for whatever was said in words.

    Args:
        told: a file of `surveys.toml`: its surveys, each with its questions.
    """
    for survey in told["surveys"]:
        asked = {name: survey[name] for name in ("survey", "date", "group", "asked")}
        for question in survey["questions"]:
            common = {**asked, "service": survey.get("service", ""), "question": question["question"]}
            yield from _counted({**common, "scale": question["scale"]}, question["counts"])
        for question, said in survey.get("words", {}).items():
            for words in said:
                yield {**asked, "question": question, "scale": "words", "words": words}


def _counted(row: Row, counts: list[int]) -> Iterator[Row]:
    scale = scales()[row["scale"]]
    for answer, count in zip((*scale.answers, *scale.neither), counts, strict=False):
        yield {**row, "answer": answer, "count": count}
