"""Cost return, census and the inspectorate's list: each row used or set aside with its sentence, in any layout."""

from __future__ import annotations

import csv
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from suffice.engine.returns.sheets import SheetUnreadable
from suffice.engine.supply.sources.census import read_census
from suffice.engine.supply.sources.costs import read_costs
from suffice.engine.supply.sources.paid import paid_of_census, paid_of_costs, prices_from
from suffice.engine.supply.sources.providers import read_providers
from tests.engine.supply.build import H, P

COSTS = (
    "Child ID,Placement start date,Placement end date,Placement type,Provider type,Procurement platform,Ofsted URN,"
    "Total committed cost accrued in FY to date\n"
)
CENSUS = (
    "Looked after child?,Placing Authority,Identifier,Age,How the placement was sourced,Organisation,"
    "Type of provision,Total weekly cost\n"
)


def written(folder: Path, text: str, name: str = "file.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


COST_ROWS = [
    # row -> type, holding, days, weekly
    pytest.param("1,01/04/2022,,U4,PR4,Framework,,36500", (P.AGENCY_FOSTER, H.FRAMEWORK, 365, "700.00"), id="all year"),
    pytest.param("1,01/03/2023,,K2,PR4,Spot,,31000", (P.CHILDRENS_HOME, H.SPOT, 31, "7000.00"), id="March"),
    pytest.param("1,01/01/2020,15/04/2022,K2,PR1,Block,,14000", (P.CHILDRENS_HOME, H.BLOCK, 14, "7000.00"), id="April"),
    pytest.param("1,03/05/2022,03/05/2022,K1,PR4,,,1000", (P.SECURE, None, 1, "7000.00"), id="in and out in a day"),
    pytest.param("1,01/04/2022,,u5,pr1,spot,,36500", (P.IN_HOUSE_FOSTER, H.SPOT, 365, "700.00"), id="small letters"),
]


@pytest.mark.parametrize(("row", "wanted"), COST_ROWS)
def test_a_weekly_cost_is_what_was_committed_over_the_days_of_the_year(
    tmp_path: Path, row: str, wanted: tuple[P, H | None, int, str]
) -> None:
    (one,) = read_costs(written(tmp_path, f"{COSTS}{row}\n"), as_at=date(2023, 3, 31)).rows

    assert (one.placement, one.holding, one.days, str(one.weekly)) == wanted


SET_ASIDE = [
    ("1,01/04/2022,,X9,PR4,Spot,,100", "Placement type", "no such placement code"),
    ("1,01/04/2022,01/03/2022,K2,PR4,Spot,,100", "Placement end date", "ends before it starts"),
    ("1,01/04/2022,,K2,PR4,Spot,,-100", "Total committed cost accrued in FY to date", "below nought"),
    ("1,01/04/2022,,K2,PR4,Loan,,100", "Procurement platform", "not one of framework, spot, block"),
    ("1,01/04/2020,01/04/2021,K2,PR4,Spot,,100", "Placement start date", "no day of the placement lies between"),
    (",01/04/2022,,K2,PR4,Spot,,100", "Child ID", "fill it in"),
]


@pytest.mark.parametrize(("row", "column", "words"), SET_ASIDE)
def test_a_cost_row_that_cannot_be_used_says_where_what_and_what_to_do(
    tmp_path: Path, row: str, column: str, words: str
) -> None:
    sound = "2,01/06/2022,,K2,PR4,Spot,,100"

    read = read_costs(written(tmp_path, f"{COSTS}{sound}\n{row}\n"), as_at=date(2023, 3, 31))

    assert (len(read.rows), read.total) == (1, 2)
    assert (read.aside[0].row, read.aside[0].column) == (3, column)
    assert words in read.aside[0].sentence


def test_the_day_of_a_cost_return_is_taken_from_its_latest_year_and_told(tmp_path: Path) -> None:
    read = read_costs(written(tmp_path, f"{COSTS}1,01/02/2022,,K2,PR4,Spot,,100\n2,01/06/2022,,K2,PR4,Spot,,100\n"))

    assert (read.as_at, read.year) == (date(2023, 3, 31), 2023)
    assert "day-of-the-return-assumed" in {one.code for one in read.findings}


def test_a_cost_of_nought_counts_the_child_and_gives_no_price(tmp_path: Path) -> None:
    text = f"{COSTS}1,01/04/2022,,K2,PR4,Spot,A,0\n2,01/04/2022,,K2,PR4,Spot,A,36500\n"

    read = read_costs(written(tmp_path, text), as_at=date(2023, 3, 31))

    (paid,) = paid_of_costs(read.rows)
    assert (paid.children, paid.priced, paid.median) == (2, 1, Decimal("700.00"))
    assert "cost-of-nought" in {one.code for one in read.findings}


def test_a_cost_return_in_which_nothing_can_be_used_is_refused_with_the_reason(tmp_path: Path) -> None:
    with pytest.raises(SheetUnreadable, match=r"No row of file.csv can be used.*no such placement code"):
        read_costs(written(tmp_path, f"{COSTS}1,01/04/2022,,X9,PR4,Spot,,100\n"))


CENSUS_ROWS = [
    # sourced, provision -> holding, type
    ("NW Contract - Fostering FPS or previous", "Fostering - Mainstream", H.FRAMEWORK, P.AGENCY_FOSTER),
    ("GM RCC Flexi Block", "Residential - With Education", H.BLOCK, P.CHILDRENS_HOME),
    ("Block Contract - Collaborative", "Secure Welfare", H.BLOCK, P.SECURE),
    ("Direct Award / Off Framework", "Residential - 52 week Residential School/College", H.SPOT, P.CHILDRENS_HOME),
    ("Remand", "Remand", H.SPOT, P.OTHER),
    ("Local Contract or Framework", "Fostering - Short breaks", H.FRAMEWORK, P.OTHER),
    (
        "NW Contract - Supported Accommodation DPS or previous",
        "Supported Accommodation - Category 4: Supported Lodgings",
        H.FRAMEWORK,
        P.SUPPORTED_ACCOMMODATION,
    ),
    ("By pigeon", "A castle", None, P.OTHER),
    ("", "Residential - Mainstream", None, P.CHILDRENS_HOME),
]


@pytest.mark.parametrize(("sourced", "provision", "holding", "placement"), CENSUS_ROWS)
def test_the_census_tells_how_a_place_is_held_and_of_what_kind_it_is(
    tmp_path: Path, sourced: str, provision: str, holding: H | None, placement: P
) -> None:
    text = f"{CENSUS}Looked after child (under 18),Bury,1,15,{sourced},Elm,{provision},4000\n"

    read = read_census(written(tmp_path, text))

    assert (read.rows[0].holding, read.rows[0].placement) == (holding, placement)
    odd = {one.code for one in read.findings} & {"provision-unknown", "sourcing-unknown"}
    assert bool(odd) == (provision == "A castle")


def test_those_over_18_are_in_the_census_and_in_no_price(tmp_path: Path) -> None:
    rows = [
        "Looked after child (under 18),Bury,1,17,Direct Award / Off Framework,Elm,Residential - Mainstream,4000",
        "Looked after child (under 18),Bury,2,16,Direct Award / Off Framework,Elm,Residential - Mainstream,5000.55",
        "Post 18 (CSC placement),Bury,3,18,Direct Award / Off Framework,Elm,Residential - Mainstream,1000",
        "Looked after child (under 18),Bury,4,16,Direct Award / Off Framework,Elm,Residential - Mainstream,0",
    ]

    read = read_census(written(tmp_path, CENSUS + "\n".join(rows) + "\n"))

    (paid,) = paid_of_census(read.rows)
    assert (len(read.rows), paid.children, paid.priced) == (4, 3, 2)
    assert (paid.low, paid.median, paid.high) == (Decimal(4000), Decimal("4500.28"), Decimal("5000.55"))
    (price,) = prices_from([paid], begins=date(2026, 4, 1))
    assert (price.weekly, price.provider, price.holding) == (Decimal("4500.28"), "Elm", H.SPOT)
    assert prices_from([paid], begins=date(2026, 4, 1), least=3) == ()


NOW = (
    'A title,,,,\n"A sentence, which explains.",,,,\nWeb link,URN,Provision type,Local authority,Places,"\n'
    "Overall experiences and progress of children and young people\"\nhome,SC1,Children's home,Bury,4,Good\n"
)
THEN = (
    "urn,provision_type,local_authority,year,places,overall_grade,name\n"
    "SC1,Children's Home,Bury,2015,,Adequate,REDACTED\n"
)


def test_the_list_is_read_in_the_layout_of_any_year(tmp_path: Path) -> None:
    now = read_providers(written(tmp_path, NOW)).rows[0]
    then = read_providers(written(tmp_path, THEN)).rows[0]

    assert (now.row, now.urn, now.placement, now.places, now.judgement) == (5, "SC1", P.CHILDRENS_HOME, 4, "Good")
    assert (then.places, then.judgement, then.name, then.year) == (None, "Requires improvement to be good", None, 2015)


def test_a_home_that_is_listed_twice_in_a_year_counts_once(tmp_path: Path) -> None:
    read = read_providers(written(tmp_path, THEN + "SC1,Children's Home,Bury,2015,3,Good,\nSC1,x,Bury,2016,3,Good,\n"))

    assert [row.year for row in read.rows] == [2015, 2016]
    assert read.aside[0].row == 3
    assert "row 2 has the same URN" in read.aside[0].sentence


def test_of_several_years_the_latest_is_taken_unless_another_is_asked_for(tmp_path: Path) -> None:
    read = read_providers(written(tmp_path, THEN + "SC2,Children's Home,BURY,2016,3,Good,\n"))

    assert [row.urn for row in read.within("Bury")] == ["SC2"]
    assert [row.urn for row in read.within("Bury", year=2015)] == ["SC1"]


@pytest.mark.samples
def test_every_row_of_the_inspectorates_files_is_accounted_for(samples: Path) -> None:
    folder = samples / "public" / "providers"
    raw, long = (
        read_providers(folder / name) for name in ("provider_at_march_2025_raw.csv", "providers_at_march_2015_2025.csv")
    )

    with (folder / "providers_at_march_2015_2025.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert (long.total, raw.total) == (len(rows), 5600)
    assert long.total == len(long.rows) + len(long.aside)
    places = sum(int(row["places"]) for row in rows if row["year"] == "2025" and row["places"])
    assert sum(row.places or 0 for row in long.rows if row.year == 2025) == places
    assert sum(row.places or 0 for row in raw.rows) == places


@pytest.mark.samples
def test_the_sample_cost_return_is_read_to_the_penny(samples: Path) -> None:
    read = read_costs(samples / "returns" / "liia-tools" / "s251" / "S251_placement_costs.csv")

    weekly = {row.child: row.weekly for row in read.rows}
    assert weekly == {
        "784142": None,
        "532248": (Decimal("382686.86") * 7 / 218).quantize(Decimal("0.01")),
        "100819": (Decimal("309849.43") * 7 / 185).quantize(Decimal("0.01")),
        "428615": (Decimal("185082.86") * 7 / 150).quantize(Decimal("0.01")),
    }
