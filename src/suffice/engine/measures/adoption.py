"""Adoption: how long children wait (A1, A2, A3, A10), and who is waiting."""

from __future__ import annotations

from functools import partial

import polars as pl

from suffice.engine.measures.adoption_journeys import adopted, placed, waiting
from suffice.engine.measures.judging import KEY, judged
from suffice.engine.measures.model import Area, Indicator, Option, Polarity, Span, Unit
from suffice.engine.measures.scene import Scene, chosen

MOVING_IN_DAYS, MATCH_DAYS = 426, 121
"""The thresholds of the adoption scorecards: 14 months and 4 months."""

WAITING = Option(
    name="a3_waiting",
    choices={
        "count": "Children who are still waiting count, by how long they have waited on the day.",
        "leave_out": "Children who are still waiting do not count.",
    },
    default="count",
)
MONTHS = Option(
    name="a3_months",
    choices={
        "14": "The threshold is 14 months (426 days), that of the scorecards.",
        "16": "The threshold is 16 months (487 days), as older plans have it.",
    },
    default="14",
)
_DAYS = {"14": MOVING_IN_DAYS, "16": 487}


def _days(after: str, before: str) -> pl.Expr:
    return (pl.col(after) - pl.col(before)).dt.total_days().clip(0)


def _to_placement(scene: Scene) -> pl.DataFrame:
    days = _days("moved_in", "start")
    return judged(adopted(scene), passes=days < MOVING_IN_DAYS, among=pl.col("moved_in").is_not_null(), value=days)


def _to_carer(scene: Scene) -> pl.DataFrame:
    rows = adopted(scene).with_columns(home=pl.coalesce("with_carer", "moved_in"))
    days = _days("home", "start")
    return judged(rows, passes=days < MOVING_IN_DAYS, among=pl.col("moved_in").is_not_null(), value=days)


def _to_match(scene: Scene) -> pl.DataFrame:
    days = _days("date_match", "ordered")
    among = pl.col("moved_in").is_not_null() & pl.col("ordered").is_not_null()
    return judged(
        adopted(scene), passes=days < MATCH_DAYS, among=among, unknown=pl.col("date_match").is_null(), value=days
    )


def _soon_enough(scene: Scene) -> pl.DataFrame:
    threshold = _DAYS[chosen(scene, MONTHS)]
    home = pl.coalesce("with_carer", "moved_in")
    there = [
        rows.filter(pl.col("moved_in").is_not_null()).select(*KEY, "start", until=home)
        for rows in (adopted(scene), placed(scene))
    ]
    still = waiting(scene).select(*KEY, "start", until=pl.lit(scene.on))
    rows = pl.concat([*there, *([still] if chosen(scene, WAITING) == "count" else [])])
    return judged(rows.unique(KEY, keep="first", maintain_order=True), passes=_days("until", "start") < threshold)


def _waiting(scene: Scene) -> pl.DataFrame:
    return judged(waiting(scene), passes=pl.lit(value=True))


_indicator = partial(
    Indicator,
    unit=Unit.DAYS,
    polarity=Polarity.LOW,
    reference="adoption scorecards; Adoption and Special Guardianship Leadership Board",
    area=Area.ADOPTION,
    span=Span.THREE_YEARS,
)
_ADOPTED = "children adopted (REC E11, E12) in the three years that end on the day, who lived with adopters before"
_FINAL = "the final placement for adoption (A3 to A6) counts; children adopted without one are left out"

INDICATORS = (
    _indicator(
        "adoption_a1",
        "A1: days from coming into care to moving in with adopters",
        "the sum of days from the start of the stay in care to the start of the placement for adoption",
        judge=_to_placement,
        denominator=_ADOPTED,
        who_counts=f"{_FINAL}; a child is on time under {MOVING_IN_DAYS} days (14 months)",
    ),
    _indicator(
        "adoption_a10",
        "A10: days from coming into care to moving in with adopters, foster carers who adopt counted from fostering",
        "the sum of days as in A1; for children adopted by their foster carers, to the day they moved in with them",
        judge=_to_carer,
        denominator=_ADOPTED,
        who_counts=f"{_FINAL}; adopted by foster carers is PLACE A3 or A5, or FOSTER_CARE 1",
        source=("ssda903", "ssda903:AD1"),
    ),
    _indicator(
        "adoption_a2",
        "A2: days from placement order to match with adopters",
        "the sum of days from the first placement order (LS E1, D1) to the match; a match before it is 0 days",
        judge=_to_match,
        denominator=f"{_ADOPTED}, with a placement order and a date of match",
        who_counts=f"a child without a placement order is left out; on time is under {MATCH_DAYS} days (4 months)",
        source=("ssda903", "ssda903:AD1"),
    ),
    _indicator(
        "adoption_a3",
        "A3: children who moved in with adopters soon enough",
        "children who moved in with adopters (or with the foster carers who adopt them) in less than the threshold",
        judge=_soon_enough,
        denominator="children adopted in the three years, living with adopters on the day, or waiting for them",
        who_counts="from the start of the stay in care; how waiting children count is not settled, so it is an option",
        unit=Unit.PERCENT,
        polarity=Polarity.HIGH,
        source=("ssda903", "ssda903:PlacedAdoption"),
        options=(WAITING, MONTHS),
    ),
    _indicator(
        "adoption_waiting",
        "Children waiting to be adopted",
        "children in care whose adoption has been decided, and who do not live with adopters yet",
        judge=_waiting,
        denominator="",
        who_counts="the decision stands in the PlacedAdoption table, with no date by which it ceased",
        unit=Unit.NUMBER,
        source=("ssda903", "ssda903:PlacedAdoption"),
        span=Span.DAY,
    ),
)
