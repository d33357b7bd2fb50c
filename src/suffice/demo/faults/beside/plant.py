"""Planting one of each fault in the returns beside the 903."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

from suffice.demo.faults.beside import census, lists, workforce
from suffice.demo.faults.beside.elements import plant as plant_elements
from suffice.demo.faults.book import Answer
from suffice.demo.story import Story
from suffice.demo.story.annex_a import workbook
from suffice.demo.story.annex_a.given import ON
from suffice.demo.story.census import Census
from suffice.demo.story.workforce import document, name_of

_YEAR, _CENSUS = 2022, 2021


@dataclass(slots=True)
class Spoilt:
    """The spoilt files by name, and where each fault is: code, file, row and column (with its list, in Annex A)."""

    files: dict[str, bytes] = field(default_factory=dict)
    answers: list[Answer] = field(default_factory=list)


def plant_beside(story: Story, *, seed: int) -> Spoilt:
    """Return the CIN census of 2022, Annex A and the workforce census with one of each fault.

    The same story and seed give the same files and answers.

    Raises:
        NoRoom: nothing in the story is as a fault needs it.
    """
    chance, spoilt = Random(seed), Spoilt()
    for name, root, faults, owner in (
        (f"cin/cin_census_{_YEAR}.xml", Census(story, _YEAR).document(), census.FAULTS, "Child"),
        (f"workforce/{name_of(_CENSUS)}", document(story.staff[_CENSUS], _CENSUS), workforce.FAULTS, "CSWWWorker"),
    ):
        content, placed = plant_elements(root, faults, owner=owner, chance=chance)
        spoilt.files[name] = content
        spoilt.answers += [_answer(one.code, name, line, one.column) for one, line in placed]
    sheets, rows = lists.plant(workbook.lists(story), lists.FAULTS, chance=chance)
    name = f"annex_a/{workbook.name_of(ON)}"
    spoilt.files[name] = workbook.content(sheets)
    spoilt.answers += [_answer(one.code, name, row, f"{one.sheet}: {one.column}") for one, row in rows]
    return spoilt


def _answer(code: str, file: str, row: int, column: str | None) -> Answer:
    return {"code": code, "file": file, "row": row, "column": column}
