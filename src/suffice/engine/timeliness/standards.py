"""The timed standards of a children's service: how long each gives, who says so, and what tells whether it is kept."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path


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
    lists = ("rules", "measures", "checks")
    return tuple(
        Standard(**{name: tuple(cell) if name in lists else cell for name, cell in body.items()})
        for body in declared["standard"]
    )


def of_rule(code: str) -> tuple[Standard, ...]:
    """Return the standards that a rule tells of."""
    return tuple(one for one in standards() if code in one.rules)
