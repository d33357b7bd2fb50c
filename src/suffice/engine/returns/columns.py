"""The columns of a return's tables, as dated layouts declare them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table.

    Attributes:
        name: the published name (``DECOM``).
        kind: ``id``, ``date``, ``code``, ``int``, ``number`` (with decimals), ``yes`` (yes or no), ``postcode``,
            ``text`` (in capitals) or ``words`` (kept as written).
        codes: name of the code set, for a column of codes.
        future: whether a date after today is allowed.
        unknown_parts: whether ``zz`` may stand for an unknown day, month or year.
        low: the least number allowed.
        high: the greatest number allowed.
    """

    name: str
    kind: str
    codes: str | None = None
    future: bool = False
    unknown_parts: bool = False
    low: int = 0
    high: int = 0

    @property
    def field(self) -> str:
        """The name that the column has in a frame."""
        return self.name.lower()


def column_of(name: str, kind: str) -> Column:
    """Return the column that a layout declares in words: ``date``, ``code SEX``, ``int 0 40``."""
    words = kind.split()
    match words[0]:
        case "code":
            return Column(name, "code", codes=words[1])
        case "int" | "number":
            return Column(name, words[0], low=int(words[1]), high=int(words[2]))
        case "date":
            return Column(name, "date", future="future" in words, unknown_parts="zz" in words)
        case _:
            return Column(name, kind)
