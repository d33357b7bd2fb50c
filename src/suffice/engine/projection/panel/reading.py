"""Published files into a panel, joined on the three-figure codes of authorities."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np

from suffice.engine.findings import Finding, merged, note
from suffice.engine.projection.panel.model import Account, Panel, Reals
from suffice.engine.projection.panel.sheets import Layout, PanelUnreadable, Sheet, cells, read_sheet
from suffice.engine.returns.population import find
from suffice.engine.returns.published.layouts import headings_of

TOTAL = "total"
_CHARACTERISTICS = {
    ("total", "total"): TOTAL,
    ("age group", "16 years and over"): "older",
    ("unaccompanied asylum-seeking children", "uasc"): "unaccompanied",
}
_ZERO_TO_17 = ("children aged 0 to 17 years", "0 to 17", "0-17", "aged 0 to 17", "total")
_SHARED = headings_of("year", "level", "old_code", "name")
_AREA = {"code" if name == "old_code" else name: headings for name, headings in _SHARED.items()}


def _characteristic(row: Mapping[str, str]) -> str | None:
    return _CHARACTERISTICS.get((row["group"].casefold(), row["characteristic"].casefold()))


def _flow(row: Mapping[str, str]) -> str | None:
    flow = row["flow"].casefold()
    return flow if flow in {"starts", "ceases"} else None


def _young(row: Mapping[str, str]) -> str | None:
    return "population" if row["age"].casefold() in _ZERO_TO_17 else None


_NUMBERS = Layout(
    "the numbers in care on 31 March",
    _AREA | {"group": ("cla_group",), "characteristic": ("characteristic",), "number": ("number",)},
    "number",
    _characteristic,
)
_FLOWS = Layout(
    "the starts and ceases of each year", _AREA | {"flow": ("flow",), "number": ("number",)}, "number", _flow
)
_ESTIMATES = Layout(
    "the mid-year population estimates",
    _AREA | {"age": ("age_group", "age"), "number": ("population_estimate", "population", "number")},
    "number",
    _young,
)
_REGIONS = Layout(
    "the list of authorities and regions",
    {"code": _AREA["code"], "region": ("region_name", "region")},
    "region",
    lambda row: None,
)
_NEIGHBOURS = Layout(
    "the list of statistical neighbours",
    {"code": _AREA["code"], "neighbour": ("neighbour_old_la_code", "neighbour")},
    "neighbour",
    lambda row: None,
)


def read_panel(
    panel: Path,
    *,
    flows: Path | None = None,
    population: Path | None = None,
    areas: Path | None = None,
    neighbours: Path | None = None,
) -> Panel:
    """Read the published files into one panel.

    Args:
        panel: children in care on each 31 March by authority; the rows where ``cla_group`` and ``characteristic`` are
            both Total, and where they are there those aged 16 and over and those unaccompanied.
        flows: starts and ceases of each year to 31 March.
        population: mid-year estimates of children aged 0 to 17; that of 30 June stands with the next 31 March.
        areas: the region of each authority; without it, the regions that Suffice knows (2025).
        neighbours: statistical neighbours, a row for each pair.

    Raises:
        PanelUnreadable: a file cannot be read as what it was given for, or the panel holds no total.
    """
    numbers = read_sheet(panel, _NUMBERS)
    years, codes = _extent(numbers, panel)
    sheets = {"numbers": numbers} | {
        name: read_sheet(path, layout)
        for name, path, layout in (("flows", flows, _FLOWS), ("population", population, _ESTIMATES))
        if path is not None
    }
    grid = _gridding(sheets, codes, years)
    regions, of_regions = _regions(areas, codes)
    close, of_neighbours = _neighbours(neighbours, codes)
    total = grid("numbers", TOTAL, 0)
    return Panel(
        codes=codes,
        names=tuple(numbers.names.get(code, code) for code in codes),
        regions=regions,
        years=years,
        number=np.where(total > 0, total, np.nan),
        older=grid("numbers", "older", 0),
        unaccompanied=grid("numbers", "unaccompanied", 0),
        starts=grid("flows", "starts", 0),
        ceases=grid("flows", "ceases", 0),
        population=grid("population", "population", 1),
        neighbours=close,
        accounts=(*(one.account for one in sheets.values()), *of_regions, *of_neighbours),
        findings=merged(
            [
                *(finding for one in sheets.values() for finding in one.findings),
                *_zeros(total, numbers, panel.name),
                *_lonely(regions, codes, numbers.names),
            ]
        ),
    )


def _extent(numbers: Sheet, path: Path) -> tuple[tuple[int, ...], tuple[str, ...]]:
    told = [(code, year) for code, year, what in numbers.figures if what == TOTAL]
    if not told:
        raise PanelUnreadable(
            f"{path.name} has no row where cla_group and characteristic are both Total and number is a figure. "
            "Give the published table of children in care on 31 March, with its totals."
        )
    years = [year for _, year in told]
    return tuple(range(min(years), max(years) + 1)), tuple(sorted({code for code, _ in told}))


def _gridding(
    sheets: Mapping[str, Sheet], codes: tuple[str, ...], years: tuple[int, ...]
) -> Callable[[str, str, int], Reals]:
    """Return a function that lays the figures of a sheet out by authority and year, so many years later."""
    place = {code: at for at, code in enumerate(codes)}

    def grid(sheet: str, wanted: str, later: int) -> Reals:
        values = np.full((len(codes), len(years)), np.nan)
        if sheet in sheets:
            for (code, year, what), number in sheets[sheet].figures.items():
                if what == wanted and code in place and year + later in years:
                    values[place[code], year + later - years[0]] = number
        return values

    return grid


def _pairs(path: Path, layout: Layout, value: str) -> tuple[list[tuple[str, str]], Account]:
    """Return the code and the value of each row, and the account of the file."""
    header, rows, ragged = cells(path, layout)
    pairs = [(told[header.index("code")], told[header.index(value)]) for _, told in rows]
    used = [(code, told) for code, told in pairs if code and told]
    return used, Account(path.name, len(rows) + len(ragged), len(used), len(rows) - len(used), 0, len(ragged))


def _regions(path: Path | None, codes: tuple[str, ...]) -> tuple[tuple[str | None, ...], tuple[Account, ...]]:
    if path is None:
        known = (find(code) for code in codes)
        return tuple(one.region if one else None for one in known), ()
    pairs, account = _pairs(path, _REGIONS, "region")
    return tuple(dict(pairs).get(code) for code in codes), (account,)


def _neighbours(path: Path | None, codes: tuple[str, ...]) -> tuple[tuple[tuple[int, ...], ...], tuple[Account, ...]]:
    if path is None:
        return ((),) * len(codes), ()
    pairs, account = _pairs(path, _NEIGHBOURS, "neighbour")
    place = {code: at for at, code in enumerate(codes)}
    close = tuple(tuple(place[other] for one, other in pairs if one == code and other in place) for code in codes)
    return close, (account,)


def _zeros(total: Reals, numbers: Sheet, file: str) -> list[Finding]:
    nobody = int((total == 0).sum())
    if not nobody:
        return []
    sentence = (
        f"{file} has {nobody} 31 Marches on which an authority had no child in care. Change is measured in per cent, "
        "which 0 has none of: these days are left out as a start and as an outcome."
    )
    return [note("panel-nobody-in-care", sentence, file=file, count=nobody)]


def _lonely(regions: tuple[str | None, ...], codes: tuple[str, ...], names: Mapping[str, str]) -> list[Finding]:
    without = [names.get(code, code) for code, region in zip(codes, regions, strict=True) if region is None]
    if not without:
        return []
    sentence = (
        f"No region is known for {', '.join(without)}: most often an authority that has been reorganised. Each is "
        "compared with all authorities instead; give --areas a file that has it to compare it with its region."
    )
    return [note("panel-no-region", sentence, count=len(without))]
