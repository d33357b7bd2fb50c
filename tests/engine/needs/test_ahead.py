"""Tomorrow at today's rates: a published projection by age is read as it is shipped, and the sum has its interval."""

from __future__ import annotations

from datetime import date

import pytest

from suffice.engine.needs import Projected, projected_children
from suffice.engine.needs.ahead import expected
from suffice.engine.returns.published import kind

HEADER = "AREA_CODE,AREA_NAME,COMPONENT,SEX,AGE_GROUP,2025,2030"
OURS = "E08000031"


def brought(*lines: str) -> Projected | None:
    data = "\n".join([HEADER, *lines, ""]).encode()
    assert kind.recognises("projected.csv", data)
    opened = kind.read(data, name="projected.csv", folder="", sha256="0" * 64, today=date(2026, 1, 1))
    (ret,) = opened.published
    assert ret.part == "projected_people"
    (rows,) = ret.tables.values()
    return projected_children(rows, authorities=[OURS], source=ret.name)


def ages(sex: str, now: float, then: float, code: str = OURS, last: int = 90) -> list[str]:
    told = [f"{code},Wolverhampton,Population,{sex},{age},{now},{then}" for age in range(last)]
    return [*told, f"{code},Wolverhampton,Population,{sex},All ages,{now * 91},{then * 91}"]


def test_children_of_both_sexes_are_added_up_by_year_and_group_of_ages() -> None:
    found = brought(*ages("females", 100, 90), *ages("males", 110.4, 95), *ages("males", 999, 999, code="E08000030"))
    assert found is not None
    assert (found.children(2025), found.children(2030)) == (18 * 210, 18 * 185)
    assert found.by_year[2025] == {"0 to 4": 1050, "5 to 9": 1050, "10 to 15": 1260, "16 and 17": 420}
    assert Projected.read(found.document()) == found


def test_persons_are_not_counted_again_beside_both_sexes() -> None:
    found = brought(*ages("females", 100, 90), *ages("males", 110, 95), *ages("persons", 210, 185))
    assert found is not None
    assert found.children(2025) == 18 * 210


def test_a_year_of_which_an_age_is_missing_is_not_told() -> None:
    assert brought(*ages("persons", 210, 185, last=17)) is None
    assert brought(*ages("persons", 210, 185, code="E08000030")) is None


def test_the_expected_number_is_the_sum_with_the_interval_of_today_s_count() -> None:
    found = expected(4, people=2000, ahead=3000)
    assert found.value == pytest.approx(6)
    # The exact 95% limits of a count of 4, from the tables of the chi-square: 1.0899 and 10.2416.
    assert found.interval.low == pytest.approx(1.0899 * 1.5, abs=1e-3)
    assert found.interval.high == pytest.approx(10.2416 * 1.5, abs=1e-3)
