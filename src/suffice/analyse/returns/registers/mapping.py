"""The table of what was decided that words of workbooks mean."""

from __future__ import annotations

from django.db.models import QuerySet

from suffice.analyse.returns.models import MappingDecision, MappingPart
from suffice.core.models import Authority
from suffice.core.pages.addresses import here
from suffice.core.pages.register import Column, Filter, Register


def _state(rows: QuerySet[MappingDecision], asked: str) -> QuerySet[MappingDecision]:
    return rows.filter(ended_at__isnull=asked == "standing")


def decisions(authority: Authority) -> Register:
    """Every decision: what is written, what it means, who said so and when."""
    return Register(
        name="meanings",
        caption="What was decided",
        noun=("decision", "decisions"),
        empty="Nothing has been decided yet. Bring a workbook, and its page asks what it leaves open.",
        filters=(
            Filter(
                key="part",
                label="What it is",
                choices=MappingPart.choices,
                apply=lambda rows, is_: rows.filter(part=is_),
            ),
            Filter(
                key="state", label="State", choices=(("standing", "Holds"), ("ended", "Holds no more")), apply=_state
            ),
        ),
        columns=(
            Column(
                key="written",
                heading="As it is written",
                value=lambda one: one.written,
                sort="written",
                link=lambda one: here(authority, "returns:decision", pk=one.pk),
            ),
            Column(key="part", heading="What it is", value=lambda one: one.get_part_display(), sort="part"),
            Column(key="where", heading="Of", value=lambda one: one.where or None, sort="within"),
            Column(key="means", heading="What it means", value=lambda one: one.meaning, sort="means"),
            Column(key="by", heading="By", value=lambda one: one.by.name, sort="by__name"),
            Column(key="at", heading="When", value=lambda one: one.at, sort="at"),
            Column(
                key="state",
                heading="State",
                value=lambda one: "Holds no more" if one.ended_at else "Holds",
                sort="ended_at",
            ),
        ),
    )
