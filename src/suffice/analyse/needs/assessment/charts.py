"""The needs assessment as pictures: one idea each, drawn when the counts are made, wide and for a phone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from suffice.analyse.needs.assessment.figures import Day, Share
from suffice.analyse.needs.assessment.queries.places import Part
from suffice.analyse.needs.charts import BREAK, lines_of, marked
from suffice.core.charts import COLOURS, GREY, HOUSE, INK, spread
from suffice.core.models.chart import WIDTHS
from suffice.core.pages.words import number, per_cent
from suffice.engine.needs import Conversion, FrontDoor, Profile, Tier

if TYPE_CHECKING:
    import altair

    from suffice.analyse.needs.charts import Drawn

SHADES = {Tier.IN_CARE: HOUSE, Tier.PROTECTION: COLOURS[1], Tier.IN_NEED: "#a9cbe6", Tier.EARLY_HELP: "#d9c4df"}
_TALL = 340
_BESIDE = {"wide": 215, "narrow": 10}  # pixels beside the columns for the names of tiers; on a phone they stand above
_ROW = 30
OF_KNOWN, OF_LIVING = "% of children known there", "in every 10,000 children living there"
_ROOM = 45  # pixels for letters that are wider where they are read than where they are drawn
_SERIES = {
    "rereferral": "repeated referrals",
    "referral_nfa": "no further action",
    "assessment_45": "assessments in 45 days",
}


def tiers(series: Sequence[Day], values: Mapping[tuple[int, Tier], float], width: str) -> Drawn:
    """Draw the tiers of each day as one column, each child once at its highest.

    Args:
        series: the days, the one that is read last.
        values: what each tier comes to by the place of the day in the series; one that is not told is not there.
        width: wide or narrow.
    """
    import altair as alt  # noqa: PLC0415 - slow to import, and only the worker draws

    rows = _stacked(series, values)
    few = max((one["value"] for one in rows), default=0) < 10
    base = alt.Chart({"values": rows})
    x = alt.X("day:O", sort=None, title=None, axis=alt.Axis(labelAngle=0, ticks=False, titlePadding=12))
    colour = alt.Color(
        "tier:N",
        scale=alt.Scale(domain=[one.label for one in reversed(Tier)], range=[SHADES[one] for one in reversed(Tier)]),
        legend=None if width == "wide" else alt.Legend(columns=2, labelLimit=200),
    )
    columns = base.mark_bar(width={"band": 0.74}).encode(
        x=x, y=alt.Y("from:Q", axis=None, title=None), y2="to:Q", color=colour
    )
    ink = alt.condition(f"datum.tier == '{Tier.IN_CARE.label}'", alt.value("white"), alt.value(INK))
    told = (
        base.transform_filter("datum.tall")
        .mark_text(fontSize=13 if width == "wide" else 11)
        .encode(x=x, y="middle:Q", text=alt.Text("value:Q", format=f",.{1 if few else 0}f"), color=ink)
    )
    layers = [columns, told, *([_names(rows, x)] if width == "wide" else [])]
    room = _ROOM if width == "wide" else 5
    return alt.layer(*layers).properties(
        width=WIDTHS[width] - _BESIDE[width], height=_TALL, padding={"left": 5, "right": room, "top": 5, "bottom": 5}
    )


def steps(found: Conversion, width: str) -> Drawn:
    """Draw what came of a year's referrals as bars, one a step."""
    first = found.steps[0].referrals
    return marked(
        [
            {
                "label": lines_of(one.label, width),
                "count": one.referrals,
                "before": None,
                "furthest": one.referrals,
                "words": number(one.referrals) + (f" ({per_cent(one.referrals / first)})" if first else ""),
            }
            for one in found.steps
        ],
        width,
    )


def vulnerability(now: Profile, before: Profile | None, width: str) -> Drawn:
    """Draw each trouble, any, two or more and all three as shares of the children assessed; a year before in grey."""
    was = dict(before.rows) if before is not None and before.assessed else {}
    values = []
    for label, count in now.rows:
        share = 100 * count / now.assessed if now.assessed else 0.0
        earlier = 100 * was[label] / before.assessed if before is not None and label in was else None
        values.append(
            {
                "label": lines_of(label, width),
                "count": share,
                "before": earlier,
                "furthest": max(share, earlier or 0),
                "words": f"{number(share)}%" + (f" (was {number(earlier)}%)" if earlier is not None else ""),
            }
        )
    return marked(values, width)


def door(front: FrontDoor, width: str) -> Drawn:
    """Draw contacts by rating, or by who made them where nothing tells a rating."""
    rows = front.ratings or front.sources
    return marked(
        [
            {
                "label": lines_of(label, width),
                "count": count,
                "before": None,
                "furthest": count,
                "words": number(count),
            }
            for label, count in rows
        ],
        width,
    )


def yearly(series: Sequence[tuple[str, Mapping[str, Share]]], width: str) -> Drawn:
    """Draw repeats, no further action and timeliness year by year, each line with its name at its end."""
    import altair as alt  # noqa: PLC0415

    rows: list[dict[str, Any]] = [
        {"day": label, "code": code, "value": 100 * shares[code][0] / shares[code][1]}
        for label, shares in series
        for code in _SERIES
        if code in shares
    ]
    last = series[-1][0]
    ends = {one["code"]: one["value"] for one in rows if one["day"] == last}
    stands = dict(zip(ends, spread([*ends.values()], (0, 100), gap=8), strict=True))
    names = [
        {"day": last, "at": stands[code], "words": lines_of(f"{number(value)}% {_SERIES[code]}", width), "code": code}
        for code, value in ends.items()
    ]
    ends_alone = [series[0][0], last] if width == "narrow" else [label for label, _ in series]
    x = alt.X("day:O", sort=None, title=None, axis=alt.Axis(labelAngle=0, ticks=False, values=ends_alone))
    shade = alt.Color("code:N", scale=alt.Scale(domain=[*_SERIES], range=[COLOURS[1], "#505a5f", HOUSE]), legend=None)
    y = alt.Y("value:Q", title=None, scale=alt.Scale(domain=[0, 100]), axis=alt.Axis(labelExpr="datum.value + '%'"))
    lines = alt.Chart({"values": rows}).mark_line(point=alt.OverlayMarkDef(size=50)).encode(x=x, y=y, color=shade)
    words = (
        alt.Chart({"values": names})
        .mark_text(align="left", dx=10, lineBreak=BREAK, fontSize=13 if width == "wide" else 12)
        .encode(x=x, y="at:Q", text="words:N")
    )
    return alt.layer(lines, words).properties(
        width=WIDTHS[width] - (270 if width == "wide" else 205),
        height=280,
        padding={"left": 5, "right": _ROOM, "top": 5, "bottom": 5},
    )


def places(parts: Sequence[Part], width: str, *, of: str = OF_KNOWN) -> Drawn:
    """Draw the share or rate of each locality at a tier, with its range, and the whole as a line.

    Localities stand in the council's own order: it is no table of winners.

    Args:
        parts: the tiers.
        width: wide or narrow.
        of: what the shares or rates are of, in words.
    """
    import altair as alt  # noqa: PLC0415

    rows: list[dict[str, Any]] = [
        {
            "what": part.label,
            "label": one.name,
            "value": one.share.value,
            "low": one.share.interval.low,
            "high": one.share.interval.high,
            "all": part.everywhere,
        }
        for part in parts
        for one in part.rows
    ]
    order = list(dict.fromkeys(one["label"] for one in rows))
    beside = 14 + 8 * max(len(label) for label in order)
    axis = alt.Axis(ticks=False, domain=False, minExtent=beside, labelLimit=300)
    base = alt.Chart().encode(y=alt.Y("label:N", sort=order, title=None, axis=axis))
    x = alt.X("value:Q", title=of, axis=alt.Axis(tickCount=4), scale=alt.Scale(zero=True))
    layers = [
        alt.Chart().mark_rule(color=GREY, strokeWidth=2, strokeDash=[4, 3]).encode(x=alt.X("all:Q", title=of)),
        base.mark_rule(color=HOUSE, strokeWidth=3, opacity=0.45).encode(x=alt.X("low:Q"), x2="high:Q"),
        base.mark_circle(color=HOUSE, size=90, opacity=1).encode(x=x),
    ]
    across = 2 if width == "wide" and len(parts) > 1 else 1
    wide = (WIDTHS[width] - 20) // across - beside - 20
    drawn: Drawn = (
        alt.layer(*layers, data={"values": rows})
        .properties(width=wide, height=_ROW * len(order))
        .facet(
            facet=alt.Facet("what:N", sort=[part.label for part in parts], title=None),
            columns=across,
        )
        .resolve_scale(x="independent")
    )
    return drawn


def label_of(one: Day, *, short: bool = False) -> str:
    """Return what stands under a day: its year at the end of March, else the month."""
    if (one.on.month, one.on.day) == (3, 31):
        return str(one.on.year)
    return f"{one.on:%b} {one.on:%y}" if short else f"{one.on:%b %Y}"


def _stacked(series: Sequence[Day], values: Mapping[tuple[int, Tier], float]) -> list[dict[str, Any]]:
    """Return a row for each part of each column, those in care at the bottom."""
    rows: list[dict[str, Any]] = []
    tallest = max((sum(values.get((at, tier), 0) for tier in Tier) for at in range(len(series))), default=0) or 1
    for at, one in enumerate(series):
        reached = 0.0
        for tier in reversed(Tier):
            value = values.get((at, tier))
            if value is None:
                continue
            rows.append(
                {
                    "day": label_of(one, short=True),
                    "tier": tier.label,
                    "value": value,
                    "from": reached,
                    "to": reached + value,
                    "middle": reached + value / 2,
                    "tall": value / tallest > 0.045,
                    "last": at == len(series) - 1,
                }
            )
            reached += value
    return rows


def _names(rows: Sequence[Mapping[str, Any]], x: altair.X) -> altair.Chart:
    """Return the names of the tiers beside the last column, apart from one another."""
    import altair as alt  # noqa: PLC0415

    last = [one for one in rows if one["last"]]
    tallest = max((one["to"] for one in rows), default=1)
    stands = spread([one["middle"] for one in last], (0, tallest), gap=tallest * 0.06)
    named = [
        {"day": one["day"], "at": at, "words": lines_of(one["tier"], "narrow")}
        for one, at in zip(last, stands, strict=True)
    ]
    wide = (WIDTHS["wide"] - _BESIDE["wide"]) / max(1, len({one["day"] for one in rows}))
    words: altair.Chart = alt.Chart({"values": named}).mark_text(
        align="left", dx=wide * 0.37 + 8, fontSize=13, lineBreak=BREAK
    )
    return words.encode(x=x, y="at:Q", text="words:N")
