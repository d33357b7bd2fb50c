"""The files that are filled in by hand, in the columns of their templates."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from importlib import resources
from pathlib import Path
from typing import Any

from suffice.demo.by_hand.audits import audits
from suffice.demo.by_hand.figures import figures
from suffice.demo.by_hand.surveys import answers
from suffice.demo.csv_files import write_rows
from suffice.demo.returns.chance import Chance
from suffice.engine.returns.templates.layouts import Template, layout


def write_by_hand(folder: Path, *, seed: int = 1) -> list[Path]:
    """Write the audits, the surveys of each year and the monthly figures, and return the files.

    What was published is the same for every seed; all else is imagined.
    """
    chance = Chance(seed, "by hand")
    audited, asked = _told("audits"), _told("surveys")
    return [
        *(
            _write(folder / name, Template.AUDIT, audits(told, audited["looks"], chance))
            for name, told in audited["files"].items()
        ),
        *(_write(folder / name, Template.SURVEY, answers(told)) for name, told in asked["files"].items()),
        _write(folder / "monthly_figures.csv", Template.FIGURES, figures(_told("figures"), chance)),
    ]


def _told(name: str) -> dict[str, Any]:
    text = resources.files("suffice.demo.by_hand").joinpath(f"{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def _write(path: Path, template: Template, rows: Iterable[Mapping[str, Any]]) -> Path:
    return write_rows(path, [column.name for column in layout(template).columns], rows)
