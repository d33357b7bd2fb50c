"""Referrals, and the children in need who stay open after them."""

from __future__ import annotations

from datetime import timedelta

import polars as pl

from suffice.engine.measures.cohorts import once_for_all
from suffice.engine.measures.judging import KEY, judged
from suffice.engine.measures.model import Polarity, Span, Unit
from suffice.engine.measures.need.building import ITSELF, POPULATION, of_need
from suffice.engine.measures.need.census import in_need, referrals, table
from suffice.engine.measures.need.covering import YEAR_BEFORE
from suffice.engine.measures.scene import Scene

REPEAT_DAYS = 365
_DAY = pl.col("cinreferraldate")


def _in_need(scene: Scene) -> pl.DataFrame:
    return judged(in_need(scene), passes=ITSELF)


def _referred(scene: Scene) -> pl.DataFrame:
    return judged(referrals(scene), passes=ITSELF, item=_DAY)


def _again(scene: Scene) -> pl.DataFrame:
    return judged(with_last_referral(scene), passes=_DAY - pl.col("last") <= timedelta(days=REPEAT_DAYS), item=_DAY)


def with_last_referral(scene: Scene) -> pl.DataFrame:
    """Return the year's referrals, each with ``last`` (Date): the same child's referral before it, of any year."""
    return referrals(scene).join(_chain(scene), on=[*KEY, "cinreferraldate"], how="left", maintain_order="left")


@once_for_all
def _chain(scene: Scene) -> pl.DataFrame:
    days = table(scene, "CINdetails").select(*KEY, _DAY).drop_nulls().unique().sort(*KEY, _DAY)
    return days.with_columns(last=_DAY.shift(1).over(KEY))


def _nothing_done(scene: Scene) -> pl.DataFrame:
    return judged(referrals(scene), passes=pl.col("referralnfa"), unknown=pl.col("referralnfa").is_null(), item=_DAY)


INDICATORS = (
    of_need(
        "cin_rate",
        "Children in need, per 10,000 children",
        "children in need at the end of the day",
        POPULATION,
        "each child once whose referral was not closed and was not for no further action; children on plans, in care, "
        "waiting for an assessment and not yet born are among them",
        judge=_in_need,
        unit=Unit.PER_10_000,
        span=Span.DAY,
    ),
    of_need(
        "referral_rate",
        "Referrals in the year, per 10,000 children",
        "referrals made in the twelve months that end on the day",
        POPULATION,
        "every referral, those with no further action too; a child referred twice counts twice",
        judge=_referred,
        unit=Unit.PER_10_000,
    ),
    of_need(
        "rereferral",
        "Referrals within twelve months of an earlier one",
        f"referrals of a child who was referred on one of the {REPEAT_DAYS} days before",
        "referrals made in the twelve months that end on the day",
        "every referral, those with no further action too; a second referral on the same day is no earlier one; the "
        "census of the year before is needed",
        judge=_again,
        polarity=Polarity.LOW,
        source=("cin", YEAR_BEFORE),
    ),
    of_need(
        "referral_nfa",
        "Referrals that led to no further action",
        "referrals on which it was decided to do nothing further (ReferralNFA)",
        "referrals made in the twelve months that end on the day",
        "a referral that does not say cannot be judged",
        judge=_nothing_done,
    ),
)
