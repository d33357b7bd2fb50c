"""The tables of this room: the statements, and what each figure of one rests on."""

from __future__ import annotations

from suffice.core.pages.addresses import here
from suffice.core.pages.register import Column, Filter, Register
from suffice.publish.statement.models import Audience

STATEMENTS = Register(
    name="statements",
    caption="Every statement",
    noun=("statement", "statements"),
    order="-asked_at",
    per_page=20,
    empty="No statement has been made yet.",
    columns=(
        Column(
            key="origin",
            heading="From",
            value=lambda one: one.origin,
            sort="origin",
            link=lambda one: here(one.authority, "statement:statement", pk=one.pk),
        ),
        Column(key="years", heading="Years ahead", value=lambda one: one.years, sort="years", numeric=True),
        Column(key="audience", heading="For", value=lambda one: one.get_audience_display(), sort="audience"),
        Column(key="status", heading="Status", value=lambda one: one.status, sort="published_at"),
        Column(key="asked_at", heading="Asked for", value=lambda one: one.asked_at, sort="asked_at"),
        Column(
            key="asked_by",
            heading="By",
            value=lambda one: one.asked_by.name if one.asked_by else "Suffice",
            sort="asked_by__name",
        ),
        Column(key="digest", heading="Made of", value=lambda one: one.inputs_digest[:12] or None),
    ),
    filters=(
        Filter(
            key="audience",
            label="For",
            apply=lambda rows, audience: rows.filter(audience=audience),
            choices=Audience.choices,
        ),
    ),
)

TRACE = Register(
    name="sources",
    caption="Where each figure comes from",
    noun=("place", "places"),
    per_page=25,
    alone=False,
    columns=(
        Column(key="section", heading="Section", value=lambda one: one.section),
        Column(key="place", heading="Place", value=lambda one: one.place),
        Column(key="words", heading="What it says", value=lambda one: one.words),
        Column(key="sources", heading="What it rests on", value=lambda one: " ".join(one.sources)),
    ),
    filters=(
        Filter(
            key="section",
            label="Section",
            apply=lambda rows, words: [one for one in rows if words.lower() in one.section.lower()],
        ),
    ),
)
