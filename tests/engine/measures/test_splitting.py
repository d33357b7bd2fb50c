"""A measure of children in care by what other returns say of them."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import polars as pl
import pytest

from suffice.engine.measures import Measure, measure
from suffice.engine.measures.living import Living
from suffice.engine.measures.splitting import characteristics
from suffice.engine.returns.population import Population
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


def test_a_rate_of_a_group_divides_by_those_of_the_group_who_live_here() -> None:
    living = {"ethnicity": Living("ethnicity", {"white": 75.0, "mixed": 25.0}, True, 2021, "a census")}
    whole = Population.by_hand(2000, source="x")
    seen = {one.label: one for one in _rate(whole, living).by("ethnicity")}
    assert (seen["White"].counted.denominator, seen["White"].counted.denominator_year) == (1500, 2021)
    assert seen["White"].value == pytest.approx(2 / 1500 * 10_000)
    assert seen["Mixed"].value == pytest.approx(1 / 500 * 10_000)
    assert "a census" in seen["White"].counted.note
    assert seen["Not known"].value is None, "nobody says how many of unknown ethnicity live here"
    assert {one.value for one in _rate(whole, living).by("sex")} == {None}
    assert {one.value for one in _rate(None, living).by("ethnicity")} == {None}, "shares need all who live here"


def _rate(population: Population | None, living: dict[str, Living]) -> Measure:
    plain = told("cla_rate", RETURNS, population=population)
    return measure(plain.indicator, replace(plain.scene, living=living))
