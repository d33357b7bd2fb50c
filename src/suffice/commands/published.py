"""``suffice published``: the strategy's own arithmetic."""

from __future__ import annotations

from pathlib import Path

from suffice.commands.output import USAGE, complain, emit, findings_table
from suffice.engine.projection.published import ImpossibleArithmetic, published_cases, strategy
from suffice.engine.workbook import Table


def published(*, start: int, tracked: int, population: int | None, as_json: bool, xlsx: Path | None) -> int:
    """Print the published cases worked again, and where the published figures disagree."""
    try:
        worked = published_cases(start=start, tracked=tracked, population=population)
    except ImpossibleArithmetic as refusal:
        complain(str(refusal))
        return USAGE
    rows = [[case.name, case.starters, case.end, case.rate_per_10000] for case in worked.cases]
    table = Table(
        "The arithmetic, worked again",
        ["Case", "Starters a month", "Children in care at the end", "Rate per 10,000"],
        rows,
    )
    emit(worked.document(), [table, _printed(), findings_table(worked.findings)], as_json=as_json, xlsx=xlsx)
    return 0


def _printed() -> Table:
    """The pairs as the strategy printed them, and the population that would make each agree with itself."""
    rows = [[pair.name, pair.total, pair.rate, pair.implied_population] for pair in strategy().pairs]
    return Table(
        "As the strategy printed them", ["Case", "Children in care", "Rate per 10,000", "Implies aged 0-17"], rows
    )
