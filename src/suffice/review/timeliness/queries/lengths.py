"""The council's own lengths: those that were set, which hold on a day, and how a page lists them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import QuerySet

from suffice.core.models import Authority
from suffice.core.pages.register import Column, Register
from suffice.engine.timeliness import Own, Rule, in_force, rules
from suffice.review.timeliness.models import OwnLength


def every(authority: Authority) -> Sequence[Own]:
    """Return every length that was set or put back, in the order in which that was done."""
    return [one.as_own() for one in OwnLength.objects.filter(authority=authority)]


def standing(authority: Authority, code: str, on: date) -> Own | None:
    """Return the own length of one rule that holds on a day; None where the usual one does."""
    return in_force(every(authority), on).get(code)


def history(authority: Authority, code: str) -> QuerySet[OwnLength]:
    """Return what was set of one rule."""
    return OwnLength.objects.filter(authority=authority, rule=code).select_related("set_by")


def as_inputs(authority: Authority, on: date) -> dict[str, Any]:
    """Return the own lengths that hold on a day, as a part of what a result is made of; nothing where none does."""
    held = in_force(every(authority), on)
    told = {code: [one.since.isoformat(), one.words] for code, one in sorted(held.items())}
    return {"lengths": told} if told else {}


def shipped(code: str) -> Rule:
    """Return a rule with its usual length."""
    return next(one for one in rules() if one.code == code)


HISTORY = Register(
    name="lengths",
    caption="What this council set",
    noun=("setting", "settings"),
    order="-at",
    alone=False,
    empty="Nothing was ever set: the usual length holds.",
    columns=(
        Column(key="since", heading="Holds from", value=lambda one: one.since, sort="since"),
        Column(key="length", heading="In time is", value=str),
        Column(key="why", heading="Why", value=lambda one: one.why),
        Column(key="by", heading="Set by", value=lambda one: one.set_by.name),
        Column(key="at", heading="Set on", value=lambda one: one.set_at.date(), sort="set_at"),
    ),
)
