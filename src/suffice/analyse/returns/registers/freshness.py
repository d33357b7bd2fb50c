"""The tables of what has been brought, and of what cannot be told for want of the rest."""

from __future__ import annotations

from collections.abc import Sequence

from suffice.analyse.returns.queries.freshness import Fresh, Source
from suffice.core.models import Authority
from suffice.core.pages.addresses import here
from suffice.core.pages.register import Column, Filter, Register
from suffice.engine.measures.model import Indicator

Untold = tuple[Indicator, tuple[Source, ...]]


def brought(authority: Authority, *, may_bring: bool) -> Register:
    """Each kind of thing: the latest, its day, who accepted it and when, and what it keeps from being told."""
    return Register(
        name="here",
        caption="What is here",
        noun=("kind", "kinds"),
        alone=False,
        filters=(
            Filter(
                key="state",
                label="State",
                choices=(("here", "Here"), ("missing", "Missing")),
                apply=lambda rows, asked: [one for one in rows if bool(one.many) == (asked == "here")],
            ),
        ),
        columns=(
            Column(
                key="kind",
                heading="What",
                value=lambda one: one.source.title,
                sort="",
                link=lambda one: _leads(authority, one, may_bring=may_bring),
            ),
            Column(key="state", heading="State", value=lambda one: "Here" if one.many else "Missing", sort=""),
            Column(key="latest", heading="The latest", value=lambda one: one.latest or None, sort=""),
            Column(key="on", heading="Tells up to", value=lambda one: one.on, sort=""),
            Column(key="at", heading="Accepted", value=lambda one: one.at, sort=""),
            Column(key="by", heading="By", value=lambda one: one.by or None, sort=""),
            Column(key="many", heading="How many", value=lambda one: one.many, sort="", numeric=True),
            Column(key="keeps", heading="What is not told without it", value=lambda one: one.keeps or None, sort=""),
        ),
    )


def _leads(authority: Authority, one: Fresh, *, may_bring: bool) -> str:
    """Return where to see it, or where who may can bring it; "" for nowhere."""
    if one.record:
        return here(authority, "returns:record", pk=one.record)
    return here(authority, one.source.where) if may_bring or one.many else ""


def untold(rows: Sequence[Untold]) -> Register:
    """Every indicator without a figure, and what it wants."""
    wanted = {one.key: one.title for _, wants in rows for one in wants}
    return Register(
        name="untold",
        caption="What cannot be told yet",
        noun=("indicator", "indicators"),
        alone=False,
        per_page=25,
        empty="Every indicator has what it is counted from.",
        filters=(
            Filter(
                key="for",
                label="For want of",
                choices=list(wanted.items()),
                apply=lambda among, asked: [one for one in among if asked in {source.key for source in one[1]}],
            ),
            Filter(
                key="area",
                label="Area",
                choices=[(str(area), str(area)) for area in dict.fromkeys(one.area for one, _ in rows)],
                apply=lambda among, asked: [one for one in among if one[0].area == asked],
            ),
        ),
        columns=(
            Column(key="indicator", heading="Indicator", value=lambda one: one[0].title, sort=""),
            Column(key="area", heading="Area", value=lambda one: str(one[0].area), sort=""),
            Column(
                key="wants",
                heading="For want of",
                value=lambda one: "; ".join(source.title for source in one[1]),
                sort="",
            ),
        ),
    )
