"""What came of a year's referrals: how many went on to each next step, and how many of those before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from suffice.engine.measures.need.census import EPISODE, referrals, table
from suffice.engine.measures.need.covering import missing_years
from suffice.engine.measures.scene import Scene
from suffice.engine.needs.model import share
from suffice.engine.words import prose


@dataclass(frozen=True, slots=True)
class Step:
    """One step: what it is, and how many of the year's referrals came to it by the day."""

    code: str
    label: str
    referrals: int


@dataclass(frozen=True, slots=True)
class Conversion:
    """The steps of the referrals of the twelve months up to a day.

    Attributes:
        on: the day.
        steps: in order; each tells referrals, whether or not they took the step before.
    """

    on: date
    steps: tuple[Step, ...]

    @property
    def sentences(self) -> tuple[str, ...]:
        """What each step comes to, of all referrals and of the step before."""
        first = self.steps[0]
        told = [f"{first.referrals:,} referrals in the year to {prose(self.on)}."]
        for before, step in zip(self.steps, self.steps[1:], strict=False):
            of_all = f"{step.label}: {share(step.referrals, first.referrals)} referrals"
            more = f"; {before.label[0].lower()}{before.label[1:]}, the step before: {before.referrals:,}"
            told.append(of_all + (more if before is not first else "") + ".")
        return tuple(told)

    def document(self) -> dict[str, Any]:
        """Return the steps as plain values, ready for JSON; ``of_all`` is a share of all referrals."""
        first = self.steps[0].referrals
        return {
            "on": self.on.isoformat(),
            "steps": [
                {
                    "code": one.code,
                    "label": one.label,
                    "referrals": one.referrals,
                    "of_all": round(one.referrals / first, 6) if first else None,
                }
                for one in self.steps
            ],
            "sentences": list(self.sentences),
        }


def conversion(scene: Scene) -> Conversion | None:
    """Return what came of the referrals of the twelve months up to the scene's day; None where a census is missing.

    Later referrals have had less time to go on. Whether the child came into care after the referral is told where the
    SSDA903 returns cover the day.
    """
    if scene.cin is None or missing_years(scene, scene.first):
        return None
    made = referrals(scene)
    steps = [
        Step("referred", "Referred", made.height),
        Step("taken_on", "Taken on", made.filter(~pl.col("referralnfa").fill_null(value=False)).height),
        _with(scene, made, ("assessed", "Assessed"), "Assessments", "assessmentactualstartdate"),
        _with(scene, made, ("enquiry", "Enquiry under section 47"), "Section47", "s47actualstartdate"),
        _with(scene, made, ("conference", "Initial conference"), "Section47", "dateofinitialcpc"),
        _with(scene, made, ("plan", "Child protection plan"), "ChildProtectionPlans", "cppstartdate"),
    ]
    return Conversion(scene.on, (*steps, *_in_care(scene, made)))


def _with(scene: Scene, made: pl.DataFrame, step: tuple[str, str], name: str, start: str) -> Step:
    happened = table(scene, name).filter(pl.col(start) <= scene.on)
    return Step(*step, made.join(happened, on=EPISODE, how="semi").height)


def _in_care(scene: Scene, made: pl.DataFrame) -> list[Step]:
    if not scene.covers_day:
        return []
    came = scene.stays.filter(pl.col("start") <= scene.on).select("child", "start")
    after = made.join(came, on="child").filter(pl.col("start") >= pl.col("cinreferraldate"))
    return [Step("in_care", "Came into care", after.select(EPISODE).unique().height)]
