"""A measure of children in care by what other returns say of them."""

from __future__ import annotations

from types import SimpleNamespace

import polars as pl
import pytest

from suffice.engine.measures.splitting import characteristics
from tests.engine.episodes.build import a_return
from tests.engine.measures.judging import told

ETHNIC = {"A": "WBRI", "B": "MWBC", "C": "WROM", "D": "NOBT"}
EPISODES = "child | decom | dec | rne | ls\n" + "\n".join(f"{one} | 2021-06-01 | | S | C1" for one in ETHNIC)
HEADER = "child | sex | dob | ethnic\n" + "\n".join(f"{one} | 1 | 2012-01-01 | {code}" for one, code in ETHNIC.items())
RETURNS = [a_return(2022, Episodes=EPISODES, Header=HEADER, UASC="child | duc\nA | 2023-01-01")]
LISTS = {
    "List8": pl.DataFrame(
        {
            "child_unique_id": ["A", "B"],
            "does_the_child_have_a_disability": ["No", None],
            "allocated_team": ["North", "South"],
            "allocated_worker": ["X", None],
        }
    )
}
CENSUS = SimpleNamespace(
    tables={
        "Children": pl.DataFrame(
            {
                "lachildid": ["A", "B", "C", "N"],
                "sex": ["F", "F", "F", "F"],
                "ethnicity": ["CHNE", "CHNE", "CHNE", "CHNE"],
                "personbirthdate": [None, None, None, None],
            }
        ),
        "Disabilities": pl.DataFrame({"lachildid": ["A", "B", "C"], "disability": ["MOB", "AUT", "NONE"]}),
    }
)


def groups(split: str, **given: object) -> dict[str, tuple[float | None, float | None]]:
    return {one.label: (one.counted.above, one.counted.below) for one in told("uasc_share", RETURNS, **given).by(split)}


def test_ethnicity_is_in_five_groups_and_not_known() -> None:
    assert groups("ethnicity") == {"White": (1, 2), "Mixed": (0, 1), "Not known": (0, 1)}


def test_the_list_of_children_in_care_is_believed_before_the_census() -> None:
    both = {"Disabled": (0, 1), "Not disabled": (1, 2), "Not known": (0, 1)}
    assert groups("disability", annex_a=LISTS, cin=CENSUS) == both
    assert groups("disability", cin=CENSUS) == {"Disabled": (1, 2), "Not disabled": (0, 1), "Not known": (0, 1)}
    assert groups("team", annex_a=LISTS) == {"North": (1, 1), "South": (0, 1), "Not known": (0, 2)}


def test_what_no_return_tells_is_refused() -> None:
    with pytest.raises(ValueError, match="do not tell disability"):
        groups("disability")


def test_a_child_of_the_census_alone_is_known_by_it_and_the_903_is_believed_first() -> None:
    about = characteristics(told("uasc_share", RETURNS, cin=CENSUS).scene)
    said = {child: (sex, group) for child, sex, group in about.select("child", "sex", "ethnicity").rows()}
    assert (said["A"], said["N"]) == (("M", "white"), ("F", "other"))


def test_a_measure_without_a_figure_has_no_groups() -> None:
    assert told("dental", RETURNS).by("sex") == ()
