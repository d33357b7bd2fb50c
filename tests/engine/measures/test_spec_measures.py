"""Each measure out of small tables of rows: who is counted, out of whom, and what comes out."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest

from suffice.engine.episodes import History, assemble
from suffice.engine.measures import INDICATORS, NoSuchAuthority, Polarity, Unit, compute
from suffice.engine.measures.stability import placements_in
from suffice.engine.returns.population import Population
from tests.engine.episodes.build import a_return

ON = date(2022, 3, 31)

HEADER = """
child | sex | dob
A     | 1   | 2021-06-01
B     | 2   | 2014-02-10
C     | 1   | 2010-05-10
D     | 2   | 2005-08-20
E     | 1   | 2004-04-01
F     | 2   | 2003-09-15
"""

EPISODES = """
child | decom      | dec        | rne | ls | place | place_provider | rec  | pl_post
A     | 2021-06-05 |            | S   | C1 | A3    | PR0            |      | A1
B     | 2020-05-01 | 2021-05-20 | S   | E1 | U6    | PR4            | X1   | B1
B     | 2021-05-20 | 2021-07-01 | P   | E1 | K2    | PR4            | X1   | B2
B     | 2021-07-01 |            | P   | E1 | K2    | PR4            |      | B3
C     | 2020-05-01 | 2021-05-01 | S   | V2 | U1    | PR1            | E4B  | C1
C     | 2021-09-01 |            | S   | V2 | U4    | PR1            |      | C2
D     | 2021-09-01 |            | S   | L1 | K3    | PR5            |      | D1
E     | 2021-04-10 | 2022-02-01 | S   | J1 | P1    |                | E12  | E1
F     | 2020-05-01 |            | S   | C2 | U4    | PR5            |      | F1
Z     | 2021-09-01 |            | S   | C2 | U4    | PR1            |      | Z1
"""
EARLIER = """
child | decom      | dec | rne | ls | place | place_provider | rec | pl_post
F     | 2020-05-01 |     | S   | C2 | U4    | PR5            |     | F1
"""


@pytest.fixture(scope="module")
def history() -> History:
    returns = [
        a_return(2021, Episodes=EARLIER, UASC="child | duc\nD | 2023-08-20"),
        a_return(2022, Episodes=EPISODES, Header=HEADER),
    ]
    return assemble(returns)


def counts(history: History, on: date = ON, **options: Any) -> dict[str, tuple[int | None, int | None]]:
    return {
        one.indicator.code: (one.counted.numerator, one.counted.denominator) for one in compute(history, on, **options)
    }


EXPECTED = {
    # A under 1, B 8, C 11 and D 16 are in care; E was adopted in February, F turned 18 in September, Z is not known.
    "cla_rate": (4, 50_000),
    "cla_start_rate": (4, 50_000),
    "cla_cease_rate": (3, 50_000),
    "reentry_12_months": (1, 4),
    "left_care_adopted_sgo": (1, 3),
    "uasc_share": (1, 4),
    "age_0": (1, 4),
    "age_1_4": (0, 4),
    "age_5_9": (1, 4),
    "age_10_15": (1, 4),
    "age_16_17": (1, 4),
    "placement_in_house_foster": (1, 4),
    "placement_agency_foster": (0, 4),
    "placement_friends_and_family": (0, 4),
    "placement_childrens_home": (1, 4),
    "placement_secure": (0, 4),
    "placement_supported_accommodation": (1, 4),
    "placement_with_parents": (0, 4),
    "placement_placed_for_adoption": (1, 4),
    "placement_other": (0, 4),
    "fostering_in_house": (1, 1),
    "fostering_agency": (0, 1),
    "fostering_friends_and_family": (0, 1),
    "supported_accommodation_16_17": (1, 1),
    "under_10_in_childrens_homes": (1, 2),
    "placements_3plus": (1, 4),
    "legal_care_order": (1, 4),
    "legal_placement_order": (1, 4),
    "legal_voluntary": (1, 4),
    "legal_child_protection": (1, 4),
    "legal_youth_justice": (0, 4),
    "legal_other": (0, 4),
}


def test_every_measure_counts_who_it_says(history: History) -> None:
    told = counts(history, population=Population.by_hand(50_000, source="x"))
    assert {code: told[code] for code in EXPECTED} == EXPECTED


def test_a_rate_is_the_count_over_the_population_and_a_share_is_a_percentage(history: History) -> None:
    told = {
        one["code"]: one
        for one in documents(history, population=Population.by_hand(50_000, source="a book", mid_year=2021))
    }
    rate, share = told["cla_rate"], told["uasc_share"]
    assert (rate["value"], rate["unit"], rate["denominator_year"]) == (0.8, "per 10,000", 2021)
    assert (share["value"], share["unit"], share["denominator_year"]) == (25.0, "%", None)
    assert "50,000 children aged 0 to 17 was given by hand (a book)" in rate["source"]


def documents(history: History, on: date = ON, **options: Any) -> list[dict[str, Any]]:
    return [one.document() for one in compute(history, on, **options)]


def test_the_document_has_the_promised_keys_and_nothing_else(history: History) -> None:
    keys = ["code", "title", "numerator", "denominator", "denominator_year", "value", "unit", "source"]
    assert all(list(one) == keys for one in documents(history))


def test_without_a_population_there_is_a_number_and_no_rate(history: History) -> None:
    rate = documents(history)[0]
    assert (rate["numerator"], rate["denominator"], rate["denominator_year"], rate["value"]) == (4, None, None, None)
    assert "no population was given" in rate["source"]


def test_a_population_without_the_authority_gives_no_rate_and_says_so(history: History) -> None:
    other = Population("p.csv", {"335": {2020: 5}}, {"335": "335"})
    rate = documents(history, authority="336", population=other)[0]
    assert (rate["numerator"], rate["value"]) == (4, None)
    assert "p.csv has no estimate" in rate["source"]


def test_every_source_says_the_returns_who_is_left_out_and_the_version(history: History) -> None:
    for one in documents(history):
        assert one["source"].endswith("version 1.")
        if one["code"] in EXPECTED:
            assert one["source"].startswith("SSDA903 returns of 1 April 2020 to 31 March 2022 (2 files of episodes).")
            assert "1 child with no header or no date of birth left out." in one["source"]


def test_the_year_is_left_empty_where_the_returns_do_not_cover_it(history: History) -> None:
    told = {one["code"]: one for one in documents(history, date(2020, 9, 30))}
    for code in ("cla_start_rate", "cla_cease_rate", "reentry_12_months", "left_care_adopted_sgo", "placements_3plus"):
        assert (told[code]["numerator"], told[code]["value"]) == (None, None)
        assert "do not cover the twelve months" in told[code]["source"]
    assert told["cla_rate"]["numerator"] == 3


def test_a_day_outside_the_returns_is_said_to_be_so(history: History) -> None:
    assert (
        "do not cover 30 April 2022, so the figure is not complete"
        in documents(history, date(2022, 4, 30))[0]["source"]
    )


def test_nobody_in_care_gives_no_share_rather_than_a_division_by_nothing() -> None:
    assert all(
        one["value"] in (None, 0) for one in documents(assemble([]), population=Population.by_hand(5, source="x"))
    )


def test_authorities_are_kept_apart() -> None:
    episodes = "child | decom | dec | rne | ls\n{} | 2021-06-05 | | S | C2"
    header = "child | sex | dob\n{} | 1 | 2010-05-10"
    both = assemble(
        [
            a_return(2022, authority=name, name=name, Episodes=episodes.format(child), Header=header.format(child))
            for name in ("Barking and Dagenham", "Sutton")
            for child in "AB"[: 1 + (name == "Sutton")]
        ]
    )
    assert counts(both)["cla_rate"] == (3, None)
    assert counts(both, authority="319")["cla_rate"] == counts(both, authority="E09000029")["cla_rate"] == (2, None)
    with pytest.raises(NoSuchAuthority, match=r"The returns are of Barking and Dagenham, Sutton; none .* is of 336"):
        compute(both, ON, authority="336")


def test_a_population_file_is_looked_up_by_the_only_authority_in_the_returns() -> None:
    episodes = "child | decom | dec | rne | ls\nA | 2021-06-05 | | S | C2"
    history = assemble([a_return(2022, authority="Sutton", Episodes=episodes, Header=HEADER)])
    population = Population("p.csv", {"319": {2021: 50_000}}, {"319": "319"})
    assert counts(history, population=population)["cla_rate"] == (1, 50_000)


PLACEMENTS = """
child | decom      | dec        | rne | ls | place | place_provider | pl_post
A     | 2020-06-01 | 2021-04-01 | S   | C2 | U4    | PR1            | A0
A     | 2021-04-01 | 2021-05-01 | P   | C2 | U4    | PR1            | A1
A     | 2021-05-01 | 2021-06-01 | L   | E1 | U4    | PR1            | A1
A     | 2021-06-01 | 2021-07-01 | P   | E1 | T3    |                | A2
A     | 2021-07-01 | 2021-08-01 | P   | E1 | U4    | PR1            | A1
A     | 2021-08-01 | 2021-09-01 | T   | E1 | U1    | PR1            | A1
A     | 2021-09-01 |            | B   | C2 | K2    | PR4            | A3
"""


@pytest.mark.parametrize(("same_carer", "expected"), [(False, 2), (True, 3)])
def test_a_placement_is_the_one_on_the_first_day_and_each_one_begun(*, same_carer: bool, expected: int) -> None:
    history = assemble([a_return(2022, Episodes=PLACEMENTS, Header=HEADER)])
    told = placements_in(history, date(2021, 4, 1), ON, same_carer=same_carer)
    assert told.rows() == [("", "A", expected)]


def test_the_option_of_the_count_of_placements_is_in_its_source(history: History) -> None:
    for chosen, words in (("leave_out", "do not count as placements"), ("count", "count as placements")):
        told = {one["code"]: one for one in documents(history, options={"same_carer_changes": chosen})}
        assert f"(RNE T and U) {words}" in told["placements_3plus"]["source"]


def test_every_definition_is_complete_and_its_code_is_its_own() -> None:
    for code, one in INDICATORS.items():
        assert code == one.code
        assert re.fullmatch(r"[a-z0-9_]+", code)
        assert all((one.title, one.numerator, one.who_counts, one.reference, one.version, one.source))
        assert bool(one.denominator) == (one.unit is not Unit.NUMBER)
        assert all(option.default in option.choices for option in one.options)
    assert len({one.title for one in INDICATORS.values()}) == len(INDICATORS)
    assert {polarity.label for polarity in Polarity} == {
        "Higher is better",
        "Lower is better",
        "Neither way is better",
    }
    assert [unit.scale for unit in Unit] == [10_000, 100, 1, 1, 1]


def test_the_same_measure_by_group_adds_up_to_the_whole(history: History) -> None:
    told = {one.indicator.code: one for one in compute(history, ON)}
    share = told["uasc_share"]
    by_sex = {one.label: (one.counted.numerator, one.counted.denominator, one.value) for one in share.by("sex")}
    assert by_sex == {"Girls": (1, 2, 50.0), "Boys": (0, 2, 0.0)}
    assert [(one.label, one.value) for one in told["cla_rate"].by("age")] == [
        ("0", None),
        ("5 to 9", None),
        ("10 to 15", None),
        ("16 to 17", None),
    ]
    assert [(one.key, one.counted.denominator) for one in share.by("ethnicity")] == [(None, 4)]
    with pytest.raises(ValueError, match="There is no split by shoe size"):
        share.by("shoe size")
    with pytest.raises(ValueError, match="do not tell team"):
        share.by("team")


def test_the_children_behind_a_figure_are_told_with_their_outcomes(history: History) -> None:
    told = {one.indicator.code: one for one in compute(history, ON)}["placements_3plus"].judgement
    outcomes = {child: outcome for _, child, _, outcome in told.select("authority", "child", "item", "outcome").rows()}
    assert outcomes == {"A": "fail", "B": "pass", "C": "fail", "D": "fail"}


def test_an_option_that_is_not_there_is_refused(history: History) -> None:
    with pytest.raises(ValueError, match="There is no option colour"):
        compute(history, ON, options={"colour": "red"})
    with pytest.raises(ValueError, match="same_carer_changes can be leave_out or count, not maybe"):
        compute(history, ON, options={"same_carer_changes": "maybe"})
