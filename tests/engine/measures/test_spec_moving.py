"""The same carer, placements and distance: rows in, the verdict on each child out."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from suffice.engine.returns.model import Return
from tests.engine.episodes.build import a_return
from tests.engine.measures.judging import figure, outcomes, told

HEADER = "child | sex | dob\n" + "\n".join(f"{child} | 1 | 2012-01-01" for child in "ABCDEFGHIK")
HEADER += "\nJ | 1 | 2006-03-31"
EPISODES = """
child | decom      | dec        | rne | ls | place | place_provider | pl_post | rec
A     | 2019-01-01 |            | S   | C1 | U6    | PR1            | A1      |
B     | 2019-01-01 | 2020-04-01 | S   | C1 | U6    | PR1            | B1      | X1
B     | 2020-04-01 |            | P   | C1 | U6    | PR1            | B2      |
C     | 2019-01-01 | 2020-03-31 | S   | C1 | U6    | PR1            | C1      | X1
C     | 2020-03-31 |            | P   | C1 | U6    | PR1            | C2      |
D     | 2019-01-01 | 2021-01-01 | S   | C1 | U6    | PR1            | D1      | X1
D     | 2021-01-01 |            | P   | E1 | A6    | PR1            | D2      |
E     | 2019-01-01 | 2021-01-01 | S   | C1 | U6    | PR1            | E1      | X1
E     | 2021-01-01 | 2021-01-10 | P   | C1 | T3    | PR1            | E2      | X1
E     | 2021-01-10 |            | P   | C1 | U6    | PR1            | E1      |
F     | 2019-10-01 |            | S   | C1 | U6    | PR1            | F1      |
G     | 2019-01-01 | 2021-01-01 | S   | C1 | U6    | PR1            | G1      | X1
G     | 2021-01-01 |            | T   | C1 | U5    | PR1            | G1      |
H     | 2019-01-01 | 2019-06-01 | S   | C1 | U6    | PR1            | H1      | X1
H     | 2019-06-01 | 2021-06-01 | P   | C1 | U6    | PR1            | H2      | X1
H     | 2021-06-01 | 2021-09-01 | P   | C1 | U6    | PR1            | H3      | X1
H     | 2021-09-01 |            | P   | E1 | A6    | PR1            | H4      |
I     | 2019-01-01 | 2021-06-01 | S   | C1 | U6    | PR1            | I1      | E4A
I     | 2021-06-02 |            | S   | C1 | U6    | PR1            | I1      |
J     | 2019-01-01 |            | S   | C1 | U6    | PR1            | J1      |
K     | 2019-09-30 |            | S   | C1 | P1    | PR0            | K1      |
"""


def returns() -> list[Return]:
    bare = "child | decom | dec | rne | ls | rec\nZ | 2019-01-01 | 2019-01-02 | S | C1 | E8"
    return [
        a_return(2020, Episodes=bare, Header=HEADER),
        a_return(2021, Episodes=bare, Header=HEADER),
        a_return(2022, Episodes=EPISODES, Header=HEADER),
    ]


def test_the_same_carer_for_two_years_is_of_children_under_16_and_two_and_a_half_years_in_care() -> None:
    assert outcomes("same_carer_2y", returns()) == {
        "A": "pass",
        "B": "fail",  # a day too late
        "C": "pass",
        "D": "pass",  # with adopters, and where it lived before, together
        "E": "pass",  # a holiday
        "F": "not_eligible",  # a day too short in care
        "G": "fail",
        "H": "fail",  # with adopters, but the home before them was new too
        "I": "not_eligible",  # away for a day
        "J": "not_eligible",  # 16 today
        "K": "pass",
    }


def test_becoming_fostering_for_adoption_counts_unless_that_is_chosen() -> None:
    chosen = {"fostering_for_adoption_changes": "by_carer"}
    assert outcomes("same_carer_2y", returns(), options=chosen)["G"] == "pass"
    assert "counts only where the carer changed" in told("same_carer_2y", returns(), options=chosen).source
    assert "as in the department's figures since 2021" in told("same_carer_2y", returns()).source


def test_placements_by_group_count_a_holiday_as_where_the_child_lived() -> None:
    shares = {group: figure(f"mix_{group}", returns())[0] for group in ("foster", "adoption", "parents", "other")}
    assert shares == {"foster": 8, "adoption": 2, "parents": 1, "other": 0}
    assert figure("parents_on_care_order", returns())[:2] == (1, 11)
    during = {group: figure(f"mix_{group}", returns(), on=date(2021, 1, 5))[0] for group in ("foster", "other")}
    assert during == {"foster": 9, "other": 0}


def test_fewer_than_three_placements_in_two_years() -> None:
    said = outcomes("fewer_than_3_placements_2y", returns())
    assert [child for child, outcome in said.items() if outcome == "fail"] == ["H"]


class Directory:
    """Postcodes of which each stands so many miles from home; those with an X lie in Dudley, N is not known."""

    def miles(self, home: pl.Series, placement: pl.Series) -> pl.Series:
        return pl.Series(
            [{"NEAR": 20.0, "FARX": 20.1, "FAR": 99.0}.get(post or "") for post in placement], dtype=pl.Float64
        )

    def authority_of(self, postcodes: pl.Series) -> pl.Series:
        inside = {"NEAR": "336", "FARX": "332", "FAR": "336"}
        return pl.Series([inside.get(post or "") for post in postcodes], dtype=pl.String)

    def locality_of(self, postcodes: pl.Series) -> pl.Series:
        return pl.Series([{"HOME": "Hub 1"}.get(post or "") for post in postcodes], dtype=pl.String)

    def decile_of(self, postcodes: pl.Series) -> pl.Series:
        return pl.Series([{"HOME": 1}.get(post or "") for post in postcodes], dtype=pl.Int64)


PLACED = """
child | decom      | dec | rne | ls | place | home_post | pl_post
A     | 2021-06-01 |     | S   | C1 | U6    | HOME      | NEAR
B     | 2021-06-01 |     | S   | C1 | U6    | HOME      | FARX
C     | 2021-06-01 |     | S   | C1 | U6    | HOME      | FAR
D     | 2021-06-01 |     | S   | C1 | U6    | HOME      | N
E     | 2021-06-01 |     | S   | C1 | U6    | HOME      | FARX
"""


@pytest.mark.parametrize(
    ("code", "expected", "above"),
    [
        ("placed_20_miles", ["fail", "pass", "pass", "incomplete", "incomplete"], 2),
        ("outside_boundary", ["fail", "pass", "fail", "incomplete", "pass"], 2),
        ("outside_and_20_miles", ["fail", "pass", "fail", "incomplete", "incomplete"], 1),
    ],
)
def test_far_is_more_than_twenty_miles_and_the_unknown_stay_in_the_denominator(
    code: str, expected: list[str], above: int
) -> None:
    placed = [a_return(2022, Episodes=PLACED, Header=HEADER, UASC="child | duc\nE | 2023-01-01")]
    given = {"places": Directory(), "authority": "336"}
    assert list(outcomes(code, placed, **given).values()) == expected
    assert figure(code, placed, **given)[:2] == (above, 5)
    assert "No directory of postcodes was given" in told(code, placed, authority="336").source


def test_a_measure_by_locality_is_of_the_home_and_says_whose_is_not_known() -> None:
    homes = PLACED.replace(
        "E     | 2021-06-01 |     | S   | C1 | U6    | HOME", "E     | 2021-06-01 |     | S   | C1 | U6    | AWAY"
    )
    placed = [a_return(2022, Episodes=homes, Header=HEADER)]
    measure = told("placed_20_miles", placed, places=Directory(), authority="336")
    assert [(one.label, one.counted.below) for one in measure.by("locality")] == [("Hub 1", 4), ("Not known", 1)]
    assert [one.label for one in measure.by("deprivation")] == ["Tenth 1 of 10", "Not known"]
    with pytest.raises(ValueError, match="do not tell locality"):
        told("cla_rate", placed, authority="336").by("locality")


def test_outside_needs_to_know_inside_what() -> None:
    placed = [a_return(2022, Episodes=PLACED, Header=HEADER)]
    assert "do not name their authority" in told("outside_boundary", placed, places=Directory()).source
