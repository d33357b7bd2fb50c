"""Annex A tells the same story as the 903 and the CIN census, and is read without a fault."""

from __future__ import annotations

import hashlib
from collections import Counter
from datetime import date
from pathlib import Path
from typing import cast
from xml.etree import ElementTree

import pytest

from suffice.demo.returns import DemoReturns
from suffice.demo.story import Story
from suffice.demo.story.annex_a.given import Line
from suffice.demo.story.annex_a.workbook import content, write_annex_a
from suffice.engine.findings import Severity
from suffice.engine.returns.annex_a import layouts
from suffice.engine.returns.reading import read

ON = date(2022, 3, 31)
TODAY = date(2022, 6, 1)
Lists = dict[str, list[Line]]


def test_the_workbook_is_read_whole_and_without_a_fault(story: Story, tmp_path: Path) -> None:
    intake = read([write_annex_a(story, tmp_path)], today=TODAY)
    (found,) = intake.usable
    assert (found.kind, found.year, len(found.tables)) == ("annex_a", 2022, 11)
    assert all(file.used == file.rows for file in intake.files)
    assert [one for one in intake.findings if one.severity is Severity.ERROR] == []


def test_the_same_story_gives_the_same_workbook_to_the_byte(annex_a: Lists) -> None:
    assert hashlib.sha256(content(annex_a)).digest() == hashlib.sha256(content(annex_a)).digest()


def test_eight_hundred_children_a_month_come_to_the_front_door(annex_a: Lists) -> None:
    months = Counter(cast(date, row["Date of Contact"]).month for row in annex_a["List 1"])
    assert months == dict.fromkeys((10, 11, 12, 1, 2, 3), 800)


def test_every_referral_began_with_a_contact_on_its_day(annex_a: Lists) -> None:
    made = {(row["Child Unique ID"], row["Date of Contact"]) for row in annex_a["List 1"]}
    referred = {(row["Child Unique ID"], row["Date of referral"]) for row in annex_a["List 3"]}
    assert len(referred) > 1500
    assert referred <= made


def test_of_early_help_eleven_in_a_hundred_step_up(annex_a: Lists) -> None:
    referred = {row["Child Unique ID"] for row in annex_a["List 3"]}
    helped = [row["Child Unique ID"] for row in annex_a["List 2"]]
    assert len(helped) == len(set(helped)) == 2033
    assert sum(child in referred for child in helped) / len(helped) == pytest.approx(0.11, abs=0.001)


def test_list_8_holds_the_children_whom_the_903_has_in_care(demo: DemoReturns, annex_a: Lists) -> None:
    standing = [row for row in demo.tables[2022]["Episodes"] if not row["DEC"] and row["LS"] not in {"V3", "V4"}]
    listed = {row["Child Unique ID"]: row for row in annex_a["List 8"] if row["Date Ceased to be Looked After"] is None}
    assert listed.keys() == {row["CHILD"] for row in standing}
    assert len(listed) == 512
    for row in standing:
        other = listed[row["CHILD"]]
        assert (row["PL_POST"] or None, row["URN"] or None) == (other["Placement postcode"], other["URN of Placement"])


def test_list_7_holds_the_plans_of_the_census(censuses: list[Path], annex_a: Lists) -> None:
    plans = Counter(
        (child.findtext("ChildIdentifiers/LAchildID"), plan.findtext("CPPstartDate"))
        for child in ElementTree.parse(censuses[-1]).getroot().iter("Child")
        for plan in child.iter("ChildProtectionPlans")
        if plan.find("CPPendDate") is None
    )
    listed = Counter(
        (row["Child Unique ID"], cast(date, row["Child Protection Plan Start Date"]).isoformat())
        for row in annex_a["List 7"]
        if row["Child Protection Plan End Date"] is None
    )
    assert listed == plans
    assert listed.total() == 267


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
    assert all(name.rpartition(" ")[0] in {"Social worker", "Personal adviser"} for name in named)


def test_all_eight_localities_have_children_in_need(annex_a: Lists) -> None:
    teams = Counter(str(row["Allocated Team"]) for row in annex_a["List 6"])
    assert all(teams[f"Social work unit, locality {number}"] > 50 for number in range(1, 9))


def test_headings_are_those_of_the_published_lists(annex_a: Lists) -> None:
    assert {name: list(rows[0]) for name, rows in annex_a.items()} == {
        f"List {one.number}": [column.title for column in one.columns] for one in layouts.lists().values()
    }
