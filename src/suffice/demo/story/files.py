"""The story as files, each return in a folder of its own."""

from __future__ import annotations

from pathlib import Path

from suffice.demo.story.annex_a.given import DAYS
from suffice.demo.story.annex_a.workbook import write_annex_a
from suffice.demo.story.census import write_census
from suffice.demo.story.tell import Story
from suffice.demo.story.workforce import write_workforce


def write_story(story: Story, folder: Path) -> list[Path]:
    """Write the CIN census of each year, Annex A of two days and the workforce censuses, and return the files.

    The returns of children in care are `suffice.demo.returns.write`'s.
    """
    return [
        *write_census(story, folder / "cin"),
        *(write_annex_a(story, folder / "annex_a", on) for on in DAYS),
        *write_workforce(story.staff, folder / "workforce"),
    ]
