"""``suffice compare``: a council's published figures beside its neighbours, its region and England."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from suffice.commands.output import USAGE, complain, emit, progress
from suffice.commands.returns import insist_on, read
from suffice.engine.workbook import Table

if TYPE_CHECKING:
    import polars as pl

    from suffice.engine.comparison.comparing import Comparison
    from suffice.engine.comparison.figures import Figures
    from suffice.engine.comparison.neighbours import Neighbours
    from suffice.engine.comparison.own import Own
    from suffice.engine.episodes import History
    from suffice.engine.returns.model import Return


@dataclass
class _Brought:
    """What the paths hold."""

    frames: list[pl.DataFrame] = field(default_factory=list)
    neighbours: Neighbours | None = None
    others: list[Path] = field(default_factory=list)
    files: list[list[str]] = field(default_factory=list)


def compare(
    paths: Sequence[Path],
    *,
    measures: Sequence[str],
    authority: str,
    against: str,
    year: int | None,
    as_json: bool,
    xlsx: Path | None,
) -> int:
    """Print the comparison of each measure; return the exit status."""
    from suffice.engine.comparison.comparators import Against
    from suffice.engine.comparison.figures import NotCompared

    if against not in set(Against):
        complain(f"--with is one of {', '.join(Against)}, not {against}.")
        return USAGE
    for path in paths:
        insist_on(path)
    brought = _open(paths)
    if not brought.frames:
        complain(
            "There are no published statistics among these files. Give tables as the Department for Education ships "
            "them, such as the number and rate of children looked after."
        )
        return USAGE
    try:
        told = _compare(brought, measures, authority, Against(against), year)
    except NotCompared as refusal:
        complain(str(refusal))
        return USAGE
    document = {
        "authority": told[0][0].document()["authority"],
        "with": against,
        "comparisons": [_document(one, own) for one, own in told],
        "files": [{"file": file, "used_as": use} for file, use in brought.files],
    }
    emit(document, [*_tables(told), Table("Files", ["File", "Used as"], brought.files)], as_json=as_json, xlsx=xlsx)
    return 0


def _open(paths: Sequence[Path]) -> _Brought:
    brought = _Brought()
    with progress() as bar:
        for at, path in enumerate(paths):
            bar(at, len(paths), f"Reading {path.name}")
            inside = sorted(one for one in path.rglob("*") if one.is_file()) if path.is_dir() else [path]
            left = [one for one in inside if not _taken(one, brought)]
            brought.others += [path] if left == inside and path.is_dir() else left
    return brought


def _taken(path: Path, brought: _Brought) -> bool:
    """Take the file where it is published statistics or a list of neighbours."""
    from suffice.engine.comparison.neighbours import neighbours_of
    from suffice.engine.returns.published import PublishedUnreadable, read_published
    from suffice.engine.returns.published.lookups import read_lookup

    if path.suffix.casefold() != ".csv":
        return False
    with suppress(PublishedUnreadable):
        found = read_published(path)
        brought.frames.append(found.frame)
        brought.files.append([path.name, found.table.title])
        return True
    with suppress(PublishedUnreadable):
        lookup = read_lookup(path, key="neighbours")
        brought.neighbours = brought.neighbours or neighbours_of(lookup)
        brought.files.append([path.name, lookup.shape.title])
        return True
    return False


def _compare(
    brought: _Brought, measures: Sequence[str], authority: str, against: Any, year: int | None
) -> list[tuple[Comparison, Own | None]]:
    import polars as pl

    from suffice.engine.comparison.comparing import compare as held
    from suffice.engine.comparison.figures import NotCompared, gather, measures_in

    frame = pl.concat(brought.frames)
    codes = tuple(measures) or measures_in(frame)
    if not codes:
        raise NotCompared("These published tables hold no measure that is known here: ask for a figure by its name.")
    returns = _returns(brought)
    told, refused = [], []
    for code in codes:
        try:
            figures = gather(frame, code)
            one = held(figures, authority, against=against, neighbours=brought.neighbours, year=year)
        except NotCompared as refusal:
            if measures:
                raise
            refused.append(refusal)  # one of all that the files hold may lack the authority or the year
            continue
        told.append((one, _own(figures, one, returns)))
    if not told:
        raise refused[0]
    return told


def _returns(brought: _Brought) -> tuple[History, Sequence[Return]] | None:
    """Return the council's own returns as one history; None where there are none among the files."""
    from suffice.engine.episodes import assemble

    if not brought.others:
        return None
    intake = read(brought.others)
    kept = {file for one in intake.usable for table in one.tables.values() for file in _files(table)}
    for name in dict.fromkeys(file.name for file in intake.files):
        brought.files.append([name, "the council's own return" if name in kept else "not used here"])
    return (assemble(intake.usable), intake.usable) if intake.usable else None


def _files(table: pl.DataFrame) -> set[str]:
    return set(table["file"].unique()) if "file" in table.columns else set()


def _own(figures: Figures, one: Comparison, returns: tuple[History, Sequence[Return]] | None) -> Own | None:
    from suffice.engine.comparison.own import own_figure

    return None if returns is None else own_figure(figures, one.own.code, *returns)


def _document(one: Comparison, own: Own | None) -> dict[str, Any]:
    told = one.document() | {"own_returns": None if own is None else own.document()}
    return told | ({"sentences": [*told["sentences"], own.sentence]} if own is not None else {})


def _tables(told: Sequence[tuple[Comparison, Own | None]]) -> list[Table]:
    overview = Table(_title(told[0][0]), _OVERVIEW, [_row(one, own) for one, own in told])
    if len(told) > 1:
        silent = dict.fromkeys(own.sentence for _, own in told if own is not None and own.value is None)
        return [
            overview,
            *([Table("Own returns", ["Why there is no figure"], [[why] for why in silent])] if silent else []),
        ]
    one, own = told[0]
    words = Table("In words", ["What it says"], [[sentence] for sentence in _document(one, own)["sentences"]])
    notes = Table("Notes", ["Note"], [[note] for note in (*one.notes, *one.figures.sources)])
    return [overview, _members(one), _years(one), words, notes]


_OVERVIEW = [
    "Measure",
    "Year",
    "Value",
    "From",
    "To",
    "Unit",
    "Neighbours",
    "Region",
    "England",
    "Place",
    "Of",
    "Quarter",
    "Change on year",
    "Own returns",
    "On",
]


def _title(one: Comparison) -> str:
    return f"{one.own.name} beside others"


def _row(one: Comparison, own: Own | None) -> list[Any]:
    from suffice.engine.comparison.comparators import Against

    known = one.own.estimate
    value = {held.kind: held.value for held in one.comparators}
    change = one.trend.change if one.trend else None
    return [
        one.figures.measure.title,
        str(one.own.year),
        one.own.mark if one.own.value is None else _short(one.own.value),
        _short(known.interval.low if known else None),
        _short(known.interval.high if known else None),
        one.figures.measure.unit,
        *(_short(value.get(kind)) for kind in Against),
        one.rank.place if one.rank else None,
        one.rank.of if one.rank else None,
        one.rank.quarter if one.rank else None,
        _short(change.value if change else None),
        _short(own.value if own else None),
        own.on.isoformat() if own else None,
    ]


def _members(one: Comparison) -> Table:
    from suffice.engine.comparison.figures import whole

    columns = ["Code", "Authority", "Closeness", "Value", "From", "To", "Numerator", "Denominator"]
    rows = []
    for member in one.held.members:
        told, known = member.figure, member.figure.estimate
        value = told.mark or "no figure" if told.value is None else _short(told.value)
        ends = known.interval if known else (None, None)
        counts = whole(told.numerator), whole(told.denominator)
        rows.append([told.code, told.name, member.closeness, value, *(_short(end) for end in ends), *counts])
    return Table(one.held.label, columns, rows)


def _years(one: Comparison) -> Table:
    from suffice.engine.comparison.figures import whole

    rows = [
        [
            str(at.year),
            at.mark if at.value is None else _short(at.value),
            whole(at.numerator),
            whole(at.denominator),
        ]
        for at in one.history
    ]
    return Table("Years", ["Year", "Value", "Numerator", "Denominator"], rows)


def _short(value: float | None) -> float | None:
    return None if value is None else round(value, 1)
