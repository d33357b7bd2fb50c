"""``suffice backtest``: the same method from every past 31 March, scored by what then happened."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from suffice.commands.output import FAILED, USAGE, complain, emit, findings_table, progress
from suffice.engine.words import listed
from suffice.engine.workbook import Table

if TYPE_CHECKING:
    from suffice.engine.projection.panel.model import Panel
    from suffice.engine.projection.panel.report import Accuracy

_ROW = [
    "Years ahead",
    "Projections",
    "Authorities",
    "Mean error %",
    "Bias %",
    "CRPS %",
    "80% range held %",
    "by authority, from",
    "to",
    "95% range held %",
    "CRPS against the mirrored last value",
    "from",
    "to",
]
_METHODS = {
    "naive_conformal": "Last value, with past errors",
    "naive_symmetric": "Last value, with past errors mirrored",
    "trend5": "Five-year trend, with past errors",
}


def panel(
    file: Path,
    *,
    flows: Path | None,
    population: Path | None,
    areas: Path | None,
    neighbours: Path | None,
    write_constants: Path | None,
    as_json: bool,
    xlsx: Path | None,
) -> int:
    """Test the total on a panel of authorities; return the exit status."""
    from suffice.engine.projection.panel.reading import read_panel
    from suffice.engine.projection.panel.report import accuracy
    from suffice.engine.projection.panel.sheets import PanelUnreadable

    try:
        read = read_panel(file, flows=flows, population=population, areas=areas, neighbours=neighbours)
    except PanelUnreadable as refusal:
        complain(str(refusal))
        return USAGE
    if write_constants is not None and (status := _write_constants(read, write_constants)):
        return status
    with progress() as told:
        tested = accuracy(read, progress=told)
    document = tested.document()
    emit(document, [*_tables(document), findings_table(tested.findings)], as_json=as_json, xlsx=xlsx)
    _say_what_cannot_be_done(tested)
    return 0 if document["horizons"] else FAILED


def not_one_thing(*, both: bool) -> int:
    """Say that nothing, or too much, was given to test on."""
    trouble = "Returns and a panel are two tests." if both else "There is nothing to test on."
    complain(
        f"{trouble} Give returns, suffice backtest PATH..., or a panel of published numbers, suffice backtest --panel "
        "FILE.csv, with --population, --areas and --flows where you have them."
    )
    return USAGE


def _write_constants(read: Panel, folder: Path) -> int:
    from suffice.engine.projection.panel.constants import write_constants

    try:
        written = write_constants(read, folder)
    except ValueError as refusal:
        complain(str(refusal))
        return USAGE
    except OSError as trouble:
        complain(f"The constants cannot be written to {folder}: {trouble.strerror}. Give a folder that is there.")
        return FAILED
    complain(f"The constants are at {' and '.join(str(one) for one in written)}.")
    return 0


def _say_what_cannot_be_done(tested: Accuracy) -> None:
    for finding in tested.findings:
        if finding.code in {"panel-too-few-years", "panel-without-population"}:
            complain(finding.examples[0].sentence)


def _tables(document: Mapping[str, Any]) -> list[Table]:
    beside = {"Years ahead": "years", "Projections": "n", "Authorities": "authorities"}
    return [
        Table("How good the projection was", _ROW, _rows(document["horizons"]), note=_words(document)),
        *(Table(words, _ROW, _rows(document["baselines"][name])) for name, words in _METHODS.items()),
        Table("Origins from 31 March 2020 on", _ROW, _rows(document["since_2020"]["horizons"])),
        Table(
            "Outcomes up to 31 March 2020",
            _ROW,
            _rows(document["outcomes_to_2020"]["horizons"]),
            note="What goes into the average was chosen on these outcomes; the method note says what was not.",
        ),
        Table("Without authorities under 30", _ROW, _rows(document["without_under_30"]["horizons"])),
        Table("Authorities under 30 alone", _ROW, _rows(document["under_30"]["horizons"])),
        Table("By children in care", ["Size", *_ROW], [[one["size"], *_row(one)] for one in document["by_size"]]),
        Table(
            "What goes into it",
            ["Way of learning", "Averaged", *_ROW],
            [
                [one["label"], "yes" if one["averaged"] else "no", *_row(row)]
                for one in document["members"].values()
                for row in one["horizons"]
            ],
        ),
        Table(
            "Where it loses",
            ["Where", *beside, "Ratio", "from", "to"],
            [
                [
                    one["where"],
                    *(one[key] for key in beside.values()),
                    _ratio(one["ratio"]),
                    *map(_ratio, one["ratio_interval"]),
                ]
                for one in document["loses"]
            ],
        ),
        Table(
            "Rows of the files",
            ["File", "Rows", "Used", "Not needed", "Marks", "Unusable"],
            [list(one.values()) for one in document["files"]],
        ),
    ]


def _rows(rows: Sequence[Mapping[str, Any]]) -> list[list[Any]]:
    return [_row(one) for one in rows]


def _row(one: Mapping[str, Any]) -> list[Any]:
    return [
        *(one[key] for key in ("years", "n", "authorities", "mape", "bias_pct")),
        _ratio(one["crps_pct"]),
        one["cover80"],
        *one["cover80_interval"],
        one["cover95"],
        _ratio(one["ratio"]),
        *map(_ratio, one["ratio_interval"]),
    ]


def _ratio(value: float) -> str:
    """A figure whose third place matters, which a table of one place would hide."""
    return f"{value:.3f}"


def _words(document: Mapping[str, Any]) -> str:
    """The main table in words."""
    told = [
        f"{one['years']} {'year' if one['years'] == 1 else 'years'} ahead the range of four in five held what happened "
        f"in {round(one['n'] * one['cover80'] / 100):,} of {one['n']:,} projections"
        for one in document["horizons"]
    ]
    if not told:
        return "Nothing could be tested: the findings say why."
    worse = [one["years"] for one in document["horizons"] if one["ratio"] >= 1]
    loses = f" It is no better than that {listed([str(one) for one in worse])} years ahead." if worse else ""
    return (
        f"Projected from each 31 March from {document['first_origin']} on, knowing only what was known then: "
        f"{'; '.join(told)}. CRPS weighs the whole range, so less is better; below 1 the range beats the last value "
        f"with mirrored errors, the harder of the two simple ways to beat.{loses}"
    )
