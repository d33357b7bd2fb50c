"""``suffice project``: children in care ahead of a day, with the range."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from suffice.commands.drawing import prose
from suffice.commands.output import USAGE, complain, emit, findings_table, progress
from suffice.commands.returns import usable
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
) -> int:
    """Print the projection, and places and money where their files are given; return the exit status."""
    from suffice.commands import supply
    from suffice.engine.episodes import assemble
    from suffice.engine.projection.project import CannotProject
    from suffice.engine.projection.project import project as simulate

    files = supply.read(capacity, prices)
    history = assemble(usable(paths).usable)
    try:
        with progress() as told:
            projection = simulate(
                history,
                origin=origin,
                years=years,
                replicates=replicates,
                seed=seed,
                reference_months=reference_months,
                monthly=monthly,
                progress=told,
            )
    except CannotProject as refusal:
        complain(str(refusal))
        return USAGE
    tables = [*_horizons(projection), findings_table(projection.findings)]
    document = projection.document()
    if any(files):
        told, more = supply.worked(
            history,
            *files,
            origin=origin,
            years=years,
            reference_months=reference_months,
            replicates=replicates,
            seed=seed,
        )
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
