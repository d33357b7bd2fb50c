"""In which authority an imaginary postcode lies."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

AUTHORITY = "Wolverhampton"


@cache
def layouts() -> Mapping[str, Any]:
    """Return the columns and codes of the files, from `layouts.toml`."""
    text = resources.files("suffice.demo.market").joinpath("layouts.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def area_of(postcode: str) -> str:
    """Return the authority in which an imaginary postcode lies."""
    outward = postcode.split(" ", maxsplit=1)[0]
    return next((area for area, districts in layouts()["districts"].items() if outward in districts), AUTHORITY)
