from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from itertools import pairwise

import pytest

from suffice.engine.calendar import collection_year, year_end, year_start
from suffice.engine.returns.ssda903 import codes, layouts

from .conftest import Written
from .plainly import Row, born, day, known_day, latest_episodes, rows

TABLES = {
    "header": "Header", "episodes": "Episodes", "reviews": "Reviews", "uasc": "UASC", "oc2": "OC2", "oc3": "OC3",
    "ad1": "AD1", "placed_for_adoption": "PlacedAdoption", "previous_permanence": "PrevPerm", "missing": "Missing",
}  # fmt: skip
LAST_DAY = date(2022, 3, 31)
TEMPORARY = {"T0", "T1", "T2", "T3", "T4"}


def _by_child(written: Written) -> dict[str, list[Row]]:
    grouped: dict[str, list[Row]] = defaultdict(list)
    for row in latest_episodes(written.folder):
        grouped[row["CHILD"]].append(row)
    return grouped


def _neighbours(written: Written) -> list[tuple[Row, Row]]:
    """Each episode that goes on into another, and that other."""
    pairs = []
    for episodes in _by_child(written).values():
        pairs += [(now, then) for now, then in pairwise(episodes) if now["REC"] == "X1"]
    return pairs


def test_every_year_has_every_table(written: Written) -> None:
    for year in range(2017, 2023):
        assert {file.stem for file in (written.folder / str(year)).glob("*.csv")} == set(TABLES)


def test_every_code_is_one_of_its_year(written: Written) -> None:
    for name, table in TABLES.items():
        coded = {column.name: column.codes for column in layouts.tables()[table].columns if column.codes}
        for year, row in rows(written.folder, name):
            for column, code_set in coded.items():
                assert not row[column] or row[column] in codes.codes_for(code_set, year), (year, table, column, row)


def test_no_date_is_after_the_last_return(written: Written) -> None:
    for name in TABLES:
        for year, row in rows(written.folder, name):
            dates = [day(value) for column, value in row.items() if value.count("/") == 2 and column != "DOB"]
            assert all(one is None or one <= year_end(year) for one in dates), (year, name, row)


def test_every_child_of_every_table_has_one_header_in_that_year(written: Written) -> None:
    headers: dict[int, list[str]] = defaultdict(list)
    for year, row in rows(written.folder, "header"):
        headers[year].append(row["CHILD"])
    assert all(len(children) == len(set(children)) for children in headers.values())
    known = {year: set(children) for year, children in headers.items()}
    for name in TABLES:
        assert all(row["CHILD"] in known[year] for year, row in rows(written.folder, name)), name


def test_a_child_is_the_same_in_every_year(written: Written) -> None:
    seen: dict[str, tuple[str, ...]] = {}
    for _, row in rows(written.folder, "header"):
        same = (row["SEX"], row["DOB"], row["ETHNIC"])
        assert seen.setdefault(row["CHILD"], same) == same


def test_an_episode_says_the_same_in_every_year_but_for_its_end(written: Written) -> None:
    ends = {"DEC", "REC", "REASON_PLACE_CHANGE"}
    told: dict[tuple[str, str], Row] = {}
    for _, row in rows(written.folder, "episodes"):
        start = {column: value for column, value in row.items() if column not in ends}
        assert told.setdefault((row["CHILD"], row["DECOM"]), start) == start


def test_a_return_holds_the_episodes_that_were_live_in_its_year_and_no_others(written: Written) -> None:
    told = {(year, row["CHILD"], row["DECOM"]) for year, row in rows(written.folder, "episodes")}
    for row in latest_episodes(written.folder):
        start, end = known_day(row["DECOM"]), day(row["DEC"]) or LAST_DAY + timedelta(days=1)
        live = {year for year in range(2017, 2023) if start <= year_end(year) and end > year_start(year)}
        assert {year for year in range(2017, 2023) if (year, row["CHILD"], row["DECOM"]) in told} == live


def test_episodes_follow_one_another_without_gap_or_overlap(written: Written) -> None:
    for now, then in _neighbours(written):
        assert now["DEC"] == then["DECOM"]
        assert then["RNE"] != "S"
    for episodes in _by_child(written).values():
        for now, then in pairwise(episodes):
            if now["REC"] != "X1":
                assert then["RNE"] == "S"
                assert known_day(then["DECOM"]) > known_day(now["DEC"])


def test_the_reason_for_a_new_episode_is_what_changed(written: Written) -> None:
    home = ("PL_POST", "URN", "PLACE_PROVIDER")
    for now, then in _neighbours(written):
        legal = now["LS"] != then["LS"]
        place = now["PLACE"] != then["PLACE"]
        carer = any(now[column] != then[column] for column in home)
        expected = {"L": (True, False, False), "T": (False, True, False), "U": (True, True, False)}
        if then["RNE"] in expected:
            assert (legal, place, carer) == expected[then["RNE"]], (now, then)
        else:
            assert carer, (now, then)
            assert legal == (then["RNE"] == "B"), (now, then)


def test_a_change_of_placement_gives_its_reason_and_nothing_else_does(written: Written) -> None:
    for now, then in _neighbours(written):
        away = now["PLACE"] in TEMPORARY or then["PLACE"] in TEMPORARY
        due = then["RNE"] in {"P", "B", "T", "U"} and not away
        assert bool(now["REASON_PLACE_CHANGE"]) == due, (now, then)
    for row in latest_episodes(written.folder):
        assert row["REC"] == "X1" or not row["REASON_PLACE_CHANGE"]


def test_a_time_away_is_short_and_ends_where_it_began(written: Written) -> None:
    for episodes in _by_child(written).values():
        for before, away, after in zip(episodes, episodes[1:], episodes[2:], strict=False):
            if away["PLACE"] in TEMPORARY:
                same = ("PLACE", "PL_POST", "URN", "PLACE_PROVIDER", "LS")
                assert [before[column] for column in same] == [after[column] for column in same]
                lasted = (known_day(away["DEC"]) - known_day(away["DECOM"])).days
                assert lasted <= {"T1": 42, "T3": 21, "T4": 7}.get(away["PLACE"], 42)


def test_nobody_stays_past_the_eighteenth_birthday_and_those_who_leave_on_it_leave_on_it(written: Written) -> None:
    births = born(written.folder)
    left = 0
    for row in latest_episodes(written.folder):
        birth, dec = births[row["CHILD"]], day(row["DEC"]) or LAST_DAY
        eighteenth = (birth.year + 18, birth.month, birth.day)
        if (birth.month, birth.day) != (2, 29):
            assert (dec.year, dec.month, dec.day) <= eighteenth
        if row["REC"] in {"E17", "E7"}:
            left += 1
            assert (dec.year, dec.month, dec.day) == eighteenth
    assert left > 40


def test_each_placement_has_the_provider_that_it_can_have(written: Written) -> None:
    allowed = {
        "P1": {"PR0"}, "U1": {"PR1"}, "U2": {"PR1"}, "U3": {"PR1"}, "U4": {"PR1", "PR4", "PR5"},
        "U6": {"PR1", "PR4", "PR5"}, "K1": {"PR2"}, "K2": {"PR1", "PR4"}, "T1": {""}, "T2": {""}, "T3": {""},
    }  # fmt: skip
    for row in latest_episodes(written.folder):
        assert row["PLACE_PROVIDER"] in allowed.get(row["PLACE"], {"PR1", "PR3", "PR4", "PR5"}), row


def test_children_live_where_their_age_and_legal_status_allow(written: Written) -> None:
    births = born(written.folder)
    for row in latest_episodes(written.folder):
        age = (known_day(row["DECOM"]) - births[row["CHILD"]]).days / 365.25
        if row["PLACE"] in {"H5", "P2"}:
            assert age > 15.99
        if row["PLACE"] in {"K1", "R5"}:
            assert age > 10
        if row["PLACE"] == "P1":
            assert row["LS"] in {"C1", "C2"}
        if row["PLACE"] in {"A5", "A6"}:
            assert row["LS"] == "E1"
        if row["PLACE"] in {"A3", "A4"}:
            assert row["LS"] == "V2"


def test_orders_that_last_days_last_days(written: Written) -> None:
    longest = {"L1": 3, "L2": 8, "V3": 17}
    for row in latest_episodes(written.folder):
        if row["LS"] in longest:
            end = day(row["DEC"]) or date(2022, 4, 1)  # still running when the last return ends
            assert (end - known_day(row["DECOM"])).days <= longest[row["LS"]]


@pytest.mark.parametrize(("year", "old"), [(2017, True), (2018, True), (2019, False), (2022, False)])
def test_special_guardianship_is_told_in_the_codes_of_its_year(written: Written, year: int, old: bool) -> None:
    told = {row["REC"] for when, row in rows(written.folder, "episodes") if when == year}
    assert bool(told & {"E43", "E44"}) == old
    assert bool(told & {"E45", "E46", "E47", "E48"}) != old


def test_the_adopted_are_told_of_in_every_table_about_adoption(written: Written) -> None:
    plans = {(year, row["CHILD"]) for year, row in rows(written.folder, "placed_for_adoption")}
    records = {(year, row["CHILD"]): row for year, row in rows(written.folder, "ad1")}
    adopted = {
        (collection_year(known_day(row["DEC"])), row["CHILD"]): row
        for row in latest_episodes(written.folder)
        if row["REC"] in {"E11", "E12"}
    }
    assert adopted.keys() == records.keys()
    assert adopted.keys() <= plans
    for key, episode in adopted.items():
        record = records[key]
        assert known_day(record["DATE_INT"]) <= known_day(record["DATE_MATCH"]) <= known_day(episode["DECOM"])
        assert (record["FOSTER_CARE"] == "1") == (episode["PLACE"] in {"A3", "A5"})


def test_the_health_table_holds_those_in_care_for_the_whole_year_and_no_others(written: Written) -> None:
    health = {(year, row["CHILD"]) for year, row in rows(written.folder, "oc2")}
    expected = set()
    for child, episodes in _by_child(written).items():
        if episodes[0]["LS"] in {"V3", "V4"}:
            continue
        for year in range(2017, 2023):
            in_year = [
                row
                for row in episodes
                if known_day(row["DECOM"]) <= year_end(year) and (day(row["DEC"]) or LAST_DAY) >= year_start(year)
            ]
            open_at_end = in_year and (not in_year[-1]["DEC"] or known_day(in_year[-1]["DEC"]) > year_end(year))
            from_start = in_year and known_day(in_year[0]["DECOM"]) <= year_start(year)
            unbroken = all(row["REC"] in {"", "X1"} for row in in_year[:-1])
            if open_at_end and from_start and unbroken:
                expected.add((year, child))
    assert health == expected


def test_reviews_and_times_missing_lie_inside_care(written: Written) -> None:
    children = _by_child(written)

    def cared_for(child: str, on: date) -> bool:
        return any(known_day(row["DECOM"]) <= on <= (day(row["DEC"]) or LAST_DAY) for row in children[child])

    for year, row in rows(written.folder, "reviews"):
        review = known_day(row["REVIEW"])
        assert collection_year(review) == year
        assert cared_for(row["CHILD"], review)
    for _, row in rows(written.folder, "missing"):
        assert cared_for(row["CHILD"], known_day(row["MIS_START"]))
        assert not row["MIS_END"] or known_day(row["MIS_END"]) > known_day(row["MIS_START"])


def test_every_start_in_the_year_says_what_permanence_came_before(written: Written) -> None:
    told = {(year, row["CHILD"]) for year, row in rows(written.folder, "previous_permanence")}
    started = {
        (collection_year(known_day(row["DECOM"])), row["CHILD"])
        for row in latest_episodes(written.folder)
        if row["RNE"] == "S" and known_day(row["DECOM"]) >= year_start(2017)
    }
    assert told == started


def test_pupil_numbers_carry_a_true_check_letter(written: Written) -> None:
    letters = "ABCDEFGHJKLMNPQRTUVWXYZ"
    numbers = {row["UPN"] for _, row in rows(written.folder, "header") if not row["UPN"].startswith("UN")}
    assert len(numbers) > 500
    for number in numbers:
        total = sum(position * int(digit) for position, digit in enumerate(number[1:], start=2))
        assert number[0] == letters[total % 23]


def test_two_children_never_share_a_pupil_number(written: Written) -> None:
    owners: dict[str, set[str]] = defaultdict(set)
    for _, row in rows(written.folder, "header"):
        if not row["UPN"].startswith("UN"):
            owners[row["UPN"]].add(row["CHILD"])
    assert all(len(children) == 1 for children in owners.values())
