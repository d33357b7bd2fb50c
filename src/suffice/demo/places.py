"""The imagined small areas of the demonstration: which locality each lies in, and who lives there, by age."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from suffice.demo.csv_files import write_rows
from suffice.demo.story.localities import LOCALITIES
from suffice.engine.returns.population import find

MID_YEAR = 2021
"""The 30 June that the small areas are about."""
AUTHORITY = "336"

_IN_EACH = 20  # small areas of a locality; the city has some 160
_FIRST = 99001  # no small area of England has so high a number
_OLDEST, _GROWN_UP = 90, 18
_ADULTS = 3.2  # grown-up people for each child
_CODE, _NAME = "LSOA 2021 Code", "LSOA 2021 Name"
_AGES = [f"{sex}{age}" for sex in "FM" for age in range(_OLDEST + 1)]

Numbers = npt.NDArray[np.int64]


def write_places(folder: Path, *, seed: int = 1) -> list[Path]:
    """Write the small areas of each locality, and the people of each age in them, and return the files.

    The children of all small areas add up to the published number of the council; all else is imagined. The columns
    are those of the publisher's workbook.

    Args:
        folder: where the files go.
        seed: of chance.
    """
    areas = list(_areas())
    listed = [{"lsoa_code": code, "locality": locality} for code, _, locality in areas]
    columns = ["LAD 2023 Code", "LAD 2023 Name", _CODE, _NAME, "Total", *_AGES]
    return [
        write_rows(folder / "imagined-localities.csv", ["lsoa_code", "locality"], listed),
        write_rows(folder / f"imagined-small-areas-mid-{MID_YEAR}.csv", columns, _people(areas, seed)),
    ]


def _areas() -> Iterator[tuple[str, str, str]]:
    """Yield the code, the name and the locality of every small area."""
    for at, name in enumerate(LOCALITIES):
        for one in range(_IN_EACH):
            yield f"E010{_FIRST + at * _IN_EACH + one}", f"Imagined {at + 1:03d}{chr(ord('A') + one)}", name


def _people(areas: list[tuple[str, str, str]], seed: int) -> Iterator[Mapping[str, Any]]:
    chance = np.random.default_rng([seed, MID_YEAR])
    sectors = [len(LOCALITIES[locality]) for _, _, locality in areas]
    weights = np.array(sectors) * chance.uniform(0.8, 1.2, len(areas))
    children = chance.multinomial(_children(), weights / weights.sum())
    area = find(AUTHORITY)
    for (code, name, _), young in zip(areas, children, strict=True):
        ages = _by_age(chance, int(young))
        where = {"LAD 2023 Code": area.ons_code if area else "", "LAD 2023 Name": area.name if area else ""}
        yield {**where, _CODE: code, _NAME: name, "Total": int(ages.sum()), **dict(zip(_AGES, ages, strict=True))}


def _by_age(chance: np.random.Generator, children: int) -> Numbers:
    """Return how many women of each age and men of each age live in a small area."""
    grown = _OLDEST + 1 - _GROWN_UP
    young = chance.multinomial(children, np.full(_GROWN_UP, 1 / _GROWN_UP))
    old = chance.multinomial(round(children * _ADULTS), np.full(grown, 1 / grown))
    everybody = np.concatenate([young, old])
    women = chance.binomial(everybody, 0.5)
    return np.concatenate([women, everybody - women]).astype(np.int64)


def _children() -> int:
    text = resources.files("suffice.demo").joinpath("population.toml").read_text(encoding="utf-8")
    found: int = tomllib.loads(text)["children"][str(MID_YEAR)]
    return found
