"""``suffice needs``: tiers, the front door, vulnerability, and what is overdue, on one day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from suffice.commands.measures import scene_given
from suffice.commands.output import USAGE, complain, emit, findings_table
from suffice.commands.returns import any_usable
from suffice.engine.words import prose
from suffice.engine.workbook import Table

if TYPE_CHECKING:
    from suffice.engine.measures import Scene
    from suffice.engine.needs import Moves, Tiers
    from suffice.engine.timeliness.model import Drift

_MISSING = {
    "conversion": "What comes of referrals is not told: the censuses of the twelve months were not brought.",
    "front_door": "The front door is not told: no Annex A workbook was brought.",
    "vulnerability": "Vulnerability is not told: the censuses of the twelve months were not brought.",
}


def needs(
    paths: Sequence[Path],
    *,
    on: date | None,
    since: date | None,
    authority: str | None,
    population: str | None,
    children: bool,
    as_json: bool,
    xlsx: Path | None,
) -> int:
    """Print the needs of one day; return the exit status."""
    from suffice.engine.measures import NoSuchAuthority
    from suffice.engine.needs import conversion, front_door, moves_between, profile, tiers
    from suffice.engine.timeliness.drift import drift

    intake = any_usable(paths)
    try:
        scene = scene_given(intake, on, authority=authority, population=population)
        moved = moves_between(scene, since) if since is not None else None
    except (NoSuchAuthority, ValueError) as refusal:
        complain(str(refusal))
        return USAGE
    levels, late = tiers(scene), drift(scene)
    told = {"conversion": conversion(scene), "front_door": front_door(scene), "vulnerability": profile(scene)}
    document: dict[str, Any] = {"on": scene.on.isoformat(), "tiers": levels.document()}
    document |= {name: one.document() if one else None for name, one in told.items()}
    document |= {"moves": moved.document() if moved else None, "drift": _without_children(late, children=children)}
    tables = [_tiers(levels, scene), *_moves(moved), *_parts(told), *_drift(late, children=children)]
    emit(document, [*tables, findings_table(late.findings)], as_json=as_json, xlsx=xlsx)
    return 0


def _tiers(levels: Tiers, scene: Scene) -> Table:
    rows = [
        [one.tier.label, one.itself.children, one.itself.rate, one.highest.children, one.highest.rate, one.source]
        for one in levels.counts
    ]
    columns = ["Tier", "Children", "Per 10,000", "At no higher tier", "Per 10,000 of those", "Source"]
    per = scene.per.sentence if scene.per else "There are no rates, because no population was given."
    return Table(f"Tiers on {prose(scene.on)}", columns, rows, note=per)


def _moves(moved: Moves | None) -> Iterator[Table]:
    if moved is not None:
        rows = [[_label(was), _label(now), count] for (was, now), count in moved.children.items()]
        yield Table("From tier to tier", ["At first", "At last", "Children"], rows, note=moved.sentence)


def _label(tier: str) -> str:
    from suffice.engine.needs import NOT_HERE, Tier

    return "Not known here" if tier == NOT_HERE else Tier(tier).label


def _parts(told: dict[str, Any]) -> Iterator[Table]:
    titles = {
        "conversion": "What comes of referrals",
        "front_door": "The front door",
        "vulnerability": "Vulnerability of children assessed",
    }
    for name, title in titles.items():
        sentences = told[name].sentences if told[name] else (_MISSING[name],)
        yield Table(title, ["In words"], [[one] for one in sentences])


def _drift(late: Drift, *, children: bool) -> Iterator[Table]:
    titles = {one.code: one for one in late.rules}
    rows = [
        [
            titles[row["rule"]].title,
            titles[row["rule"]].words,
            *(row[name] for name in ("items", "overdue", "due_soon", "in_time", "unknown", "most_days_over")),
            titles[row["rule"]].source,
        ]
        for row in late.by().iter_rows(named=True)
    ]
    columns = ["Rule", "Length", "Items", "Overdue", "Due soon", "In time", "Not known", "Longest, days over", "Source"]
    yield Table("Drift and delay", columns, rows, note=f"Due soon is within {late.soon} days.")
    if children:
        yield Table("Items", late.items.columns, late.items.rows())
        yield Table("To put right in the records", late.quality.columns, late.quality.rows())


def _without_children(late: Drift, *, children: bool) -> dict[str, Any]:
    document = late.document()
    return document if children else {name: one for name, one in document.items() if name not in {"items", "quality"}}
