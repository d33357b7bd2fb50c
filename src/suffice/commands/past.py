"""``suffice backtest PATH...``: the projection from past days of a council's returns, against what happened."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from suffice.commands.output import USAGE, complain, emit, findings_table, progress
from suffice.commands.returns import population_given, usable
from suffice.engine.workbook import Table

if TYPE_CHECKING:
    from suffice.engine.projection.backtest.model import Backtest
    from suffice.engine.projection.place import Place
    from suffice.engine.returns.model import Intake

_ROW = [
    "Months ahead",
    "Past days",
    "worth, without overlap",
    "80% range held",
    "%",
    "over many more, %",
    "95% range held",
    "Mean error %",
    "Bias %",
    "Bias, children",
    "CRPS, children",
]
_FEWER = [at for at, name in enumerate(_ROW) if name not in {"worth, without overlap", "95% range held", "Bias %"}]
_IN_ITS_PLACE = {
    "naive_conformal": "The last value",
    "naive_symmetric": "The last value, mirrored",
    "trend5": "The five-year line",
}
_SKILL = ["better than the last value %", "with its errors mirrored %", "than the five-year line %"]


def backtest(
    paths: Sequence[Path],
    *,
    every: str,
    authority: str | None,
    population: Path | None,
    replicates: int,
    as_json: bool,
    xlsx: Path | None,
) -> int:
    """Test the projection on returns; return the exit status."""
    from suffice.engine.episodes import assemble
    from suffice.engine.projection.backtest.origins import Every
    from suffice.engine.projection.backtest.run import backtest as test
    from suffice.engine.projection.basis import CannotProject

    if every not in set(Every):
        complain(f"A past day is taken every year or every month, not every {every}: give --every year or month.")
        return USAGE
    intake = usable(paths)
    place = _place(intake, authority, population)
    try:
        with progress() as told:
            found = test(
                assemble(intake.usable), origins=Every(every), place=place, replicates=replicates, progress=told
            )
    except CannotProject as refusal:
        complain(str(refusal))
        return USAGE
    tables = [*_tables(found), findings_table(found.findings)]
    emit(found.document(), tables, as_json=as_json, xlsx=xlsx)
    return 0


def _place(intake: Intake, authority: str | None, population: Path | None) -> Place:
    from suffice.engine.projection.place import Place
    from suffice.engine.returns.model import SSDA903

    named = {one.authority for one in intake.of_kind(SSDA903)}
    code = authority or (next(iter(named)) if len(named) == 1 else None)
    people = population_given(str(population) if population else None, known=code is not None)
    if people is not None and code is None:
        complain("The returns do not name their authority, so its region is not known: say which with --authority.")
    return Place(code or "", people)


def _tables(found: Backtest) -> list[Table]:
    document = found.document()
    days = document["origins"]
    note = (
        f"Projected from {len(days)} past days, {days[0]} to {days[-1]}, knowing only what was known then. The 80% "
        "range should hold in 80 of 100. Days that look at some of the same months tell less than their number. "
        "A mean error is of the days on which there were at least 20 children. Better: how much nearer the whole "
        "range came (CRPS)."
    )
    return [
        Table("How good the projection was", [*_ROW, *_SKILL], _rows(document["horizons"]), note=note),
        *(
            Table(
                _IN_ITS_PLACE[str(name)],
                _ROW,
                [_row(one) for one in document["baselines"][str(name)]],
                note=f"In place of the projection: {name.label.lower()}.",
            )
            for name in found.baselines
        ),
        Table(
            "Placements, ages and streams",
            ["Children", *(_ROW[at] for at in _FEWER), *_SKILL[1:]],
            [
                [_label(name), *(row[at] for at in (*_FEWER, -2, -1))]
                for name, told in document["cells"].items()
                for row in _rows(told)
            ],
        ),
        Table(
            "What was said and what happened",
            ["Said on", "Months ahead", "One in ten below", "Middle", "One in ten above", "What happened"],
            [
                [path.origin, point.months, point.p10, point.p50, point.p90, point.actual]
                for path in found.paths
                for point in path.points
            ],
        ),
    ]


def _rows(told: Sequence[Mapping[str, Any]]) -> list[list[Any]]:
    from suffice.engine.projection.backtest.baselines import Baseline

    return [[*_row(one), *(_per_cent(one[f"skill_{name}"]) for name in Baseline)] for one in told]


def _row(one: Mapping[str, Any]) -> list[Any]:
    return [
        *(one[name] for name in ("months", "n", "n_without_overlap")),
        f"{one['cover80_hits']} of {one['n']}",
        one["cover80"],
        " to ".join(f"{end:.0f}" for end in one["cover80_interval"]),
        f"{one['cover95_hits']} of {one['n']}",
        *(one[name] for name in ("mape", "bias_pct", "bias", "crps")),
    ]


def _per_cent(share: float | None) -> float | None:
    return None if share is None else round(100 * share, 1)


def _label(name: str) -> str:
    from suffice.engine.episodes import PlacementState

    if name in set(PlacementState):
        return PlacementState(name).label
    return "Unaccompanied" if name == "unaccompanied" else f"Aged {_age(name)}"


def _age(band: str) -> str:
    return "under 1" if band == "0" else band.replace("-", " to ")
