"""The timed standards of a children's service: how long each gives, who says so, and what tells whether it is kept."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Standard:
    """One timed standard; see `standards.toml` for what each of these means."""

    code: str
    title: str
    area: str
    clock: str
    law: str
    rules: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    checks: tuple[str, ...] = ()
    missing: str = ""

    @property
    def told(self) -> bool:
        """Whether anything that is brought tells of it."""
        return bool(self.rules or self.measures or self.checks)


@cache
def standards() -> tuple[Standard, ...]:
    """Return every standard, in the order in which pages list them."""
    declared = tomllib.loads((Path(__file__).parent / "standards.toml").read_text(encoding="utf-8"))
    return tuple(_standard(body) for body in declared["standard"])


def _standard(body: Mapping[str, Any]) -> Standard:
    lists = {name: tuple(body[name]) for name in ("rules", "measures", "checks") if name in body}
    return Standard(**{**body, **lists})


def of_rule(code: str) -> tuple[Standard, ...]:
    """Return the standards that a rule tells of."""
    return tuple(one for one in standards() if code in one.rules)
