"""Reference numbers: each source of a figure gets one when it is first used, and keeps it."""

from __future__ import annotations

from suffice.core.papers.model import Reference, References


class Ledger:
    """Gives the sources of one paper their numbers, in the order in which they are first used."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def cite(self, words: str) -> int:
        """Return the number under which the list of sources will hold these words."""
        return self._numbers.setdefault(words, len(self._numbers) + 1)

    def references(self) -> References:
        """Return the list of sources."""
        return References(tuple(Reference(number, words) for words, number in self._numbers.items()))
