"""Every row of a capacity or price file is used, or set aside with where it stands, what is wrong and what to do."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from suffice.engine.episodes import PlacementState
from suffice.engine.findings import Severity
from suffice.engine.returns.sheets import SheetUnreadable
from suffice.engine.supply.model import Holding, Price, Provision
from suffice.engine.supply.reading import (
    ALWAYS,
    Template,
    read_capacity,
    read_prices,
    schema_path,
    template_csv,
)

CAPACITY = "name,provider,placement,holding,places,opens,closes,usable,youngest,oldest,urn\n"
PRICES = "placement,weekly,begins,holding,provider,need,uplift,uplift_spread,per_place\n"


def written(folder: Path, text: str, name: str = "file.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_row_becomes_the_places_that_it_tells(tmp_path: Path) -> None:
    row = "The Elms,Elm Care Ltd,Children's home,Block contract,4,01/09/2025,2027-04-01,90%,10,17,SC123456\n"

    read = read_capacity(written(tmp_path, CAPACITY + row))

    assert read.records == (
        Provision(
            name="The Elms",
            provider="Elm Care Ltd",
            placement=PlacementState.CHILDRENS_HOME,
            holding=Holding.BLOCK,
            places=4,
            opens=date(2025, 9, 1),
            closes=date(2027, 4, 1),
            usable=0.9,
            youngest=10,
            oldest=17,
            urn="SC123456",
        ),
    )
    assert (read.rows, read.aside, read.findings) == (1, (), ())


def test_a_row_becomes_the_price_that_it_tells_exact_to_the_penny(tmp_path: Path) -> None:
    row = 'childrens_home,"£5,612.40",2026-04-01,spot,Elm Care Ltd,solo,7%,0.03,no\n'

    read = read_prices(written(tmp_path, PRICES + row))

    assert read.records == (
        Price(
            placement=PlacementState.CHILDRENS_HOME,
            weekly=Decimal("5612.40"),
            begins=date(2026, 4, 1),
            holding=Holding.SPOT,
            provider="Elm Care Ltd",
            need="solo",
            uplift=0.07,
            uplift_spread=0.03,
        ),
    )
    assert isinstance(read.records[0].weekly, Decimal)


SET_ASIDE = [
    # what the row holds instead, the column named, part of the sentence
    ({"places": "-3"}, "places", "less than 0"),
    ({"places": "four"}, "places", "not a number"),
    ({"places": "2.5"}, "places", "not a whole number"),
    ({"places": "=2+2"}, "places", "it is a formula"),
    ({"places": ""}, "places", "fill it in"),
    ({"placement": "foster"}, "placement", "not one of in_house_foster"),
    ({"placement": "with_parents"}, "placement", "not a place that a council holds"),
    ({"holding": "rented"}, "holding", "not one of own, block, framework, spot"),
    ({"opens": "next spring"}, "opens", "not a date"),
    ({"opens": "31/02/2026"}, "opens", "not a date"),
    ({"opens": "2026-04-01", "closes": "2026-03-31"}, "closes", "before it opens on 1 April 2026"),
    ({"usable": "120%"}, "usable", "more than 1"),
    ({"youngest": "16", "oldest": "11"}, "youngest", "above the oldest"),
    ({"name": ""}, "name", "fill it in"),
]


@pytest.mark.parametrize(("change", "column", "words"), SET_ASIDE)
def test_a_capacity_row_that_cannot_be_used_says_where_what_and_what_to_do(
    tmp_path: Path, change: dict[str, str], column: str, words: str
) -> None:
    sound = next(csv.DictReader(io.StringIO(CAPACITY + "Elms,,childrens_home,own,4,2025-09-01,,,,,\n")))
    text = io.StringIO()
    writer = csv.DictWriter(text, fieldnames=list(sound))
    writer.writeheader()
    writer.writerows([sound, {**sound, **change}])

    read = read_capacity(written(tmp_path, text.getvalue()))

    assert (len(read.records), len(read.aside), read.rows) == (1, 1, 2)
    place = read.aside[0]
    assert (place.file, place.row, place.column) == ("file.csv", 3, column)
    assert words in place.sentence
    assert place.sentence.startswith("Row 3 of file.csv")
    assert [one.severity for one in read.findings] == [Severity.ERROR]


@pytest.mark.parametrize("weekly", ["0", "0.00", "-100", "£0"])
def test_a_price_of_nought_is_kept_out_and_named(tmp_path: Path, weekly: str) -> None:
    read = read_prices(written(tmp_path, PRICES + f"secure,{weekly},2026-04-01,,,,,,\n"))

    assert read.records == ()
    assert read.findings[0].code == "price-of-nought"
    assert "nothing is free" in read.aside[0].sentence


def test_two_prices_of_the_same_thing_from_the_same_day_keep_the_first_and_name_both(tmp_path: Path) -> None:
    rows = "secure,7000,2026-04-01,,,,,,\nsecure,7100,01/04/2026,,,,,,\nsecure,7200,2027-04-01,,,,,,\n"

    read = read_prices(written(tmp_path, PRICES + rows))

    assert [price.weekly for price in read.records] == [Decimal(7000), Decimal(7200)]
    assert "row 2 already gives a price" in read.aside[0].sentence
    assert "£7,000" in read.aside[0].sentence


def test_places_without_a_day_count_as_open_and_it_is_said(tmp_path: Path) -> None:
    read = read_capacity(written(tmp_path, CAPACITY + "Carers,,in_house_foster,own,180,,,,,,\n"))

    assert read.records[0].opens == ALWAYS
    assert [(one.code, one.severity) for one in read.findings] == [("opens-not-given", Severity.QUERY)]


def test_the_same_places_told_twice_are_counted_and_it_is_said(tmp_path: Path) -> None:
    row = "A,B,childrens_home,block,{},2020-04-01,,,,,\n"
    read = read_capacity(
        written(tmp_path, CAPACITY + row.format(4) + row.format(4) + row.format(5).replace("A,", "C,"))
    )

    assert [one.places for one in read.records] == [4, 4, 5]
    assert [(one.code, one.count, one.examples[0].row) for one in read.findings] == [("places-told-twice", 1, 3)]
    assert "row 2 already gives places of A" in read.findings[0].examples[0].sentence


def test_a_cell_that_looks_like_a_formula_stays_text_and_is_told(tmp_path: Path) -> None:
    read = read_capacity(written(tmp_path, CAPACITY + "=HYPERLINK(1),,secure,own,1,2025-01-01,,,,,\n"))

    assert read.records[0].name == "=HYPERLINK(1)"
    assert read.findings[0].code == "formula"


def test_a_row_with_a_comma_too_many_is_set_aside(tmp_path: Path) -> None:
    sound = "Elms,,childrens_home,own,4,2025-09-01,,,,,\n"

    read = read_capacity(written(tmp_path, CAPACITY + "The Elms, Oak Road,,childrens_home,own,4,,,,,,\n" + sound))

    assert (len(read.records), read.aside[0].row) == (1, 2)
    assert "a comma too many" in read.aside[0].sentence


def test_a_misspelt_column_is_named_and_a_missing_one_refuses_the_file(tmp_path: Path) -> None:
    read = read_capacity(
        written(tmp_path, "name,placement,holding,places,opens,usabel\nElms,secure,own,4,2025-09-01,0.8\n")
    )
    assert "not read: usabel" in read.findings[0].examples[0].sentence

    with pytest.raises(SheetUnreadable, match=r"no column holding.*--write-template capacity"):
        read_capacity(written(tmp_path, "name,placement,places\nElms,secure,4\n"))


@pytest.mark.parametrize("text", ["", "\n\n", CAPACITY])
def test_a_file_without_rows_is_refused_with_a_sentence(tmp_path: Path, text: str) -> None:
    with pytest.raises(SheetUnreadable, match="It needs the columns name, placement, holding, places"):
        read_capacity(written(tmp_path, text))


def test_a_workbook_and_a_file_that_is_not_there_are_refused_with_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "book.xlsx").write_bytes(b"PK\x03\x04")
    with pytest.raises(SheetUnreadable, match="Save it as CSV"):
        read_capacity(tmp_path / "book.xlsx")
    with pytest.raises(SheetUnreadable, match="cannot be opened"):
        read_prices(tmp_path / "nothing.csv")


def test_json_tells_the_same_as_csv(tmp_path: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(template_csv(Template.PRICES))))
    told = [{**row, "weekly": float(row["weekly"]), "per_place": row["per_place"] == "yes"} for row in rows]

    of_json = read_prices(written(tmp_path, json.dumps({"version": 1, "rows": told}), "prices.json"))
    of_csv = read_prices(written(tmp_path, template_csv(Template.PRICES)))

    assert of_json.records == of_csv.records


@pytest.mark.parametrize("text", ["{", "[1, 2]", '{"rows": 3}', "[" * 100_000])
def test_json_that_is_not_a_list_of_rows_is_refused_with_a_sentence(tmp_path: Path, text: str) -> None:
    with pytest.raises(SheetUnreadable, match="It needs the columns"):
        read_prices(written(tmp_path, text, "prices.json"))


@pytest.mark.parametrize("template", list(Template))
def test_the_template_has_the_columns_of_the_published_schema_and_can_be_read(
    tmp_path: Path, template: Template
) -> None:
    fields = json.loads(schema_path(template).read_text(encoding="utf-8"))["fields"]
    path = written(tmp_path, template_csv(template))

    read = read_capacity(path) if template is Template.CAPACITY else read_prices(path)

    assert path.read_text().splitlines()[0].split(",") == [field["name"] for field in fields]
    assert all(field["description"] for field in fields)
    assert (len(read.records), read.findings) == (read.rows, ())


_ANYTHING = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=12)


@given(cells=st.lists(st.lists(_ANYTHING, min_size=9, max_size=9), min_size=1, max_size=5))
def test_whatever_stands_in_a_file_every_row_is_used_or_set_aside(
    tmp_path_factory: pytest.TempPathFactory, cells: list[list[str]]
) -> None:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([PRICES.strip().split(","), *cells])
    path = written(tmp_path_factory.mktemp("any"), text.getvalue())

    try:
        read = read_prices(path)
    except SheetUnreadable:
        return
    assert len(read.records) + len(read.aside) == read.rows
    assert all(price.weekly > 0 for price in read.records)
