"""What a figure was made of, which settles what can be said about its luck."""

from __future__ import annotations

from enum import StrEnum

from suffice.engine.comparison.intervals import Estimate, of_rate, of_share


class Basis(StrEnum):
    """What a figure was made of."""

    RATE = "rate"
    """Events out of a population, per 10,000: their luck is Poisson."""
    SHARE = "share"
    """Those for whom something holds out of all, in per cent: their luck is binomial."""
    PLAIN = "plain"
    """A mean, a number of days or a published figure without counts: its luck is not known."""

    @property
    def scale(self) -> int:
        """What the quotient is multiplied by."""
        return {"rate": 10_000, "share": 100, "plain": 1}[self.value]

    def estimate(self, numerator: float, denominator: float) -> Estimate | None:
        """Return the figure with its interval, in its unit; None where its luck is not known."""
        if self is Basis.PLAIN or denominator <= 0:
            return None
        return of_rate(numerator, denominator) if self is Basis.RATE else of_share(numerator, denominator)
