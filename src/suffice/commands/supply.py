"""What ``suffice project`` says of places and money, and the templates of their files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from suffice.commands.output import USAGE, complain, progress
from suffice.engine.words import prose
from suffice.engine.workbook import Table

if TYPE_CHECKING:
    from suffice.engine.episodes import History, PlacementState
    from suffice.engine.projection.change import Part
    from suffice.engine.supply.ahead import Ahead
    from suffice.engine.supply.block import BlockCase
    from suffice.engine.supply.cost import Cost, Line
    from suffice.engine.supply.gap import Sufficiency
    from suffice.engine.supply.model import CapacityChange, Holding
    from suffice.engine.supply.reading import Records

_RANGE = ["Mean", "One in ten below", "Middle", "One in ten above"]
_POUNDS = ["Mean, £", "One in ten below, £", "Middle, £", "One in ten above, £"]


def write_template(what: str, file: Path) -> int:
    """Write an example of a capacity or price file; return the exit status."""
    from suffice.commands.templates import write
    from suffice.engine.supply.reading import Template, schema_path, template_csv

    return write(what, file, {str(template): (template_csv(template), schema_path(template)) for template in Template})


def read(capacity: Path | None, prices: Path | None) -> tuple[Records[Any] | None, Records[Any] | None]:
    """Read the files of places and prices.

    Raises:
        SystemExit: status 2 where one cannot be read, after saying why.
    """
    from suffice.engine.returns.sheets import SheetUnreadable
    from suffice.engine.supply.reading import read_capacity, read_prices

    try:
        return (read_capacity(capacity) if capacity else None), (read_prices(prices) if prices else None)
    except SheetUnreadable as refusal:
        complain(str(refusal))
        raise SystemExit(USAGE) from refusal


def worked(
    history: History,
    capacity: Records[Any] | None,
    prices: Records[Any] | None,
    *,
    origin: date,
    years: int,
    reference_months: int,
    replicates: int,
    seed: int,
    parts: Sequence[Part] = (),
    changes: Sequence[CapacityChange] = (),
) -> tuple[dict[str, Any], list[Table]]:
    """Return places and money as keys of the document and as tables; the same seed gives the projection's futures."""
    from suffice.engine.projection.basis import ensemble, prepare
    from suffice.engine.projection.project import one_total
    from suffice.engine.supply.ahead import ahead

    basis = prepare(history, origin=origin, years=years, reference_months=reference_months)
    with progress() as told:
        base = ensemble(basis, replicates=replicates, seed=seed, progress=told)
        made = ensemble(basis, replicates=replicates, seed=seed, parts=parts, progress=told) if parts else base
    found = ahead(
        made.counts,
        basis.stock,
        basis.dates,
        provisions=capacity.records if capacity else (),
        prices=prices.records if prices else (),
        changes=changes,
        factors=one_total(basis, base).factors,
        seed=seed,
    )
    return _document(found, capacity, prices), list(_tables(found, capacity, prices))


def _document(found: Ahead, capacity: Records[Any] | None, prices: Records[Any] | None) -> dict[str, Any]:
    told: dict[str, Any] = {}
    if capacity is not None:
        told["sufficiency"] = {**found.sufficiency.document(), "capacity": _file(capacity)}
    if found.cost is not None and prices is not None:
        block = [one.document() for one in found.block]
        told["cost"] = {**found.cost.document(), "block_against_spot": block, "prices": _file(prices)}
    return told


def _file(records: Records[Any]) -> dict[str, Any]:
    return {
        "file": records.file,
        "rows": records.rows,
        "used": len(records.records),
        "set_aside": [one.document() for one in records.aside],
        "findings": [one.document() for one in records.findings],
    }


def _tables(found: Ahead, capacity: Records[Any] | None, prices: Records[Any] | None) -> Iterator[Table]:
    if capacity is not None:
        yield from _of_places(found.sufficiency)
    if found.cost is not None:
        yield from _of_money(found.cost)
        yield _of_block(found.block)
    for records in (capacity, prices):
        if records is not None and records.findings:
            rows = [[one.code, one.count, one.examples[0].sentence] for one in records.findings]
            yield Table(f"What {records.file} says", ["Code", "Count", "First example"], rows)
    remarks = [*(found.sufficiency.findings if capacity else ()), *(found.cost.findings if found.cost else ())]
    told = [[one.code, example.sentence] for one in remarks for example in one.examples]
    if told:
        yield Table("What was supposed of places and prices", ["Code", "What"], told)


def _of_places(held: Sufficiency) -> Iterator[Table]:
    yearly = set(held.dates[::12])
    gaps = [
        [
            one.on,
            one.placement.label,
            one.places,
            one.usable,
            *_figures(one.need),
            *_figures(one.short),
            _percent(one.chance),
        ]
        for one in held.by_type
        if one.on in yearly
    ]
    needed = [f"Need: {name.lower()}" for name in _RANGE]
    short = [f"Short: {name.lower()}" for name in _RANGE]
    yield Table(
        "Need against places",
        ["Date", "Placement", "Places", "Usable", *needed, *short, "Chance of a gap, %"],
        gaps,
        note="Short: children who find no place of the type they need. They go to the next type, or find none.",
    )
    yield Table(
        "When gaps open",
        ["Placement", "Age", "As likely as not from", "Four times in five from", "Places for 80%", "Places for 90%"],
        [
            [one.placement.label, _age(one.age), _when(one.even), _when(one.likely), one.places80, one.places90]
            for one in held.openings
            if one.age is None or one.chance
        ],
    )
    yield Table(
        "How full places will be",
        ["Date", "Placement", "Holding", "Places", "Usable", *_RANGE, "Occupancy, %"],
        [
            [
                *(one.on, one.placement.label, one.holding.label, one.places, one.usable),
                *(*_figures(one.children), _percent(one.occupancy)),
            ]
            for one in held.by_holding
            if one.on in yearly
        ],
    )
    without = [[one.on, *_figures(one.children), _percent(one.chance)] for one in held.unmet if one.on in yearly]
    yield Table("Children for whom there is no place", ["Date", *_RANGE, "Chance of any, %"], without)


def _of_money(found: Cost) -> Iterator[Table]:
    years = [
        [one.period.label, prose(one.period.first), prose(one.period.last), *_pounds(one)] for one in found.by_year
    ]
    yield Table("Cost by financial year", ["Year", "From", "To", "Weeks", *_POUNDS], years)
    for title, lines in (("Cost by placement", found.by_type), ("Cost by provider", found.by_provider)):
        yield Table(
            title,
            ["Year", "Placement", "Holding", "Provider", "Weeks", *_POUNDS],
            [[one.period.label, _kind(one), _held(one.holding), one.provider, *_pounds(one)] for one in lines],
        )
    yield Table(
        "Weeks that have no price",
        ["Placement", "Holding", "Weeks"],
        [[_named(one.placement), _held(one.holding), one.weeks] for one in found.unpriced],
        note="These weeks are in no total.",
    )


def _of_block(cases: Sequence[BlockCase]) -> Table:
    rows = [
        [
            *(one.placement.label, f"{one.year - 1}-{one.year % 100:02d}", one.compared.block, one.compared.spot),
            *(one.demand.mean, one.now, one.compared.best, _percent(one.compared.occupancy), one.compared.at_target),
        ]
        for one in cases
    ]
    columns = ["Block, £ a week", "Spot, £ a week", "Mean demand", "Block places now", "Cheapest number"]
    return Table(
        "Block against spot",
        ["Placement", "Year", *columns, "Break-even occupancy, %", "Most places at 85% occupancy"],
        rows,
        note="Demand: children who need the type beyond the council's own places that can be used.",
    )


def _kind(line: Line) -> str:
    return _named(line.placement) if line.found else "No place found: priced as spot purchase"


def _named(placement: PlacementState | None) -> str:
    return placement.label if placement else "No place found"


def _held(holding: Holding | None) -> str | None:
    return holding.label if holding else None


def _figures(width: Any) -> list[Any]:
    return [width.mean, width.p10, width.p50, width.p90]


def _pounds(line: Line) -> list[Any]:
    """Return weeks, and whole pounds."""
    return [line.weeks, *(round(one) for one in _figures(line.cost))]


def _percent(share: float | None) -> float | None:
    return None if share is None else 100 * share


def _age(band: str | None) -> str:
    return "all" if band is None else "under 1" if band == "0" else band.replace("-", " to ")


def _when(day: date | None) -> str:
    return "not in these years" if day is None else prose(day)
