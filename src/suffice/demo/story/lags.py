"""From enquiry to conference: working days as they were published, year by year, each used once."""

from __future__ import annotations

from collections.abc import Mapping

from suffice.demo.returns.chance import Chance
from suffice.demo.story.totals import Year

_BUCKETS = ((4, 10), (11, 15), (16, 20), (21, 31))
_BROTHERS_AND_SISTERS = 2


class Lags:
    """The working days that remain to be used in each year; they come in twos, as brothers and sisters do."""

    def __init__(self, chance: Chance, years: Mapping[int, Year]) -> None:
        self._chance = chance
        self._left = {year: self._spread(told.conferences) for year, told in years.items()}

    def next(self, year: int) -> int:
        """Return the working days of the next conference of `year` without using them; 12 outside the years told."""
        return self._left[year][-1] if year in self._left else 12

    def use(self, year: int) -> None:
        """Use them."""
        if year in self._left:
            self._left[year].pop()

    def left(self, year: int) -> int:
        """Return how many conferences remain to be held in `year`."""
        return len(self._left[year])

    def _spread(self, buckets: tuple[int, ...]) -> list[int]:
        twos = []
        for (low, high), count in zip(_BUCKETS, buckets, strict=True):
            days = [self._chance.whole(low, high) for _ in range((count + 1) // _BROTHERS_AND_SISTERS)]
            lags = [lag for lag in days for _ in range(_BROTHERS_AND_SISTERS)][:count]
            twos += [lags[at : at + _BROTHERS_AND_SISTERS] for at in range(0, count, _BROTHERS_AND_SISTERS)]
        self._chance.shuffle(twos)
        return [lag for two in twos for lag in two]
