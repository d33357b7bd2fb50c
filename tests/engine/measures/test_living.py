"""Children by group out of a file: what is read, and what is refused with where it stands and what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from suffice.engine.measures.living import TEMPLATE, GroupsUnreadable, Living, living_in_text, read_living

HEAD = "by,group,children,year,source\n"
ROW = "sex,Girls,100,2021,Census\n"


def test_the_template_is_read_as_it_is_given(tmp_path: Path) -> None:
    path = tmp_path / "groups.csv"
    path.write_text(TEMPLATE, encoding="utf-8")
    ethnicity, sex = read_living(path)
    assert (ethnicity.by, ethnicity.per_cent, dict(ethnicity.children)) == (
        "ethnicity",
        True,
        {"white": 57.3, "minority": 42.7},
    )
    assert (sex.per_cent, dict(sex.children), sex.year) == (False, {"F": 29800, "M": 31450}, 2020)


def test_groups_are_known_by_their_labels_and_by_the_words_of_the_census() -> None:
    rows = (
        'ethnicity,asian or asian british,10,2021,x\nEthnicity,White,"1,200",2021,x\n'
        "ethnicity,Other ethnic group,5,2021,x\n"
    )
    (found,) = living_in_text((HEAD + rows).encode(), name="a.csv")
    assert dict(found.children) == {"asian": 10, "white": 1200, "other": 5}


def test_ages_are_read_as_pages_call_them() -> None:
    rows = "age,Under 1,3200,2021,x\nage,aged 10 to 15,20000,2021,x\nage,16-17,7000,2021,x\n"
    (found,) = living_in_text((HEAD + rows).encode(), name="a.csv")
    assert dict(found.children) == {"0": 3200, "10-15": 20000, "16-17": 7000}


def test_localities_go_by_their_own_names() -> None:
    (found,) = living_in_text((HEAD + "locality,Bilston,10,2021,x\nlocality,Low Hill,5,2021,x\n").encode(), name="a")
    assert dict(found.children) == {"Bilston": 10, "Low Hill": 5}


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("by,group\nsex,Girls\n", "no column children"),
        (HEAD + "shoe,Girls,1,2021,x\n", "row 2: there is no grouping by shoe"),
        (HEAD + "sex,Cats,1,2021,x\n", "row 2: Cats is no group by sex. Use Girls, Boys"),
        (HEAD + "sex,Girls,many,2021,x\n", "row 2: many is no number"),
        (HEAD + "sex,Girls,-4,2021,x\n", "row 2: -4 is no number"),
        (HEAD + "sex,Girls,1,21,x\n", "row 2: give the year"),
        (HEAD + "sex,Girls,1,2021,\n", "row 2: give the year that the figure is of, as 2021, and its source"),
        (HEAD + ROW + ROW, "row 3: Girls is there twice"),
        (HEAD + ROW, "give at least two groups"),
        (HEAD + ROW + "sex,Boys,40%,2021,Census\n", "some groups are shares and some are numbers"),
        (HEAD + "sex,Girls,40%,2021,x\nsex,Boys,40%,2021,x\n", "the shares come to 80%, not 100%"),
        (
            HEAD + "ethnicity,White,50,2021,x\nethnicity,Mixed,5,2021,x\nethnicity,Other than White,5,2021,x\n",
            "Other than White is there beside a group that is part of it",
        ),
        ("", "no column"),
    ],
)
def test_what_cannot_be_read_is_said_with_where_it_stands(text: str, why: str) -> None:
    with pytest.raises(GroupsUnreadable, match=why):
        living_in_text(text.encode(), name="a.csv")


def test_groups_told_together_are_counted_together() -> None:
    told = Living("ethnicity", {"white": 57.3, "minority": 42.7}, True, 2011, "x")
    assert told.folded({"white": 6, "mixed": 2, "black": 1, "": 3}) == {"white": 6, "minority": 3}


def test_shares_give_numbers_only_of_a_known_whole() -> None:
    told = Living("sex", {"F": 49.0, "M": 51.0}, True, 2021, "x")
    assert told.numbers(1000) == {"F": 490, "M": 510}
    assert told.numbers(None) == {}
