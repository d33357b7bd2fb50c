"""The demonstration has in it the children whom a sufficiency strategy speaks of."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import pairwise

from .conftest import Written
from .plainly import born, known_day, latest_episodes, rows


def test_brothers_and_sisters_come_into_care_together(written: Written) -> None:
    together = Counter((row["HOME_POST"], row["DECOM"]) for row in latest_episodes(written.folder) if row["RNE"] == "S")
    shared = [count for (post, _), count in together.items() if post and count > 1]
    assert len(shared) > 60
    assert max(shared) >= 3


def test_brothers_and_sisters_mostly_start_in_one_home(written: Written) -> None:
    homes: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in latest_episodes(written.folder):
        if row["RNE"] == "S" and row["HOME_POST"]:
            homes[row["HOME_POST"], row["DECOM"]].append(row["PL_POST"])
    families = [posts for posts in homes.values() if len(posts) > 1]
    assert sum(len(set(posts)) < len(posts) for posts in families) > len(families) / 2


def test_every_kind_of_new_episode_is_there(written: Written) -> None:
    kinds = Counter(row["RNE"] for row in latest_episodes(written.folder))
    assert kinds.keys() == {"S", "L", "P", "T", "B", "U"}


def test_unaccompanied_young_people_are_mostly_young_men_under_section_20(written: Written) -> None:
    sexes = {row["CHILD"]: row["SEX"] for _, row in rows(written.folder, "uasc")}
    assert len(sexes) >= 8
    assert sum(sex == "1" for sex in sexes.values()) > len(sexes) / 2
    for row in latest_episodes(written.folder):
        if row["CHILD"] in sexes:
            assert (row["LS"], row["CIN"], row["HOME_POST"]) == ("V2", "N8", "")


def test_some_children_come_back_into_care(written: Written) -> None:
    starts = Counter(
        row["CHILD"] for row in latest_episodes(written.folder) if row["RNE"] == "S" and row["LS"] not in {"V3", "V4"}
    )
    assert sum(count > 1 for count in starts.values()) > 20


def test_short_breaks_are_a_few_disabled_children_with_no_addresses(written: Written) -> None:
    breaks = [row for row in latest_episodes(written.folder) if row["LS"] in {"V3", "V4"}]
    assert {row["LS"] for row in breaks} == {"V3", "V4"}
    assert 5 <= len({row["CHILD"] for row in breaks}) <= 12
    assert all((row["CIN"], row["HOME_POST"], row["PL_POST"]) == ("N2", "", "") for row in breaks)


def test_legal_statuses_take_their_usual_course(written: Written) -> None:
    courses: dict[str, list[str]] = defaultdict(list)
    for row in latest_episodes(written.folder):
        course = courses[row["CHILD"]]
        if not course or course[-1] != row["LS"]:
            course.append(row["LS"])
    steps = Counter(pair for course in courses.values() for pair in pairwise(course))
    for usual in (("V2", "C1"), ("C1", "C2"), ("C1", "E1"), ("L1", "C1"), ("L2", "C1")):
        assert steps[usual] > 3, usual
    assert steps["C2", "C1"] < steps["C1", "C2"] / 10


def test_the_ways_of_leaving_are_all_there(written: Written) -> None:
    leaving = Counter(row["REC"] for row in latest_episodes(written.folder) if row["REC"] not in {"", "X1"})
    total = sum(leaving.values())
    home = (leaving["E4A"] + leaving["E4B"]) / total
    adopted = (leaving["E11"] + leaving["E12"]) / total
    guardians = sum(leaving[code] for code in ("E43", "E44", "E45", "E46", "E47", "E48")) / total
    at_eighteen = sum(leaving[code] for code in ("E5", "E6", "E7", "E17")) / total
    assert 0.15 < home < 0.50
    assert 0.05 < adopted < 0.25
    assert 0.08 < guardians < 0.25
    assert 0.15 < at_eighteen < 0.40
    assert {"E3", "E8", "E13", "E14", "E41"} <= leaving.keys()


def test_a_few_girls_in_care_have_babies(written: Written) -> None:
    mothers = {row["CHILD"]: row for _, row in rows(written.folder, "header") if row["MOTHER"] == "1"}
    births = born(written.folder)
    assert 1 <= len(mothers) <= 10
    for child, row in mothers.items():
        assert row["SEX"] == "2"
        assert 15.9 < (known_day(row["MC_DOB"]) - births[child]).days / 365.25 < 18


def test_addresses_are_of_the_city_and_its_neighbours(written: Written) -> None:
    posts = [row["PL_POST"] for row in latest_episodes(written.folder) if row["PL_POST"]]
    near = sum(post.startswith(("WV", "WS", "DY", "B7")) for post in posts) / len(posts)
    assert 0.75 < near < 0.97
