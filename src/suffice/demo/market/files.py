"""The files of an imaginary market: places, prices, a placement census and a placement cost return."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from suffice.demo.csv_files import write_rows
from suffice.demo.market.bills import Bill, bills
from suffice.demo.market.children import placements
from suffice.demo.market.districts import AUTHORITY, layouts
from suffice.demo.market.register import ImaginaryHome, ImaginaryProvider, market
from suffice.demo.returns.model import LAST_DAY, DemoReturns
from suffice.engine.calendar import age_on
from suffice.engine.supply.model import Holding

_CAPACITY = (
    "name", "provider", "placement", "holding", "places", "opens", "closes", "usable", "youngest", "oldest", "urn",
)  # fmt: skip
_PRICES = ("placement", "weekly", "begins", "holding", "provider", "need", "uplift", "uplift_spread", "per_place")

Row = Mapping[str, Any]


def write_market(demo: DemoReturns, folder: Path) -> list[Path]:
    """Write `capacity.csv`, `prices.csv`, `placement_census.csv` and `placement_costs.csv`, and return them.

    The two files about children tell of the same children as the last year of the returns: the census those whom
    others look after for the council on its last day, the cost return every placement of the year.
    """
    told = bills(placements(demo), seed=demo.seed)
    return [
        write_rows(folder / "capacity.csv", _CAPACITY, _capacity()),
        write_rows(folder / "prices.csv", _PRICES, _prices()),
        _write_census(folder, told),
        write_rows(folder / "placement_costs.csv", layouts()["costs"], (_costs(one) for one in told)),
    ]


def write_census(demo: DemoReturns, folder: Path) -> Path:
    """Write `placement_census.csv` alone, and return it."""
    return _write_census(folder, bills(placements(demo), seed=demo.seed))


def _write_census(folder: Path, told: Iterable[Bill]) -> Path:
    outside = (one for one in told if one.placement.end is None and one.holding is not Holding.OWN)
    return write_rows(folder / "placement_census.csv", layouts()["census"], (_census(one) for one in outside))


def _capacity() -> Iterable[Row]:
    for provider in market().providers:
        for home in provider.homes:
            yield from _places(provider, home)


def _places(provider: ImaginaryProvider, home: ImaginaryHome) -> Iterable[Row]:
    for line in home.lines:
        yield {
            "name": home.name,
            "provider": "" if provider.kind == "own" else provider.name,
            "placement": home.placement,
            "holding": line.holding,
            "places": line.number,
            "opens": line.begins,
            "closes": line.until or "",
            "usable": line.usable,
            "youngest": home.ages[0],
            "oldest": min(home.ages[1], 17),
            "urn": home.urn,
        }


def _prices() -> Iterable[Row]:
    for one in market().prices:
        price = one.price
        yield {
            "placement": price.placement,
            "weekly": price.weekly,
            "begins": price.begins,
            "holding": price.holding or "",
            "provider": price.provider or "",
            "need": price.need,
            "uplift": price.uplift,
            "uplift_spread": price.uplift_spread,
            "per_place": "yes" if price.per_place else "no",
        }


def _census(bill: Bill) -> Row:
    written, placed = layouts(), bill.placement
    away = bill.area not in {AUTHORITY, "Walsall", "Dudley", "Sandwell"}
    return {
        "Looked after child?": "Looked after child (under 18)",
        "Placing Authority": AUTHORITY,
        "Identifier": placed.child["CHILD"],
        "Age": age_on(bill.born, LAST_DAY),
        "Gender": written["gender"][placed.child["SEX"]],
        "How the placement was sourced": written["sourced"][bill.holding],
        "Organisation": bill.provider,
        "Establishment": bill.home,
        "Host Authority": bill.area,
        "Type of provision": written["provision"][bill.provision],
        "UASC": "Yes" if placed.unaccompanied else "No",
        "Total weekly cost": bill.weekly,
        "Contribution from Social Care": bill.weekly - bill.health - bill.education,
        "Contribution from Education": bill.education,
        "Contribution from Health": bill.health,
        "Ethnic Group": written["ethnic"].get(placed.child["ETHNIC"], "Unknown"),
        "Placement start date": _day(placed.start),
        "Registration type": "Ofsted" if placed.first["URN"] else "Unknown",
        "Establishment registration URN": placed.first["URN"],
        "Primary Placing at Distance Reason": "No placement available locally" if away else "Not applicable",
        "Primary registration type": "Ofsted" if placed.first["URN"] else "Unknown",
        "Placing at Distance Reason": "Provision within distance does not exist" if away else "Not applicable",
        "Does this placement cost include additional packages?": "Yes" if bill.health else "No",
        "Deprivation of Liberty Safeguards in place?": "No",
        "Does this CYP require a solo placement?": "No, and is not in a solo placement",
    }


def _costs(bill: Bill) -> Row:
    placed = bill.placement
    return {
        "Child ID": placed.child["CHILD"],
        "Date of birth": placed.child["DOB"],
        "Gender": placed.child["SEX"],
        "Ethnicity": placed.child["ETHNIC"],
        "Disability": "NONE",
        "Category of need": bill.need,
        "Date of last assessment": _day(bill.assessed),
        "Does the child have an EHCP": "Yes" if bill.plan else "No",
        "Is the child UASC": "Yes" if placed.unaccompanied else "No",
        "Number of missing episodes in current period of care": 0,
        "Legal status": placed.first["LS"],
        "Placement start date": _day(placed.start),
        "Placement end date": _day(placed.end) if placed.end else "",
        "Date of start of current care period": _day(placed.care),
        "Reason for placement change": placed.first["REASON_PLACE_CHANGE"] if placed.end else "",
        "Number of placements in last 12 months": placed.turn,
        "Number of placements in current care period": placed.turn,
        "Placement type": placed.first["PLACE"],
        "Provider type": placed.first["PLACE_PROVIDER"],
        "Procurement platform": layouts()["platform"][bill.holding],
        "Procurement framework": bill.framework,
        "Ofsted URN": placed.first["URN"],
        "Home postcode": placed.first["HOME_POST"],
        "Placement postcode": placed.first["PL_POST"],
        "LA of placement": bill.area,
        "Total committed cost accrued in FY to date": bill.accrued,
        "Contribution from social care provider/s": bill.part(bill.weekly - bill.health - bill.education),
        "Contribution from health provider/s": bill.part(bill.health),
        "Contribution from education provider/s": bill.part(bill.education),
    }


def _day(value: Any) -> str:
    return f"{value:%d/%m/%Y}"
