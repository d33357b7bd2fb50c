"""``suffice project``: children in care ahead of a day, with the range."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from suffice.commands.output import USAGE, complain, emit, findings_table, progress
from suffice.commands.returns import usable
from suffice.engine.workbook import Table


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
) -> int:
    """Print the projection; return the exit status."""
    from suffice.engine.episodes import assemble
    from suffice.engine.projection.project import CannotProject
    from suffice.engine.projection.project import project as simulate

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
    document = projection.document()
    tables = [*_horizons(document), findings_table(projection.findings)]
    emit(document, tables, as_json=as_json, xlsx=xlsx)
    return 0


def _horizons(document: dict[str, Any]) -> list[Table]:
    range_words = ["Mean", "One in ten below", "Middle", "One in ten above"]
    totals = [[one["date"], *one["total"].values()] for one in document["horizons"]]
    origin = f"{document['in_care_at_origin']} children in care on {document['origin']}. {document['method']}"
    tables = [Table("Children in care", ["Date", *range_words], totals, note=origin)]
    for key, title in (("by_placement", "By placement"), ("by_age", "By age")):
        rows = [
            [one["date"], group, *figures.values()]
            for one in document["horizons"]
            for group, figures in one[key].items()
        ]
        tables.append(Table(title, ["Date", "Group", *range_words], rows))
    return tables
