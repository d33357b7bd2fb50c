"""How good the total was on the published numbers of many authorities: kept results, made outside the house."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

from suffice.core.pages.register import Column, Register
from suffice.core.pages.words import number, per_cent


@dataclass(frozen=True, slots=True)
class Row:
    """One horizon.

    Attributes:
        years: how far ahead.
        projections: how many were compared with what happened.
        authorities: of how many authorities.
        held: how many times what happened lay in the range of four in five.
        low: where that share lies, 95% sure, in per cent: the lower end, years of one authority going together.
        high: the upper end.
        off: mean error of the middle, in per cent.
        bias: mean error with its sign, above 0 where the middle was too high.
        off_last: mean error of as many as at the start.
        off_trend: mean error of the line through the last five years.
        ratio_last: the score of the whole range (CRPS) over that of as many as at the start with mirrored past errors.
        ratio_trend: the same over that of the five-year line.
    """

    years: int
    projections: int
    authorities: int
    held: int
    low: float
    high: float
    off: float
    bias: float
    off_last: float
    off_trend: float
    ratio_last: float
    ratio_trend: float

    @property
    def told(self) -> str:
        """80%, 455 of 567."""
        return per_cent(self.held / self.projections, self.held, self.projections)


@dataclass(frozen=True, slots=True)
class Published:
    """The results that are kept.

    Attributes:
        authorities: how many the published numbers are of.
        first_origin: the first year from whose 31 March was projected.
        last_number: the year of the last published number.
        rows: by horizon, nearest first.
    """

    authorities: int
    first_origin: int
    last_number: int
    rows: tuple[Row, ...]

    @property
    def sentence(self) -> str:
        """What was done, and how often the range held."""
        near, far = self.rows[0], self.rows[-1]
        return (
            f"The same way of telling the total was tried on the published numbers of {self.authorities} councils, "
            f"from every 31 March from {self.first_origin} on. A year ahead the range held in {near.told}, and its "
            f"middle was {number(near.off, 1)}% off; {far.years} years ahead it held in {far.told}, and its middle was "
            f"{number(far.off, 1)}% off, where the five-year line was {number(far.off_trend, 1)}% off."
        )


@cache
def published() -> Published:
    """Return the kept results."""
    told = tomllib.loads(resources.files(__package__).joinpath("panel.toml").read_text(encoding="utf-8"))
    return Published(**{**told, "rows": tuple(Row(**row) for row in told["rows"])})


def _share(key: str, heading: str) -> Column:
    return Column(
        key=key,
        heading=heading,
        value=lambda one: getattr(one, key),
        shown=lambda one: f"{number(getattr(one, key), 1)}%",
        sort="",
        numeric=True,
    )


def _ratio(key: str, heading: str) -> Column:
    return Column(
        key=key,
        heading=heading,
        value=lambda one: 1 - getattr(one, key),
        shown=lambda one: per_cent(1 - getattr(one, key)),
        sort="",
        numeric=True,
    )


REGISTER = Register(
    name="councils",
    caption="How good the total was on the published numbers of many councils",
    noun=("distance ahead", "distances ahead"),
    order="years",
    alone=False,
    columns=(
        Column(key="years", heading="Years ahead", value=lambda one: one.years, sort="", numeric=True),
        Column(key="told", heading="Range held", value=lambda one: one.told),
        Column(
            key="could_be",
            heading="95% sure",
            value=lambda one: f"{number(one.low)}% to {number(one.high)}%",
        ),
        _share("off", "Middle off by"),
        _share("bias", "Too high (+) or low on balance"),
        _share("off_last", "As many as now off by"),
        _share("off_trend", "Five-year line off by"),
        _ratio("ratio_last", "Closer than as many as now"),
        _ratio("ratio_trend", "Closer than the five-year line"),
    ),
)
