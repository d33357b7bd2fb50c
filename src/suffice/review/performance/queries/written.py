"""All commentaries on measures, as a register."""

from __future__ import annotations

from collections.abc import Sequence

from suffice.core.models import Authority
from suffice.core.pages.addresses import here
from suffice.core.pages.register import Column, Filter, Register
from suffice.core.pages.words import counted
from suffice.engine.measures import INDICATORS
from suffice.review.performance import sentences
from suffice.review.performance.models import Commentary
from suffice.review.performance.queries import keeping


def rows(authority: Authority) -> list[Commentary]:
    """Return every commentary on a measure that is still defined, the latest first."""
    return [one for one in keeping.commentaries(authority).select_related("authority") if one.code in INDICATORS]


def told(found: Sequence[Commentary]) -> str:
    """Say how many commentaries there are, and how many wait to be signed."""
    if not found:
        return "No commentary on a measure has been written yet."
    waiting = sum(1 for one in found if one.signed_at is None)
    words = counted(len(found), "commentary", "commentaries")
    return f"{words}; {waiting} of them {'waits' if waiting == 1 else 'wait'} to be signed."


def _address(one: Commentary) -> str:
    return here(one.authority, "performance:measure", code=one.code)


WRITTEN = Register(
    name="commentaries",
    caption="Commentaries on measures",
    noun=("commentary", "commentaries"),
    columns=(
        Column(key="title", heading="Measure", value=lambda one: INDICATORS[one.code].title, sort="", link=_address),
        Column(key="on", heading="As at", value=lambda one: one.on, sort=""),
        Column(
            key="value",
            heading="Figure",
            value=lambda one: sentences.value_words(INDICATORS[one.code], one.value),
            numeric=True,
        ),
        Column(key="words", heading="In words", value=lambda one: one.words),
        Column(key="writer", heading="Written by", value=lambda one: one.written_by.name, sort=""),
        Column(key="at", heading="Written", value=lambda one: one.written_at, sort=""),
        Column(key="signed", heading="Signed by", value=lambda one: one.signed_by.name if one.signed_by else None),
    ),
    filters=(
        Filter(
            key="state",
            label="Signed",
            apply=lambda rows, state: [one for one in rows if (one.signed_at is not None) is (state == "signed")],
            choices=(("signed", "Signed"), ("waiting", "Waits to be signed")),
        ),
    ),
    empty="No commentary has been written yet. It is written on the page of a measure.",
)
