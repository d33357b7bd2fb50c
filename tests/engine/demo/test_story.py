"""The CIN census tells the same story as the 903, and meets what was published of children in need."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from xml.etree import ElementTree

import pytest

from suffice.demo.returns import DemoReturns, write
from suffice.demo.story.tell import Story, tell
from suffice.demo.story.totals import totals
from suffice.engine.calendar import collection_year
from suffice.engine.findings import Severity
from suffice.engine.returns.reading import read

from .census_plainly import Counted, count, headers, identities, referrals, when

YEARS = range(2017, 2023)
AUGUST = date(2020, 8, 31)


@pytest.fixture(scope="module")
def roots(censuses: list[Path]) -> dict[int, ElementTree.Element]:
    return {year: ElementTree.parse(path).getroot() for year, path in zip(YEARS, censuses, strict=True)}


@pytest.fixture(scope="module")
def days(roots: dict[int, ElementTree.Element]) -> dict[str, set[date]]:
    return referrals(roots.values())


@pytest.fixture(scope="module")
def written(demo: DemoReturns, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("903")
    write(demo, folder)
    return folder


@pytest.fixture(scope="module")
def counted(roots: dict[int, ElementTree.Element]) -> dict[int, Counted]:
    return {year: count(root) for year, root in roots.items()}


def test_the_returns_of_children_in_care_stay_as_they_were(demo: DemoReturns) -> None:
    text = json.dumps(demo.tables, sort_keys=True).encode()
    assert hashlib.sha256(text).hexdigest() == "4a9b7718e08bdb6398be46f2bfadc487ec32461c72b850f182c85e3a277035d5"


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize(
    "total",
    [
        "referrals", "no_action", "not_in_need", "in_need", "waiting", "assessments", "enquiries", "conferences",
        "plans_started", "plans_again", "plans",
    ],
)  # fmt: skip
def test_the_census_meets_the_published_total(counted: dict[int, Counted], year: int, total: str) -> None:
    assert getattr(counted[year], total) == getattr(totals().years[year], total)


@pytest.mark.parametrize("year", YEARS)
def test_children_come_again_within_a_year_as_often_as_published(days: dict[str, set[date]], year: int) -> None:
    again = sum(
        collection_year(day) == year and any(timedelta() < day - other <= timedelta(days=365) for other in told)
        for told in days.values()
        for day in told
    )
    assert again == totals().years[year].again


@pytest.mark.parametrize("year", YEARS)
def test_factors_of_households_are_found_as_often_as_published(counted: dict[int, Counted], year: int) -> None:
    found, published = counted[year].factors, totals().years[year].factors
    for code in ("1B", "1C", "2B", "2C", "3A", "3B", "3C", "4A", "4B", "4C", "16A", "17A"):
        assert found[code] == published[code], code


@pytest.mark.parametrize("year", YEARS)
def test_vulnerabilities_overlap_as_the_strategy_says(roots: dict[int, ElementTree.Element], year: int) -> None:
    root = roots[year]
    groups = Counter(
        len({code[0] if code[0] != "2" else "1" for code in codes})
        for details in root.iter("CINdetails")
        if (codes := {one.text or "" for one in details.iter("AssessmentFactors")} & _HOUSEHOLD)
    )
    anyone = sum(groups.values())
    assert (groups[2] + groups[3]) / anyone == pytest.approx(2_870 / 11_430, abs=0.004)
    assert groups[3] / anyone == pytest.approx(730 / 11_430, abs=0.004)


_HOUSEHOLD = {"1B", "1C", "2B", "2C", "3B", "3C", "4B", "4C"}


def test_in_august_2020_the_tiers_are_those_of_the_strategy(
    story: Story, roots: dict[int, ElementTree.Element]
) -> None:
    in_care = {person.number for person in story.people if person.in_care_on(AUGUST)}
    protected, helped = set(), set()
    for child in roots[2021].iter("Child"):
        number = child.findtext("ChildIdentifiers/LAchildID") or ""
        if any(_stands(plan, "CPPstartDate", "CPPendDate") for plan in child.iter("ChildProtectionPlans")):
            protected.add(number)
        if any(_stands(plan, "CINPlanStartDate", "CINPlanEndDate") for plan in child.iter("CINPlanDates")):
            helped.add(number)
    assert len(protected) == 301
    assert len(helped - protected - in_care) == 733


def _stands(plan: ElementTree.Element, start: str, end: str) -> bool:
    first, last = when(plan.findtext(start)), when(plan.findtext(end))
    return first is not None and first <= AUGUST and (last is None or last > AUGUST)


@pytest.mark.parametrize("year", YEARS)
def test_a_child_in_both_returns_is_the_same_child(
    written: Path, roots: dict[int, ElementTree.Element], year: int
) -> None:
    in_care, census = headers(written, year), dict(identities(roots[year]))
    both = in_care.keys() & census.keys()
    assert len(both) > 700
    for number in both:
        one, other = in_care[number], census[number]
        day, month, born = one["DOB"].split("/")
        assert f"{born}-{month}-{day}" == other["PersonBirthDate"]
        assert (one["SEX"], one["ETHNIC"]) == (other["GenderCurrent"], other["Ethnicity"])
        assert one["UPN"] == (other.get("UPN") or other.get("UPNunknown"))


@pytest.mark.parametrize("year", YEARS)
def test_whoever_is_in_care_on_31_march_is_in_need(
    story: Story, roots: dict[int, ElementTree.Element], year: int
) -> None:
    last = date(year, 3, 31)
    open_ones = {
        child.findtext("ChildIdentifiers/LAchildID")
        for child in roots[year].iter("Child")
        if any(one.find("CINclosureDate") is None for one in child.iter("CINdetails"))
    }
    assert {person.number for person in story.people if person.in_care_on(last)} <= open_ones


def test_the_censuses_are_read_whole_and_without_a_fault(censuses: list[Path]) -> None:
    intake = read(censuses, today=date(2022, 6, 1))
    assert [(one.kind, one.year) for one in intake.usable] == [("cin", year) for year in YEARS]
    assert all(file.used == file.rows for file in intake.files)
    assert [one for one in intake.findings if one.severity is Severity.ERROR] == []


@pytest.mark.parametrize("seed", [2])
def test_another_seed_meets_the_totals_with_other_children(story: Story, seed: int) -> None:
    other = tell(seed=seed)
    last = date(2022, 3, 31)
    assert sum(one.open_on(last) for person in other.people for one in person.referrals) == 2690
    assert {person.number for person in other.people} != {person.number for person in story.people}


@pytest.mark.samples
@pytest.mark.parametrize("year", YEARS)
def test_the_census_fits_the_published_schema(samples: Path, censuses: list[Path], year: int) -> None:
    from lxml import etree

    schema = etree.XMLSchema(etree.parse(samples / "returns" / "cin" / "CIN_schema_2024.xsd"))
    schema.assertValid(etree.parse(censuses[year - 2017]))
