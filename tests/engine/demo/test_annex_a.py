"""Annex A tells the same story as the 903 and the CIN census, and is read without a fault."""

from __future__ import annotations

import hashlib
from collections import Counter
from datetime import date
from pathlib import Path
from typing import cast
from xml.etree import ElementTree

import pytest

from suffice.demo.returns import DemoReturns, write
from suffice.demo.story import Story
from suffice.demo.story.annex_a.given import DAYS, Line
from suffice.demo.story.annex_a.workbook import content, decisions, write_annex_a
from suffice.demo.story.census import write_census
from suffice.engine.episodes import assemble
from suffice.engine.findings import Severity
from suffice.engine.measures import INDICATORS, Scene, measure, scene_of
from suffice.engine.needs import by_locality, front_door
from suffice.engine.returns.annex_a import layouts
from suffice.engine.returns.annex_a.mapping import from_document
from suffice.engine.returns.kinds import with_mapping
from suffice.engine.returns.reading import read

ON = date(2022, 3, 31)
TODAY = date(2022, 6, 1)
Lists = dict[str, list[Line]]


@pytest.fixture(scope="module")
def told(story: Story, tmp_path_factory: pytest.TempPathFactory) -> Scene:
    """What the rooms see on the day of the workbook."""
    folder = tmp_path_factory.mktemp("told")
    write(story.returns, folder)
    usable = read([folder, write_census(story, folder)[-1], write_annex_a(story, folder)], today=TODAY).usable
    return scene_of(assemble([one for one in usable if one.kind == "ssda903"]), ON, returns=usable)


@pytest.mark.parametrize("on", DAYS)
def test_a_workbook_is_read_whole_and_without_a_fault(story: Story, tmp_path: Path, on: date) -> None:
    intake = read([write_annex_a(story, tmp_path, on)], today=TODAY)
    (found,) = intake.usable
    assert (found.kind, found.as_at, len(found.tables)) == ("annex_a", on, 11)
    assert all(file.used == file.rows for file in intake.files)
    assert [one for one in intake.findings if one.severity is Severity.ERROR] == []


def test_the_same_story_gives_the_same_workbook_to_the_byte(annex_a: Lists) -> None:
    assert hashlib.sha256(content(annex_a)).digest() == hashlib.sha256(content(annex_a)).digest()


def test_eight_hundred_children_a_month_come_to_the_front_door(annex_a: Lists) -> None:
    months = Counter(cast(date, row["Date of Contact"]).month for row in annex_a["List 1"])
    assert months == dict.fromkeys((10, 11, 12, 1, 2, 3), 800)


def test_every_referral_began_with_a_contact_a_few_days_before(annex_a: Lists) -> None:
    made: dict[object, list[date]] = {}
    for row in annex_a["List 1"]:
        made.setdefault(row["Child Unique ID"], []).append(cast(date, row["Date of Contact"]))
    waited = [
        min((referred - day).days for day in made[row["Child Unique ID"]] if day <= referred)
        for row in annex_a["List 3"]
        for referred in [cast(date, row["Date of referral"])]
    ]
    assert len(waited) > 1500
    assert max(waited) < 14
    assert 0.6 < waited.count(0) / len(waited) < 0.8, "not every contact is answered on its day"


def test_the_front_door_page_reads_a_rating_of_every_contact(told: Scene) -> None:
    door = front_door(told)
    assert door is not None
    ratings = dict(door.ratings or ())
    assert door.unrated == 0
    assert sum(ratings.values()) == door.contacts == 4800
    monthly = {"Red": 58, "Amber": 121, "Green": 104, "No further action": 92}
    assert all(ratings[one] / 4800 == pytest.approx(count / 375, abs=0.05) for one, count in monthly.items())


def test_a_family_that_comes_together_is_rated_together(story: Story, annex_a: Lists) -> None:
    families = {one.number: one.family for one in story.people}
    rated: dict[tuple[int, object], set[object]] = {}
    for row in annex_a["List 1"]:
        if str(row["Child Unique ID"]) in families:
            key = (families[str(row["Child Unique ID"])], row["Date of Contact"])
            rated.setdefault(key, set()).add(row["RAG rating"])
    assert len(rated) > 500
    assert all(len(found) == 1 for found in rated.values())


def test_the_locality_of_nearly_every_child_is_known(told: Scene) -> None:
    found = by_locality(told)
    assert found is not None
    assert len(found.names) == 8
    for what in ("early_help", "protection", "known", "contacts"):
        nowhere, somewhere = found.of(None, what) or 0, found.total(what) or 0
        assert nowhere <= 0.01 * somewhere, "only young people who came alone have no home here"


def test_the_council_has_decided_about_its_own_columns(story: Story, tmp_path: Path) -> None:
    book = write_annex_a(story, tmp_path)
    decided = with_mapping(from_document(decisions(), name="columns-of-our-own.json"))
    asked = {one.code for one in read([book], today=TODAY).findings}
    assert "heading-unmapped" in asked
    assert "heading-unmapped" not in {one.code for one in read([book], today=TODAY, among=decided).findings}


def test_of_early_help_eleven_in_a_hundred_step_up(annex_a: Lists) -> None:
    referred = {row["Child Unique ID"] for row in annex_a["List 3"]}
    helped = [row["Child Unique ID"] for row in annex_a["List 2"]]
    assert len(helped) == len(set(helped)) == 2033
    assert sum(child in referred for child in helped) / len(helped) == pytest.approx(0.11, abs=0.001)


@pytest.mark.parametrize(("year", "number"), [(2021, 540), (2022, 512)])
def test_list_8_holds_the_children_whom_the_903_has_in_care(
    demo: DemoReturns, by_year: dict[int, Lists], year: int, number: int
) -> None:
    standing = [row for row in demo.tables[year]["Episodes"] if not row["DEC"] and row["LS"] not in {"V3", "V4"}]
    rows = by_year[year]["List 8"]
    listed = {row["Child Unique ID"]: row for row in rows if row["Date Ceased to be Looked After"] is None}
    assert listed.keys() == {row["CHILD"] for row in standing}
    assert len(listed) == number
    for row in standing:
        other = listed[row["CHILD"]]
        assert (row["PL_POST"] or None, row["URN"] or None) == (other["Placement postcode"], other["URN of Placement"])


@pytest.mark.parametrize(("year", "number"), [(2021, 256), (2022, 267)])
def test_list_7_holds_the_plans_of_the_census(
    censuses: list[Path], by_year: dict[int, Lists], year: int, number: int
) -> None:
    plans = Counter(
        (child.findtext("ChildIdentifiers/LAchildID"), plan.findtext("CPPstartDate"))
        for child in ElementTree.parse(censuses[year - 2023]).getroot().iter("Child")
        for plan in child.iter("ChildProtectionPlans")
        if plan.find("CPPendDate") is None
    )
    listed = Counter(
        (row["Child Unique ID"], cast(date, row["Child Protection Plan Start Date"]).isoformat())
        for row in by_year[year]["List 7"]
        if row["Child Protection Plan End Date"] is None
    )
    assert listed == plans
    assert listed.total() == number


def test_list_6_holds_the_children_of_the_census_who_are_not_yet_18(censuses: list[Path], annex_a: Lists) -> None:
    open_ones = set()
    for child in ElementTree.parse(censuses[-1]).getroot().iter("Child"):
        born = child.findtext("ChildIdentifiers/PersonBirthDate")
        young = born is None or date.fromisoformat(born) > date(2004, 3, 31)
        standing = [one for one in child.iter("CINdetails") if one.findtext("ReferralNFA") == "0"]
        if young and any(one.find("CINclosureDate") is None for one in standing):
            open_ones.add(child.findtext("ChildIdentifiers/LAchildID"))
    assert {row["Child Unique ID"] for row in annex_a["List 6"] if row["CIN Closure Date"] is None} == open_ones


def test_nobody_is_named_but_by_role_and_number(annex_a: Lists) -> None:
    named = {
        str(row[column])
        for rows in annex_a.values()
        for row in rows
        for column in ("Allocated Worker", "Allocated Personal Advisor")
        if row.get(column)
    }
    named -= {"Team manager", "None"}
    assert all(name.rpartition(" ")[0] in {"Social worker", "Personal adviser"} for name in named)


def test_a_few_children_wait_to_be_allocated_and_more_did_a_year_before(by_year: dict[int, Lists]) -> None:
    waiting = {}
    for year, sheets in by_year.items():
        standing = [row for row in sheets["List 6"] if row["CIN Closure Date"] is None]
        waiting[year] = Counter(row["Allocated Worker"] for row in standing if row["Case Status"] != "Closed")
    assert all(0 < found[None] < 20 and 0 < found["Team manager"] < 20 for found in waiting.values())
    held = {year: found[None] + found["Team manager"] for year, found in waiting.items()}
    assert held[2022] < held[2021]


def test_most_children_in_need_are_seen_within_five_working_days(told: Scene) -> None:
    found = measure(INDICATORS["cin_first_seen_5"], told).counted
    assert found.numerator is not None
    assert found.denominator
    assert 0.8 < found.numerator / found.denominator < 0.95


def test_education_plans_are_of_children_of_school_age_and_never_before_care(annex_a: Lists) -> None:
    standing = [row for row in annex_a["List 8"] if row["Date Ceased to be Looked After"] is None]
    planned = [row for row in standing if row["Latest personal education plan"] is not None]
    assert 0.7 < len(planned) / len(standing) < 0.95
    for row in planned:
        assert cast(int, row["Age of Child (Years)"]) >= 4
        since = cast(date, row["Date Started to be Looked After"])
        assert since <= cast(date, row["Latest personal education plan"]) <= ON


def test_all_eight_localities_have_children_in_need(annex_a: Lists) -> None:
    teams = Counter(str(row["Allocated Team"]) for row in annex_a["List 6"])
    assert all(teams[f"Social work unit, locality {number}"] > 50 for number in range(1, 9))


def test_headings_are_those_of_the_published_lists_and_then_the_councils_own(annex_a: Lists) -> None:
    own = {"Locality", "RAG rating", "Date first seen", "Latest personal education plan"}
    assert {name: [one for one in rows[0] if one not in own] for name, rows in annex_a.items()} == {
        f"List {one.number}": [column.title for column in one.columns] for one in layouts.lists().values()
    }
    assert {name for name, rows in annex_a.items() if own & set(rows[0])} == {
        f"List {number}" for number in (1, 2, 6, 8, 9)
    }
