"""The strategy's own arithmetic comes out exact to the child, with what is wrong with it said beside it."""

from __future__ import annotations

import json
import subprocess
import sys
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from suffice.engine.projection.published import ImpossibleArithmetic, published_cases, strategy


def sentences(start: int = 586, tracked: int = 170, population: int | None = None) -> str:
    findings = published_cases(start=start, tracked=tracked, population=population).findings
    return " ".join(example.sentence for finding in findings for example in finding.examples)


def test_the_four_published_totals_come_out_exactly() -> None:
    cases = published_cases(start=586, tracked=170).document()["cases"]
    assert cases == [
        {"name": "worst", "starters": 15, "end": 602, "rate_per_10000": None},
        {"name": "medium", "starters": 12, "end": 575, "rate_per_10000": None},
        {"name": "best", "starters": 10, "end": 557, "rate_per_10000": None},
        {"name": "covid", "starters": 18, "end": 629, "rate_per_10000": None},
    ]


def test_other_starters_change_their_own_case_by_nine_children_each() -> None:
    cases = published_cases(start=586, tracked=170, starters={"worst": 16}).cases
    assert [(case.starters, case.end) for case in cases] == [(16, 611), (12, 575), (10, 557), (18, 629)]
    for impossible in ({"worst": -1}, {"bad": 3}):
        with pytest.raises(ImpossibleArithmetic):
            published_cases(start=586, tracked=170, starters=impossible)


def test_what_is_worked_out_is_what_was_printed() -> None:
    worked = published_cases(start=strategy().base, tracked=strategy().tracked)
    assert [case.end for case in worked.cases] == [pair.total for pair in strategy().pairs]


def test_rates_divide_by_the_population_given() -> None:
    cases = published_cases(start=586, tracked=170, population=55_200).cases
    assert [case.rate_per_10000 for case in cases] == [Decimal(rate) for rate in ("109.1", "104.2", "100.9", "113.9")]


def test_the_findings_give_every_printed_pair_and_the_population_it_implies() -> None:
    told = sentences()
    for total, rate, implied in (("602", "109", "55,229"), ("575", "101", "56,931"), ("557", "80.3", "69,365")):
        assert f"{total} children and {rate} per 10,000, which together imply {implied} children" in told
    assert "No single population fits" in told


def test_the_findings_are_there_whatever_the_numbers() -> None:
    codes = {finding.code for finding in published_cases(start=20, tracked=3).findings}
    assert codes == {
        "published-pairs",
        "published-rates-disagree",
        "published-covid-readings",
        "published-exits-never-vary",
        "published-base",
    }


def test_both_readings_of_covid_are_given() -> None:
    told = sentences()
    assert "18 starters a month with the same 119 children leaving" in told
    assert "15 starters a month with only 92 leaving" in told


def test_the_two_bases_are_told_apart() -> None:
    assert "585 children in care, but only 586 makes its increase of 43 reach 629" in sentences()


def test_a_printed_rate_that_disagrees_with_the_population_is_named() -> None:
    told = sentences(population=55_200)
    assert "575 children among 55,200 is 104.2 per 10,000; the strategy prints 101 beside it." in told
    assert "602 children among" not in told


@pytest.mark.parametrize(
    ("start", "tracked", "population", "says"),
    [(-1, 0, None, "below zero"), (5, 6, None, "6 children are tracked"), (5, 1, 0, "population must be above zero")],
)
def test_numbers_that_cannot_be_children_are_refused_in_a_sentence(
    start: int, tracked: int, population: int | None, says: str
) -> None:
    with pytest.raises(ImpossibleArithmetic, match=says):
        published_cases(start=start, tracked=tracked, population=population)


@given(st.integers(0, 2_000), st.data())
def test_a_half_is_rounded_up_and_never_to_even(start: int, data: st.DataObject) -> None:
    tracked = data.draw(st.integers(0, start))
    worst = published_cases(start=start, tracked=tracked).cases[0]
    exact = start + 135 - Fraction(7, 10) * tracked
    assert worst.end == (exact + Fraction(1, 2)).__floor__()


def test_the_document_is_json() -> None:
    document = published_cases(start=586, tracked=170, population=55_200).document()
    assert json.loads(json.dumps(document)) == document


def test_nothing_heavy_is_imported() -> None:
    asked = (
        "import sys; from suffice.engine.projection.published import published_cases;"
        "published_cases(start=586, tracked=170);"
        "print(sorted({'numpy', 'polars', 'numba'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
