"""``suffice project``: children in care ahead of a day, with the range."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from suffice.commands.output import USAGE, complain, emit, findings_table, progress
from suffice.commands.returns import usable
from suffice.engine.words import prose
from suffice.engine.workbook import Table

if TYPE_CHECKING:
    from suffice.engine.projection.project import Projection


def project(
    paths: Sequence[Path],
    *,
    origin: date,
    years: int,
    replicates: int,
    seed: int,
    reference_months: int,
    monthly: bool,
    as_json: bool,
    xlsx: Path | None,
    capacity: Path | None = None,
    prices: Path | None = None,
    scenario: Path | None = None,
    cluster: str | None = None,
) -> int:
    """Print the projection, and places and money where their files are given; return the exit status."""
    from suffice.commands import scenario as scenarios
    from suffice.commands import supply
    from suffice.engine.episodes import assemble
    from suffice.engine.findings import merged
    from suffice.engine.projection.cluster import NoCluster
    from suffice.engine.projection.cluster import cluster as at
    from suffice.engine.projection.project import CannotProject
    from suffice.engine.projection.project import project as simulate

    files = supply.read(capacity, prices)
    given = scenarios.read_one(scenario) if scenario is not None else None
    history = assemble(usable(paths).usable)
    asked: Any = {
        "origin": origin,
        "years": years,
        "replicates": replicates,
        "seed": seed,
        "reference_months": reference_months,
    }
    try:
        applied, levers = scenarios.supposed(given, history, **asked) if given is not None else (None, None)
        parts = applied.parts if applied is not None else ()
        with at(cluster) as executor, progress() as told:
            projection = simulate(history, **asked, monthly=monthly, parts=parts, executor=executor, progress=told)
    except (CannotProject, NoCluster) as refusal:
        complain(str(refusal))
        return USAGE
    findings = projection.findings
    tables, document = _horizons(projection), projection.document()
    if given is not None and applied is not None and levers is not None:
        findings = merged([*applied.findings, *findings])
        tables = [levers, *tables]
        document = {**document, "findings": [one.document() for one in findings], "scenario": given.document()}
    tables.append(findings_table(findings))
    if any(files):
        changes = applied.capacity_changes if applied is not None else ()
        told, more = supply.worked(history, *files, **asked, parts=parts, changes=changes)
        document, tables = {**document, **told}, [*tables, *more]
    emit(document, tables, as_json=as_json, xlsx=xlsx)
    return 0


def _horizons(made: Projection) -> list[Table]:
    from suffice.engine.episodes import PlacementState

    range_words = ["Mean", "One in ten below", "Middle", "One in ten above"]
    who = "child" if made.in_care_at_origin == 1 else "children"
    origin = f"{made.in_care_at_origin:,} {who} in care on {prose(made.origin)}. {made.method}"
    totals = [[one.on, *one.total.document().values()] for one in made.horizons]
    places = [
        [one.on, PlacementState(state).label, *figures.document().values()]
        for one in made.horizons
        for state, figures in one.by_placement.items()
    ]
    ages = [
        [one.on, "under 1" if band == "0" else band.replace("-", " to "), *figures.document().values()]
        for one in made.horizons
        for band, figures in one.by_age.items()
    ]
    return [
        Table("Children in care", ["Date", *range_words], totals, note=origin),
        Table("By placement", ["Date", "Placement", *range_words], places),
        Table("By age", ["Date", "Age", *range_words], ages),
    ]
