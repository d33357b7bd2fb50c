"""Enquiries under section 47, and the initial conferences that they lead to."""

from __future__ import annotations

import polars as pl

from suffice.engine.calendar import working_days
from suffice.engine.measures.cohorts import once
from suffice.engine.measures.judging import judged
from suffice.engine.measures.model import Area, Polarity, Tally, Unit
from suffice.engine.measures.need.building import ITSELF, POPULATION, of_need
from suffice.engine.measures.need.census import table
from suffice.engine.measures.scene import Scene

CONFERENCE_WORKING_DAYS = 15
_BEGUN, _HELD = pl.col("s47actualstartdate"), pl.col("dateofinitialcpc")


@once
def enquiries(scene: Scene) -> pl.DataFrame:
    """Return the enquiries that began in the twelve months."""
    return table(scene, "Section47").filter(_BEGUN.is_between(scene.first, scene.on))


@once
def conferences(scene: Scene) -> pl.DataFrame:
    """Return the initial conferences of the twelve months that an enquiry led to; not those of children moved here."""
    return table(scene, "Section47").filter(_HELD.is_between(scene.first, scene.on))


def _begun(scene: Scene) -> pl.DataFrame:
    return judged(enquiries(scene), passes=ITSELF, item=_BEGUN)


def _ratio(scene: Scene) -> pl.DataFrame:
    one, none = pl.lit(1.0), pl.lit(0.0)
    held = judged(conferences(scene), passes=ITSELF, item=pl.format("conference {}", _HELD), value=one, weight=none)
    begun = judged(enquiries(scene), passes=~ITSELF, item=pl.format("enquiry {}", _BEGUN), value=none, weight=one)
    return pl.concat([held, begun])


def _soon(scene: Scene) -> pl.DataFrame:
    soon = working_days(_BEGUN, _HELD) <= CONFERENCE_WORKING_DAYS
    return judged(conferences(scene), passes=soon, unknown=_BEGUN.is_null(), item=_HELD)


INDICATORS = (
    of_need(
        "s47_rate",
        "Section 47 enquiries begun in the year, per 10,000 children",
        "enquiries under section 47 that began in the twelve months that end on the day",
        POPULATION,
        "a child with two enquiries counts twice",
        judge=_begun,
        unit=Unit.PER_10_000,
        area=Area.PROTECTION,
    ),
    of_need(
        "s47_icpc",
        "Initial child protection conferences for every 100 section 47 enquiries",
        "initial conferences held in the twelve months that an enquiry led to",
        "enquiries under section 47 that began in the twelve months that end on the day",
        "a ratio of two counts, not of one group of children: a conference may follow an enquiry of the year before; "
        "conferences of children on a plan who moved here (the date beside the referral) do not count",
        judge=_ratio,
        tally=Tally.RATIO,
        area=Area.PROTECTION,
    ),
    of_need(
        "icpc_15",
        f"Initial child protection conferences within {CONFERENCE_WORKING_DAYS} working days",
        f"initial conferences held within {CONFERENCE_WORKING_DAYS} working days of the start of the enquiry",
        "initial conferences held in the twelve months that an enquiry under section 47 led to",
        "the day of the start is day nought; bank holidays of England; conferences of children on a plan who moved "
        "here do not count",
        judge=_soon,
        polarity=Polarity.HIGH,
        area=Area.PROTECTION,
    ),
)
